const { src, dest } = require('gulp');

/** Brings what tsc does not compile into dist: icons, codex files, output schemas and the Simulator's page. */
function assets() {
	return src(
		[
			'icons/**/*.svg',
			'nodes/**/*.node.json',
			'nodes/**/__schema__/**/*.json',
			'simulator/page/**/*.{html,css,json}',
		],
		{ base: '.', encoding: false },
	).pipe(dest('dist'));
}

exports.assets = assets;
exports.default = assets;
