// Builds the Simulator's page as one self-contained file. CommonJS, because gulp's file and jest's set-up load it
// unchanged.
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { build } = require('esbuild');

const folder = join(__dirname, '..', 'simulator', 'page');

/** The built page; `simulator/page-document.ts` reads it. */
const CHAT_PAGE = join(folder, 'chat-page.html');

const PARTS = [
	{ file: 'styles/index.css', placeholder: '/* __STYLE__ */' },
	{ file: 'main.ts', placeholder: '/* __SCRIPT__ */' },
];

/** Puts styles, scripts and words of `simulator/page/` into its markup. */
async function buildChatPage() {
	let page = readFileSync(join(folder, 'markup.html'), 'utf8');
	for (const { file, placeholder } of PARTS) {
		const text = await bundled(file);
		if (!page.includes(placeholder)) throw new Error(`markup.html has no ${placeholder}`);
		page = page.replace(placeholder, () => text.trim());
	}
	// Tests may read the page at the same time.
	const unfinished = `${CHAT_PAGE}.${process.pid}`;
	writeFileSync(unfinished, page);
	renameSync(unfinished, CHAT_PAGE);
}

/** Bundles with esbuild, which escapes text that would end the enclosing element. */
async function bundled(file) {
	const { outputFiles } = await build({
		entryPoints: [join(folder, file)],
		bundle: true,
		write: false,
		charset: 'utf8',
		format: 'iife',
		platform: 'browser',
		target: 'es2022',
		logLevel: 'warning',
	});
	return outputFiles[0].text;
}

module.exports = { buildChatPage };
