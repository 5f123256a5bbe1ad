import type { SharedContact } from '../../messaging/event';
import { cleanText } from './answer-text';
import { onlyOne } from './only-one';

/** Reads the e-mail address in an answer. */

/** Longest address that mail servers accept, in characters (RFC 5321). */
const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;

/** Signs around an address. The equals sign is allowed in one, and never used. */
const SEPARATOR = /[\s,;:=<>()[\]"“”]+/u;
const LOCAL_PART = /^[\p{L}\p{N}!#$%&'*+/?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;
const TOP_LEVEL = /^(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu;

/** Returns the only address in a text, with its domain in lower case. */
export function readEmail(text: string): string | undefined {
	const words = cleanText(text).replace(' @ ', '@').split(SEPARATOR);
	return onlyOne(words.filter((word) => /.@/.test(word)).map(readAddress));
}

/** Returns the only address of the contacts that a customer shared. */
export function readSharedEmail(contacts: readonly SharedContact[]): string | undefined {
	return onlyOne(contacts.flatMap(({ emails = [] }) => emails).map(readEmail));
}

function readAddress(word: string): string | undefined {
	const at = word.indexOf('@');
	const local = word.slice(0, at);
	const domain = word
		.slice(at + 1)
		.toLowerCase()
		.replace(/[.!?…]{1,10}$/u, '');
	if (local.length > MAX_LOCAL_PART || local.length + domain.length + 1 > MAX_ADDRESS) {
		return undefined;
	}
	const labels = domain.split('.');
	const isDomain =
		labels.length >= 2 &&
		labels.every((label) => label.length <= 63 && LABEL.test(label)) &&
		TOP_LEVEL.test(labels.at(-1) ?? '');
	return isDomain && LOCAL_PART.test(local) ? `${local}@${domain}` : undefined;
}
