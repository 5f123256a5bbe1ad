import type { Account } from '../../messaging/provider';

/**
 * Where Meta's Graph API is, and in which version. One version for every request: behaviour differs between versions,
 * and an expired one is served as another version silently (docs/facts/whatsapp-cloud.md#versions).
 */
export const GRAPH_VERSION = 'v25.0';

/**
 * The address of a Graph API object.
 *
 * @param account its `baseUrl` comes from the credential: Meta, a proxy, or an emulator
 * @param path without a slash at its start, e.g. `106540000000001/messages`; ids in it are already safe for a path
 */
export function graphUrl(account: Account, path: string): string {
	return `${account.baseUrl}/${GRAPH_VERSION}/${path}`;
}
