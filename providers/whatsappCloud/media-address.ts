import type { Account } from '../../messaging/provider';

/**
 * Whether the access token may be shown to an address. Events and answers name the address of a file, and whoever could
 * forge one would otherwise be handed the token.
 */

const META_HOSTS: ReadonlySet<string> = new Set(['lookaside.fbsbx.com', 'graph.facebook.com']);
const META_DOMAINS = ['.fbcdn.net', '.whatsapp.net'] as const;

/** Meta's own hosts over https, or exactly the server of the credential (an emulator, a proxy). */
export function isTrustedMediaAddress(address: string, account: Account): boolean {
	const url = parsed(address);
	if (url === undefined || url.username !== '' || url.password !== '') return false;
	if (url.origin === parsed(account.baseUrl)?.origin) return /^https?:$/.test(url.protocol);
	return (
		url.protocol === 'https:' &&
		url.port === '' &&
		(META_HOSTS.has(url.hostname) || META_DOMAINS.some((domain) => url.hostname.endsWith(domain)))
	);
}

function parsed(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}
