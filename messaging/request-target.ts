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

/**
 * Returns whether a request goes to the server of this address, so that it may carry a key. An address with a user name
 * never does: the HTTP client would send that in place of the key.
 */
export function isSentTo(request: AddressedRequest, serverAddress: string): boolean {
	const target = requestTarget(request);
	if (target === undefined || target.username !== '' || target.password !== '') return false;
	return URL.canParse(serverAddress) && target.origin === new URL(serverAddress).origin;
}
