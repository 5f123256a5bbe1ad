import { redact as redactWords } from '../../messaging/redact';

/** `Authorization: Key <base64>`; the base64 is the bot's name and its secret. */
const KEY = /\bKey\s+[A-Za-z0-9+/=_-]{6,}/g;
/** Customers appear in descriptions by their address. */
const ADDRESS = /[^\s"'<>@]+@(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s"'<>]*)?/gi;

/** Blip's words as they may be shown: without keys, addresses of people, and quoted sentences. */
export function redact(words: string | undefined): string | undefined {
	return redactWords(words?.replace(KEY, 'Key …').replace(ADDRESS, '…'));
}
