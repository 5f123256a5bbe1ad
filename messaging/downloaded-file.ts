import type { MessagingError } from './error';
import type { DownloadEnd, HttpFailure, HttpResponse } from './http';
import type { ApiResult } from './provider';

/** Rules for every file that is downloaded from a provider. */

/** Size of the largest file that WhatsApp carries. A larger one would only fill the memory. */
export const MAX_DOWNLOAD_BYTES = 100 * 1024 * 1024;

/** Time of a whole download: as long as n8n's own HTTP requests may take. The largest file needs 3 Mbit/s then. */
export const MAX_DOWNLOAD_MS = 300_000;

/** Code of the error for a file that is larger than what is downloaded. */
export const FILE_TOO_LARGE = 'fileTooLarge';

/** MIME type of a file of unknown kind. */
export const UNKNOWN_MIME_TYPE = 'application/octet-stream';

/** @param unreadable the error for an answer without bytes */
export function downloadedBytes(
	{ body }: HttpResponse,
	unreadable: MessagingError,
): ApiResult<Buffer> {
	if (!(body instanceof Uint8Array)) return { ok: false, error: unreadable };
	return { ok: true, value: Buffer.isBuffer(body) ? body : Buffer.from(body) };
}

export function explainDownloadEnd(because: DownloadEnd): MessagingError {
	return DOWNLOAD_ENDS[because];
}

const DOWNLOAD_ENDS: Readonly<Record<DownloadEnd, MessagingError>> = {
	tooLarge: {
		code: FILE_TOO_LARGE,
		title: 'The file is too large to download',
		reason: `It has more than ${MAX_DOWNLOAD_BYTES} bytes.`,
		remedy: 'Ask the customer for a smaller file.',
		retry: 'no',
	},
	tooSlow: {
		code: 'downloadTooSlow',
		title: 'The download of the file took too long',
		reason: 'The server of the file did not send all of it in time.',
		remedy: 'Download the file again in a few minutes.',
		retry: 'later',
	},
	unsafeRedirect: {
		code: 'unsafeRedirect',
		title: 'The file cannot be fetched from where its server points to',
		reason:
			'The redirect leads into a private network, away from https, to no address, or on without end.',
		remedy: 'Ask the customer to send the file again.',
		retry: 'no',
	},
};

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
