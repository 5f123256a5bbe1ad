/** How two addresses are compared, and how one is shown to people. */

/** Whether both are the same place: Meta may hand an address back with its slash or case of the host changed. */
export function sameAddress(one: string | undefined, other: string | undefined): boolean {
	if (one === undefined || other === undefined) return false;
	return normalised(one) === normalised(other);
}

/** An address as it may be shown: without user name, query and fragment, where secrets live. */
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
		return new URL(address.trim()).href.replace(/\/+(?=$|\?|#)/, '');
	} catch {
		return address.trim();
	}
}
