/** Reads files in a `data:` address (https://datatracker.ietf.org/doc/html/rfc2397). */

const HEAD = /^data:([\w.+-]{1,100}\/[\w.+-]{1,100})(?:;[^,]{0,200})?;base64,/;

/** Returns the file, or `undefined` when the address is not one in base64 with a media type. */
export function readDataUrl(address: string): { mimeType: string; content: Buffer } | undefined {
	const [head, mimeType] = HEAD.exec(address) ?? [];
	if (head === undefined || mimeType === undefined) return undefined;
	return { mimeType, content: Buffer.from(address.slice(head.length), 'base64') };
}
