import type { Account } from '../../messaging/provider';

/** The version of Botmaker's API that everything here speaks (docs/facts/botmaker.md#authentication). */
export const API_VERSION = 'v2.0';
/** Where the API is, unless the credential names a proxy or a test server. */
export const DEFAULT_API_ADDRESS = 'https://api.botmaker.com';

/**
 * The address of an operation.
 *
 * @param account its `baseUrl` comes from the credential
 * @param path without a slash at its start, e.g. `chats-actions/send-messages`; ids in it are already safe for a path
 */
export function apiUrl(account: Account, path: string): string {
	return `${account.baseUrl}/${API_VERSION}/${path}`;
}
