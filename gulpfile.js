const { series, src, dest } = require('gulp');

const { buildChatPage } = require('./sandbox/chat-page');

/** Copies what tsc does not compile into dist: icons, codex files, output schemas and the Simulator's page. */
function copyAssets() {
	return src(
		[
			'icons/**/*.svg',
			'nodes/**/*.node.json',
			'nodes/**/__schema__/**/*.json',
			'simulator/page/chat-page.html',
		],
		{ base: '.', encoding: false },
	).pipe(dest('dist'));
}

const assets = series(buildChatPage, copyAssets);

exports.assets = assets;
exports.default = assets;
