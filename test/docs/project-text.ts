import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The texts of the project in a clone: file names, comments of code, headings and links of Markdown. */

export const ROOT = path.join(__dirname, '../..');

const NOT_IN_A_CLONE = ['node_modules', '.git', 'dist', 'coverage', '.sandbox'];

/** Returns the paths of all files of the project, relative to its root, with `/`. */
export function projectFiles(folder = ''): string[] {
	return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const name = path.posix.join(folder, entry.name);
		if (NOT_IN_A_CLONE.includes(entry.name)) return [];
		if (entry.isDirectory()) return projectFiles(name);
		return entry.isFile() ? [name] : [];
	});
}

export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Returns the lines of a TypeScript or JavaScript file that are comments. */
export const commentLines = (code: string): string =>
	code
		.split('\n')
		.filter((line) => /^\s*(\/\*|\*|\/\/)/.test(line))
		.join('\n');

/** Returns Markdown without its code blocks, which contain no headings and links. */
export const withoutCodeBlocks = (markdown: string): string =>
	markdown.replace(/^```.*?^```/gms, '');

/** Returns the anchors that GitHub gives to the headings of a page. */
export function anchorsOf(markdown: string): string[] {
	const seen = new Map<string, number>();
	return [...withoutCodeBlocks(markdown).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
		const anchor = heading
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\-_ ]/gu, '')
			.replaceAll(' ', '-');
		const times = seen.get(anchor) ?? 0;
		seen.set(anchor, times + 1);
		return times === 0 ? anchor : `${anchor}-${times}`;
	});
}
