import { trimEnd } from './trim-end';

/** Compares web addresses, and shows them without secrets. */

/** Returns whether two addresses are the same. Meta may change the slash at the end or the case of the host. */
export function sameAddress(one: string | undefined, other: string | undefined): boolean {
	if (one === undefined || other === undefined) return false;
	return normalised(one) === normalised(other);
}

/** Returns an address without user name, query and fragment, which may hold secrets. */
export function shownAddress(address: string): string {
	try {
		const url = new URL(address);
		return `${url.origin}${url.pathname}`;
	} catch {
		return 'an address that cannot be read';
	}
}

function normalised(address: string): string {
	try {
		const { href } = new URL(address.trim());
		const [path = ''] = href.split(/[?#]/, 1);
		return trimEnd(path, /\//) + href.slice(path.length);
	} catch {
		return address.trim();
	}
}
