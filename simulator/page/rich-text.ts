import { h } from './elements';

/** Texts as chat apps show them. Everything is built from nodes, never from markup. */

const MARKS =
	/```([\s\S]+?)```|(?<![\p{L}\p{N}])(?:\*(\S(?:[^*\n]*\S)?)\*|_(\S(?:[^_\n]*\S)?)_|~(\S(?:[^~\n]*\S)?)~)(?![\p{L}\p{N}])|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'*_~])/gu;

const WEB_ADDRESS = /^https?:\/\//i;

/** Returns a link that opens a new page. An address that is not a web address is no link. */
export function link(address: string, ...words: Array<string | Node>): HTMLElement {
	const href = WEB_ADDRESS.test(address) ? address : undefined;
	return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...words);
}

/** Returns the nodes of a text with web addresses, *bold*, _italic_, ~struck~ and ```code```. */
export function richText(text: string): Array<string | Node> {
	const parts: Array<string | Node> = [];
	let from = 0;
	for (const found of String(text).matchAll(MARKS)) {
		parts.push(text.slice(from, found.index));
		from = found.index + found[0].length;
		parts.push(marked(found));
	}
	parts.push(String(text).slice(from));
	return parts.filter((part) => part !== '');
}

function marked([, code, bold, italic, struck, address = '']: RegExpExecArray): Node {
	if (code) return h('code', {}, code);
	if (bold) return h('strong', {}, richText(bold));
	if (italic) return h('em', {}, richText(italic));
	if (struck) return h('s', {}, richText(struck));
	return link(address, address);
}
