import { BlockList } from 'node:net';

/**
 * Decides where a download may be redirected to. The server of a file is not trusted: its redirect could lead n8n into
 * the network around it, or away from TLS.
 */

/**
 * Returns the address of the next request; `undefined` when it must not be made. A file comes over TLS as soon as one
 * of its addresses had TLS. It comes from an internal host only when the present host is internal, too (an emulator, a
 * proxy).
 *
 * @param location the header of the answer
 * @param from the absolute address that gave the answer
 */
export function nextAddress(location: string, from: string): string | undefined {
	if (!URL.canParse(location, from)) return undefined;
	const next = new URL(location, from);
	const present = new URL(from);
	const keepsTls =
		next.protocol === 'https:' || (next.protocol === 'http:' && present.protocol === 'http:');
	const staysOutside = !isInternalHost(next.hostname) || isInternalHost(present.hostname);
	const hasLogin = next.username !== '' || next.password !== '';
	return keepsTls && staysOutside && !hasLogin ? next.href : undefined;
}

/** Networks that are not the internet (https://www.iana.org/assignments/iana-ipv4-special-registry). */
const INTERNAL_IPV4 = blockListOf('ipv4', [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
]);

/**
 * The same networks in IPv6, with every form that holds an IPv4 address. In one list with IPv4, the mapped form would
 * match all of IPv4.
 */
const INTERNAL_IPV6 = blockListOf('ipv6', [
	['::', 96],
	['::ffff:0:0', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['2001::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 9],
	['ff00::', 8],
]);

const INTERNAL_DOMAINS = ['.localhost', '.local', '.internal', '.home.arpa'] as const;

/**
 * Returns whether a host is on this machine or in a private network, as far as its name tells. n8n checks the address
 * that a name resolves to.
 *
 * @param hostname of a parsed URL, where every form of an IP address has become the usual one
 */
export function isInternalHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return INTERNAL_IPV6.check(hostname.slice(1, -1), 'ipv6');
	if (/^[\d.]+$/.test(hostname)) return INTERNAL_IPV4.check(hostname, 'ipv4');
	const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
	// A name without a dot is that of a machine or a container nearby, e.g. `localhost`.
	return !name.includes('.') || INTERNAL_DOMAINS.some((domain) => name.endsWith(domain));
}

function blockListOf(
	family: 'ipv4' | 'ipv6',
	networks: ReadonlyArray<readonly [address: string, prefix: number]>,
): BlockList {
	const list = new BlockList();
	for (const [address, prefix] of networks) list.addSubnet(address, prefix, family);
	return list;
}
