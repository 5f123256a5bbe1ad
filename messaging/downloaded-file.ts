import type { MessagingError } from './error';
import type { HttpFailure, HttpResponse } from './http';
import type { ApiResult } from './provider';

/** What is the same of every file that is downloaded from a provider. */

/** Bytes. The largest that WhatsApp carries; anything bigger would only fill this machine's memory. */
export const MAX_DOWNLOAD_BYTES = 100 * 1024 * 1024;

/** What a file of unknown kind is called. */
export const UNKNOWN_MIME_TYPE = 'application/octet-stream';

/** @param unreadable what it means when the answer to a request for bytes holds none */
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

/** A refusal of a file comes as bytes too; the error inside it is worth reading. */
export function readableFailure(failure: HttpFailure): HttpFailure {
	if (failure.kind !== 'refused' || !(failure.body instanceof Uint8Array)) return failure;
	try {
		const body: unknown = JSON.parse(Buffer.from(failure.body).toString('utf8'));
		return { ...failure, body };
	} catch {
		return { ...failure, body: undefined };
	}
}
