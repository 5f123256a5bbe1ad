import type { Account } from '../../messaging/provider';

/** The version of Botmaker's API that all requests use (docs/facts/botmaker.md#authentication). */
export const API_VERSION = 'v2.0';
/** Address of the API, unless the credential names a proxy or a test server. */
export const DEFAULT_API_ADDRESS = 'https://api.botmaker.com';

/**
 * Returns the address of an operation.
 *
 * @param account its `baseUrl` comes from the credential
 * @param path without a slash at its start, e.g. `chats-actions/send-messages`; ids in it are already safe for a path
 */
export function apiUrl(account: Account, path: string): string {
	return `${account.baseUrl}/${API_VERSION}/${path}`;
}
