import type { Account } from '../../messaging/provider';
import { isSentTo } from '../../messaging/request-target';
import { trimEnd } from '../../messaging/trim-end';

/**
 * Addresses of Infobip's API. Every account has an address of its own (`https://<prefix>.api.infobip.com`, shown in the
 * portal). Users copy it with or without `https://` and a trailing slash (docs/facts/infobip.md#base-url).
 */

/** Address that works for every account, only more slowly. */
export const SHARED_API_ADDRESS = 'https://api.infobip.com';

/** Returns the account's address with a scheme and without a slash at its end. */
export function apiAddress(baseUrl: string | undefined): string {
	const trimmed = trimEnd((baseUrl ?? '').trim(), /\//);
	if (trimmed === '') return SHARED_API_ADDRESS;
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}

/**
 * Returns the address of a request.
 *
 * @param path with a slash at its start, e.g. `/whatsapp/1/message/text`; ids in it are already safe for a path
 */
export function apiUrl(account: Account, path: string): string {
	return `${apiAddress(account.baseUrl)}${path}`;
}

/** Returns whether an address is on the account's own server, the only one that may get the API key. */
export function isAccountServer(address: string, baseUrl: string | undefined): boolean {
	return isSentTo({ url: address }, apiAddress(baseUrl));
}
