import { Lexer, type Token, type Tokens } from 'marked';

import type { Channel } from './provider-names';

/**
 * Converts Markdown, as language models write it, to what a channel shows: bold, italic, struck and code where the
 * channel has marks for them, plain text elsewhere. Links stay readable, and a table becomes one line for each row.
 */

/** Marks of WhatsApp (faq.whatsapp.com, *How to format your messages*). The other channels show them as typed. */
const WHATSAPP: Marks = { bold: '*', italic: '_', struck: '~', code: '`', bullet: '- ' };
const NONE: Marks = { bold: '', italic: '', struck: '', code: '', bullet: '• ' };

interface Marks {
	bold: string;
	italic: string;
	struck: string;
	code: string;
	bullet: string;
}

/** Longer texts are sent as they are: no language model writes them, and the limits refuse them anyway. */
const MAX_CHARACTERS = 100_000;

/** Returns the text as the channel shows it. */
export function fromMarkdown(text: string, channel: Channel): string {
	if (text.length > MAX_CHARACTERS) return text;
	const marks = channel === 'whatsapp' ? WHATSAPP : NONE;
	return blocks(Lexer.lex(text, { gfm: true, breaks: true }), marks).trim();
}

function blocks(tokens: readonly Token[], marks: Marks): string {
	return tokens
		.map((token) => block(token, marks))
		.filter((text) => text !== '')
		.join('\n\n');
}

function block(token: Token, marks: Marks): string {
	switch (token.type) {
		case 'space':
		case 'def':
			return '';
		case 'hr':
			return '———';
		case 'heading':
			return heading(token as Tokens.Heading, marks);
		case 'code':
			return codeBlock((token as Tokens.Code).text, marks);
		case 'blockquote':
			return quote(blocks(token.tokens ?? [], marks));
		case 'list':
			return list(token as Tokens.List, marks);
		case 'table':
			return table(token as Tokens.Table, marks);
		case 'html':
			return withoutTags(token.raw).trim();
		default:
			return inline(token, marks);
	}
}

/** Returns a heading as a bold line. Bold words in it would end the mark. */
function heading({ tokens }: Tokens.Heading, marks: Marks): string {
	return wrapped(inlines(tokens, { ...marks, bold: '' }), marks.bold);
}

function codeBlock(text: string, { code }: Marks): string {
	return code === '' ? text : `\`\`\`${text}\`\`\``;
}

function quote(text: string): string {
	return text
		.split('\n')
		.map((line) => `> ${line}`.trimEnd())
		.join('\n');
}

function list({ ordered, start, items }: Tokens.List, marks: Marks): string {
	const first = typeof start === 'number' ? start : 1;
	return items
		.map((item, index) => {
			const sign = ordered ? `${first + index}. ` : marks.bullet;
			const box = item.task ? (item.checked ? '☑ ' : '☐ ') : '';
			return sign + box + indented(listItem(item, marks));
		})
		.join('\n');
}

/** Returns the text of an item. A list in it follows on the next line. */
function listItem({ tokens }: Tokens.ListItem, marks: Marks): string {
	return tokens
		.map((token) => block(token, marks))
		.filter((text) => text !== '')
		.join('\n');
}

function indented(text: string): string {
	return text.replaceAll('\n', '\n  ');
}

/** Returns a line for each row: the first cell in bold, then each cell with the name of its column. */
function table({ header, rows }: Tokens.Table, marks: Marks): string {
	const names = header.map(({ tokens }) => inlines(tokens, NONE));
	return rows
		.map((row) => {
			const [first = '', ...others] = row.map(({ tokens }) => inlines(tokens, marks));
			const facts = others.map((cell, index) => {
				const name = names[index + 1] ?? '';
				return name === '' || cell === '' ? cell : `${name}: ${cell}`;
			});
			const lead = wrapped(inlines(row[0]?.tokens ?? [], { ...marks, bold: '' }), marks.bold);
			const rest = facts.filter((fact) => fact !== '').join(', ');
			return (
				marks.bullet + [first === '' ? '' : lead, rest].filter((part) => part !== '').join(': ')
			);
		})
		.join('\n');
}

function inlines(tokens: readonly Token[] = [], marks: Marks): string {
	return tokens.map((token) => inline(token, marks)).join('');
}

function inline(token: Token, marks: Marks): string {
	switch (token.type) {
		case 'strong':
			return wrapped(inlines(token.tokens, { ...marks, bold: '' }), marks.bold);
		case 'em':
			return wrapped(inlines(token.tokens, { ...marks, italic: '' }), marks.italic);
		case 'del':
			return wrapped(inlines(token.tokens, { ...marks, struck: '' }), marks.struck);
		case 'codespan':
			return wrapped((token as Tokens.Codespan).text, marks.code);
		case 'br':
			return '\n';
		case 'link':
			return link(token as Tokens.Link, inlines(token.tokens, marks));
		case 'image':
			return link(token as Tokens.Image, (token as Tokens.Image).text);
		case 'html':
			return /^<br\s*\/?>$/i.test(token.raw) ? '\n' : withoutTags(token.raw);
		case 'escape':
			return (token as Tokens.Escape).text;
		default:
			return inner(token as Tokens.Text, marks);
	}
}

function inner({ tokens, text }: Tokens.Text, marks: Marks): string {
	return tokens === undefined ? decoded(text) : inlines(tokens, marks);
}

/** Returns the text between two marks, which must touch it, or the channel shows them. */
function wrapped(text: string, mark: string): string {
	const inner = text.trim();
	if (mark === '' || inner === '') return text;
	const start = text.indexOf(inner);
	const before = text.slice(0, start);
	const after = text.slice(start + inner.length);
	return (
		before +
		inner
			.split('\n')
			.map((line) => markedLine(line, mark))
			.join('\n') +
		after
	);
}

/** Returns a line between two marks. A mark does not reach over the end of a line. */
function markedLine(line: string, mark: string): string {
	return line.trim() === '' ? line : mark + line.trim() + mark;
}

/** Returns words and address. One of them is enough where both say the same. */
function link({ href }: { href: string }, words: string): string {
	const address = href.replace(/^mailto:/i, '');
	return words === '' || words === href || words === address ? address : `${words}: ${address}`;
}

function withoutTags(html: string): string {
	return decoded(html.replaceAll(/<!--[^>]*-->|<\/?[a-z][^<>]*>/gi, ''));
}

const NAMED: Readonly<Record<string, string>> = {
	...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
};

/** Returns the text with the entities that language models write. */
function decoded(text: string): string {
	return text.replaceAll(
		/&(?:#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/g,
		(whole, code: string | undefined, name: string | undefined) => {
			if (name !== undefined) return NAMED[name] ?? whole;
			const point = Number(code);
			return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
		},
	);
}
