import { randomUUID } from 'node:crypto';

import type { MultipartPart } from '../../messaging/http';

/**
 * Encodes a `multipart/form-data` body (RFC 7578). n8n's helper accepts bytes, so the package needs no form library.
 */
export function encodeMultipart(parts: readonly MultipartPart[]): {
	contentType: string;
	body: Buffer;
} {
	const boundary = `----business-messaging-${randomUUID()}`;
	const pieces: Buffer[] = [];
	for (const part of parts) {
		const isFile = 'content' in part;
		const fileName = isFile ? `; filename="${quoted(part.fileName)}"` : '';
		const type = isFile ? `Content-Type: ${part.mimeType.replace(/[\r\n]/g, '')}\r\n` : '';
		pieces.push(
			Buffer.from(
				`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(part.name)}"${fileName}\r\n${type}\r\n`,
			),
			isFile ? part.content : Buffer.from(part.value),
			Buffer.from('\r\n'),
		);
	}
	pieces.push(Buffer.from(`--${boundary}--\r\n`));
	return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(pieces) };
}

function quoted(value: string): string {
	return value.replace(/"/g, '%22').replace(/[\r\n]+/g, ' ');
}
