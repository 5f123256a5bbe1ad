/** A request in the forms of n8n's two HTTP helpers: the newer one writes `url`, the older one `uri`. */
export interface AddressedRequest {
	url?: string;
	uri?: string;
	baseURL?: string;
}

/**
 * Returns the address of a request, so that a credential signs only requests to its own server; `undefined` when it
 * cannot be read.
 */
export function requestTarget({ url, uri, baseURL }: AddressedRequest): URL | undefined {
	const address = url ?? uri ?? '';
	try {
		return new URL(address, baseURL || undefined);
	} catch {
		return undefined;
	}
}
