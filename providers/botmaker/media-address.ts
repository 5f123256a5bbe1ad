import type { Account } from '../../messaging/provider';

/**
 * Recognises addresses of Botmaker's storage for customers' files (docs/facts/botmaker.md#files). The files need no
 * token. The hosts are limited nevertheless, so that a payload cannot make n8n fetch from any other address.
 */

const STORAGE_HOST = 'storage.googleapis.com';
const BUCKET_PATH = '/storage.botmaker.com/';

/**
 * Returns whether this is the address of a file of Botmaker: in its bucket, on one of its hosts, or on the server of
 * the credential.
 */
export function isBotmakerFile(address: string, account: Account): boolean {
	const url = parsed(address);
	if (url === undefined || url.username !== '' || url.password !== '') return false;
	if (url.origin === parsed(account.baseUrl)?.origin) return /^https?:$/.test(url.protocol);
	if (url.protocol !== 'https:' || url.port !== '') return false;
	if (url.hostname === STORAGE_HOST) return url.pathname.startsWith(BUCKET_PATH);
	return url.hostname.endsWith('.botmaker.com');
}

/** Returns whether this is a link to a private file. The API itself gave it, so any bucket is accepted. */
export function isStorageLink(address: string, account: Account): boolean {
	const url = parsed(address);
	const isStorage = url?.protocol === 'https:' && url.port === '' && url.hostname === STORAGE_HOST;
	return isStorage || isBotmakerFile(address, account);
}

function parsed(address: string): URL | undefined {
	return URL.canParse(address) ? new URL(address) : undefined;
}
