import { botName } from './node';

/**
 * The key of a bot, in either form in which people find it (docs/facts/blip.md#keys): the value of the header, which is
 * `name:secret` in base64, or the access key alone, which needs the bot's name as a prefix.
 */

export type KeyReading =
	| { ok: true; token: string; owner: string }
	/** Not base64, or empty. */
	| { ok: false; why: 'unreadable' }
	| { ok: false; why: 'otherBot'; owner: string };

/** A bot's short name, which precedes the secret. */
const OWNER = /^([a-z0-9][a-z0-9._-]{0,99}):/i;

/**
 * Reads a key.
 *
 * @param bot short name or identity; empty for the bot that the key names
 */
export function readKey(key: string, bot: string): KeyReading {
	const text = key.trim().replace(/^(Authorization:\s*)?Key\s+/i, '');
	if (!/^[A-Za-z0-9+/_-]+=*$/.test(text)) return { ok: false, why: 'unreadable' };
	const bytes = Buffer.from(text, 'base64');
	const owner = OWNER.exec(bytes.toString('latin1'))?.[1];
	const named = botName(bot);
	if (owner === undefined) {
		if (named === '') return { ok: false, why: 'unreadable' };
		const token = Buffer.concat([Buffer.from(`${named}:`, 'utf8'), bytes]).toString('base64');
		return { ok: true, token, owner: named };
	}
	return named !== '' && owner.toLowerCase() !== named
		? { ok: false, why: 'otherBot', owner }
		: { ok: true, token: text, owner };
}
