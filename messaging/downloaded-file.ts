import type { MessagingError } from './error';
import type { HttpFailure, HttpResponse } from './http';
import type { ApiResult } from './provider';

/** Rules for every file that is downloaded from a provider. */

/** In bytes: the largest file that WhatsApp carries. A larger one would only fill the memory. */
export const MAX_DOWNLOAD_BYTES = 100 * 1024 * 1024;

/** MIME type of a file of unknown kind. */
export const UNKNOWN_MIME_TYPE = 'application/octet-stream';

/** @param unreadable the error for an answer without bytes */
export function downloadedBytes(
	{ body }: HttpResponse,
	unreadable: MessagingError,
): ApiResult<Buffer> {
	if (!(body instanceof Uint8Array)) return { ok: false, error: unreadable };
	if (body.length > MAX_DOWNLOAD_BYTES)
		return { ok: false, error: tooLargeToDownload(body.length) };
	return { ok: true, value: Buffer.isBuffer(body) ? body : Buffer.from(body) };
}

export function tooLargeToDownload(bytes: number): MessagingError {
	return {
		code: 'fileTooLarge',
		title: 'The file is too large to download',
		reason: `It has ${bytes} bytes, ${MAX_DOWNLOAD_BYTES} are allowed.`,
		remedy: 'Ask the customer for a smaller file.',
		retry: 'no',
	};
}

/** Reads the error in a refusal: that, too, arrives as bytes. */
export function readableFailure(failure: HttpFailure): HttpFailure {
	if (failure.kind !== 'refused' || !(failure.body instanceof Uint8Array)) return failure;
	try {
		const body: unknown = JSON.parse(Buffer.from(failure.body).toString('utf8'));
		return { ...failure, body };
	} catch {
		return { ...failure, body: undefined };
	}
}
