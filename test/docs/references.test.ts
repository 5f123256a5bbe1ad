import path from 'node:path';

import { anchorsOf, commentLines, projectFiles, read, withoutCodeBlocks } from './project-text';

const FILES = projectFiles();
const CODE = FILES.filter((file) => /\.(ts|mjs|js)$/.test(file));
const PAGES = FILES.filter((file) => file.endsWith('.md'));

/** Files of other projects that a page of facts names as its source. */
const ELSEWHERE = ['packages/'];

interface Reference {
	from: string;
	to: string;
}

/** Returns what is wrong with a reference to a file or folder of the project, if anything. */
function broken(target: string): string | undefined {
	const [file = '', anchor] = target.split('#');
	const isFolder = FILES.some((name) => name.startsWith(`${file.replace(/\/$/, '')}/`));
	if (!FILES.includes(file) && !isFolder) return 'no such file';
	if (anchor === undefined) return undefined;
	return anchorsOf(read(file)).includes(anchor) ? undefined : 'no such heading';
}

const brokenOnes = (references: Reference[]): string[] =>
	references.flatMap(({ from, to }) => {
		const reason = broken(to);
		return reason === undefined ? [] : [`${from}: ${to} (${reason})`];
	});

/** Finds references such as `docs/concepts.md#erase` in code, also inside a web address of the repository. */
function docsReferences(from: string, text: string): Reference[] {
	const found = text.matchAll(/\bdocs\/[\w./-]+\.md(?:#[\w-]+)?/g);
	return [...found].map(([to]) => ({ from, to }));
}

/** Finds relative links of a page. A link that leaves the project keeps its `..`, so nothing matches it. */
function links(from: string): Reference[] {
	const found = withoutCodeBlocks(read(from)).matchAll(/\]\(([^)\s]+)\)/g);
	return [...found]
		.map(([, to = '']) => to)
		.filter((to) => !/^[a-z]+:/.test(to))
		.map((to) => ({
			from,
			to: to.startsWith('#') ? from + to : path.posix.join(path.posix.dirname(from), to),
		}));
}

/** Returns the names of source files in a text, with or without their folders. */
const namedFiles = (text: string): string[] =>
	[...text.matchAll(/(?<![\w@.*<>/-])[\w./-]*\w\.(?:ts|mjs|cjs|tsx)\b/g)].map(([name]) => name);

const exists = (name: string): boolean =>
	FILES.some((file) => file === name || file.endsWith(`/${name.replace(/^(\.{1,2}\/)+/, '')}`)) ||
	ELSEWHERE.some((prefix) => name.startsWith(prefix));

describe('references', () => {
	const inCode = CODE.flatMap((file) => docsReferences(file, read(file)));
	const inPages = PAGES.flatMap(links);

	it('a reference from code to docs/ names an existing page and heading', () => {
		expect(inCode.length).toBeGreaterThan(200);
		expect(brokenOnes(inCode)).toEqual([]);
	});

	it('a link from one page to another names an existing file and heading', () => {
		expect(inPages.length).toBeGreaterThan(50);
		expect(brokenOnes(inPages)).toEqual([]);
	});

	it('a source file that comments or pages name exists', () => {
		const named = [
			...CODE.map((file) => ({ file, names: namedFiles(commentLines(read(file))) })),
			...PAGES.map((file) => ({ file, names: namedFiles(withoutCodeBlocks(read(file))) })),
		];
		expect(named.flatMap(({ names }) => names).length).toBeGreaterThan(20);
		expect(
			named.flatMap(({ file, names }) =>
				names.filter((name) => !exists(name)).map((name) => `${file}: ${name}`),
			),
		).toEqual([]);
	});
});

describe('references to files outside of a clone', () => {
	const texts = [
		...CODE.map((file) => ({ file, text: commentLines(read(file)) })),
		...PAGES.map((file) => ({ file, text: read(file) })),
	];
	const filesWith = (pattern: RegExp): string[] =>
		texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

	it('no comment or page cites the number of a section', () => {
		expect(filesWith(/\.md,? (section )?\d|\b(design|style),? section/i)).toEqual([]);
	});

	it('no comment or page cites facts outside of docs/', () => {
		expect(filesWith(/(?<!docs\/)(?<![\w/])facts\/[\w-]+\.(md|json)/)).toEqual([]);
	});

	it('only tests read a folder next to the project', () => {
		const outside = CODE.filter((file) => !file.startsWith('test/'));
		expect(outside.filter((file) => /(\.\.\/){2,}shared\//.test(read(file)))).toEqual([]);
	});
});
