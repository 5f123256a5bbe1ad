import type { Account } from '../../messaging/provider';

/**
 * Version of Meta's Graph API for every request. Behaviour differs between versions, and Meta silently serves an
 * expired version as another one (docs/facts/whatsapp-cloud.md#versions).
 */
export const GRAPH_VERSION = 'v25.0';

/**
 * Returns the address of a Graph API object.
 *
 * @param account its `baseUrl` comes from the credential: Meta, a proxy, or an emulator
 * @param path without a slash at its start, e.g. `106540000000001/messages`; ids in it are already safe for a path
 */
export function graphUrl(account: Account, path: string): string {
	return `${account.baseUrl}/${GRAPH_VERSION}/${path}`;
}
