import type { Account } from '../../messaging/provider';

/**
 * Decides whether an address may get the access token. Events and answers contain addresses of files, and a forged one
 * could otherwise receive the token.
 */

const META_HOSTS: ReadonlySet<string> = new Set(['lookaside.fbsbx.com', 'graph.facebook.com']);
const META_DOMAINS = ['.fbcdn.net', '.whatsapp.net'] as const;

/**
 * Returns whether the address is on Meta's own hosts over https, or on the server of the credential (an emulator, a
 * proxy).
 */
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
