import MarkdownIt, { type Token } from 'markdown-it';

import type { Channel } from './provider-names';

/**
 * Converts Markdown, as language models write it, to what a channel shows: bold, italic, struck and code where the
 * channel has marks for them, plain text elsewhere. Links stay readable, and a table becomes one line for each row.
 */

interface Marks {
	bold: string;
	italic: string;
	struck: string;
	code: string;
	bullet: string;
}

/** Marks of WhatsApp (faq.whatsapp.com, *How to format your messages*). The other channels show them as typed. */
const WHATSAPP: Marks = { bold: '*', italic: '_', struck: '~', code: '`', bullet: '- ' };
const NONE: Marks = { bold: '', italic: '', struck: '', code: '', bullet: '• ' };

/** Longer texts stay as they are: they have more parts than a message may have. */
const MAX_CHARACTERS = 100_000;

const parser = new MarkdownIt({ html: true, breaks: true });

/** Returns the text as the channel shows it. */
export function fromMarkdown(text: string, channel: Channel): string {
	if (text.length > MAX_CHARACTERS) return text;
	const marks = channel === 'whatsapp' ? WHATSAPP : NONE;
	return blocks(treeOf(parser.parse(text, {})), marks).trim();
}

/** A token with what is between it and its closing token. */
interface Part {
	token: Token;
	parts: Part[];
}

/** Returns the tokens as a tree, whose depth the parser bounds. */
function treeOf(tokens: readonly Token[]): Part[] {
	const root: Part[] = [];
	const open: Part[][] = [root];
	for (const token of tokens) {
		if (token.nesting < 0) {
			open.pop();
			continue;
		}
		const part: Part = { token, parts: treeOf(token.children ?? []) };
		open.at(-1)?.push(part);
		if (token.nesting > 0) open.push(part.parts);
	}
	return root;
}

function blocks(parts: readonly Part[], marks: Marks, between = '\n\n'): string {
	return parts
		.map((part) => block(part, marks))
		.filter((text) => text !== '')
		.join(between);
}

function block(part: Part, marks: Marks): string {
	const { token, parts } = part;
	switch (token.type) {
		case 'heading_open':
			// Bold words in it would end the mark.
			return wrapped(inlines(parts, { ...marks, bold: '' }), marks.bold);
		case 'fence':
		case 'code_block':
			return codeBlock(token, marks);
		case 'blockquote_open':
			return quote(blocks(parts, marks));
		case 'bullet_list_open':
			return list(parts, () => marks.bullet, marks);
		case 'ordered_list_open': {
			const first = Number(token.attrGet('start') ?? 1);
			return list(parts, (index) => `${first + index}. `, marks);
		}
		case 'table_open':
			return table(parts, marks);
		case 'hr':
			return '———';
		default:
			return inline(part, marks);
	}
}

function codeBlock({ content, info }: Token, { code }: Marks): string {
	const text = content === '' ? info : content.replace(/\n$/, '');
	return code === '' || text === '' ? text : `\`\`\`${text}\`\`\``;
}

function quote(text: string): string {
	const lines = text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`));
	return lines.join('\n');
}

/** Returns a line for each item. What else an item has follows on further lines, indented. */
function list(items: readonly Part[], sign: (index: number) => string, marks: Marks): string {
	return items
		.map(({ parts }, index) => {
			const text = withBox(blocks(parts, marks, '\n'));
			return sign(index) + text.replaceAll('\n', '\n  ');
		})
		.join('\n');
}

/** Returns the item with the box of a task. */
function withBox(text: string): string {
	if (text.startsWith('[ ] ')) return `☐ ${text.slice(4)}`;
	return /^\[x\] /i.test(text) ? `☑ ${text.slice(4)}` : text;
}

/** Returns a line for each row: the first cell in bold, then each cell with the name of its column. */
function table(sections: readonly Part[], marks: Marks): string {
	const [head, ...bodies] = sections.map(({ parts }) => parts.map((row) => row.parts));
	const names = (head?.[0] ?? []).map(({ parts }) => inlines(parts, NONE));
	const rows = bodies.flat().map(([first, ...others]) => {
		const lead = wrapped(inlines(first?.parts ?? [], { ...marks, bold: '' }), marks.bold);
		const facts = others.map(({ parts }, index) => named(names[index + 1], inlines(parts, marks)));
		return marks.bullet + [lead, facts.filter(Boolean).join(', ')].filter(Boolean).join(': ');
	});
	return rows.length > 0 ? rows.join('\n') : names.join(', ');
}

function named(name = '', cell: string): string {
	return name === '' || cell === '' ? cell : `${name}: ${cell}`;
}

function inlines(parts: readonly Part[], marks: Marks): string {
	return parts.map((part) => inline(part, marks)).join('');
}

function inline({ token, parts }: Part, marks: Marks): string {
	const inner = (without: Partial<Marks> = {}) => inlines(parts, { ...marks, ...without });
	switch (token.type) {
		case 'strong_open':
			return wrapped(inner({ bold: '' }), marks.bold);
		case 'em_open':
			return wrapped(inner({ italic: '' }), marks.italic);
		case 's_open':
			return wrapped(inner({ struck: '' }), marks.struck);
		case 'code_inline':
			return wrapped(token.content, marks.code);
		case 'softbreak':
		case 'hardbreak':
			return '\n';
		case 'link_open':
			return link(token.attrGet('href'), inner());
		case 'image':
			return link(token.attrGet('src'), inner());
		case 'html_inline':
			return withoutTags(token.content);
		case 'html_block':
			return withoutTags(token.content).trim();
		default:
			return parts.length > 0 ? inner() : token.content;
	}
}

/** Returns the text between two marks, which touch it and end with its line. */
function wrapped(text: string, mark: string): string {
	const inner = text.trim();
	if (mark === '' || inner === '') return text;
	const start = text.indexOf(inner);
	const lines = inner
		.split('\n')
		.map((line) => (line.trim() === '' ? '' : mark + line.trim() + mark));
	return text.slice(0, start) + lines.join('\n') + text.slice(start + inner.length);
}

/** Returns words and address. One of them is enough where both say the same. */
function link(href: string | null, words: string): string {
	const address = (href ?? '').replace(/^mailto:/i, '');
	const isSame = words === '' || words === address || encodeURI(words) === address;
	return isSame ? words || address : `${words}: ${address}`;
}

function withoutTags(html: string): string {
	return html.replaceAll(/<br\s?\/?>/gi, '\n').replaceAll(/<[^<>]*>/g, '');
}
