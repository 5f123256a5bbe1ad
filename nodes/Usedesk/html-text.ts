/**
 * Conversion between plain text and the HTML in which Usedesk keeps tickets and comments. Plain text would lose its
 * line breaks there, and untrusted text would become markup on an agent's screen.
 */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const NAMED: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

const LARGEST_CODE_POINT = 0x10ffff;

export function textToHtml(text: string): string {
	return text
		.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character)
		.replace(/\r\n?|\n/g, '<br>');
}

/**
 * Converts HTML to text. Total, and linear in the length, because the input is untrusted. Text without markup stays as
 * it is: "2 < 3" is no tag.
 */
export function htmlToText(html: string): string {
	const text = UNREADABLE.reduce(withoutBlocks, html)
		.replace(/<br\s*\/?>|<\/(p|div|li|tr|h[1-6]|blockquote)>/gi, '\n')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, decoded);
	const lines = text.split('\n').map((line) => line.trimEnd());
	return lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** Elements that a browser does not show. */
const UNREADABLE = [
	{ from: '<script', to: '</script>' },
	{ from: '<style', to: '</style>' },
	{ from: '<!--', to: '-->' },
];

/** Removes blocks that have an end. */
function withoutBlocks(html: string, { from, to }: { from: string; to: string }): string {
	const lower = html.toLowerCase();
	const kept: string[] = [];
	let position = 0;
	for (;;) {
		const start = lower.indexOf(from, position);
		const end = start === -1 ? -1 : lower.indexOf(to, start);
		if (end === -1) break;
		kept.push(html.slice(position, start));
		position = end + to.length;
	}
	return kept.join('') + html.slice(position);
}

function decoded(entity: string, name: string): string {
	if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity;
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code > 0 && code <= LARGEST_CODE_POINT ? String.fromCodePoint(code) : entity;
}
