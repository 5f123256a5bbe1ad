import { downloadedBytes, UNKNOWN_MIME_TYPE } from '../../messaging/downloaded-file';
import type { MessagingError } from '../../messaging/error';
import { mediaFileName } from '../../messaging/media-file-name';
import type { MediaApi } from '../../messaging/provider';
import { explainError } from './errors';

/**
 * Downloads files of customers, whose address needs no key and expires (docs/facts/chat-architect.md#inbound-messages).
 * There is no upload: ChatArchitect accepts files by their public address only.
 */

export const media = {
	async upload() {
		return { ok: false, error: NO_UPLOAD };
	},

	async download(from, { url }, http) {
		if (url === undefined) return { ok: false, error: NO_ADDRESS };
		if (!isFetchable(url, from.account.baseUrl)) return { ok: false, error: STRANGE_ADDRESS };
		const result = await http({ method: 'GET', url, expect: 'bytes' });
		if (!result.ok) {
			const gone = result.failure.kind === 'refused' && GONE_STATUSES.has(result.failure.status);
			return { ok: false, error: gone ? EXPIRED : explainError(withoutBytes(result.failure)) };
		}
		const bytes = downloadedBytes(result, EXPIRED);
		if (!bytes.ok) return bytes;
		const mimeType = result.headers['content-type'] ?? UNKNOWN_MIME_TYPE;
		const contentDisposition = result.headers['content-disposition'];
		const fileName = mediaFileName({ contentDisposition, url, mimeType });
		return { ok: true, value: { content: bytes.value, mimeType, fileName } };
	},
} satisfies MediaApi;

const GONE_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/**
 * Returns whether a file may be fetched from this address: over https, or from the server of the credential (an
 * emulator).
 */
function isFetchable(address: string, baseUrl: string): boolean {
	if (!URL.canParse(address)) return false;
	const url = new URL(address);
	if (url.username !== '' || url.password !== '') return false;
	return (
		url.protocol === 'https:' || (URL.canParse(baseUrl) && url.origin === new URL(baseUrl).origin)
	);
}

/** Drops the body of a refused download, which may be bytes and contains no error of ChatArchitect. */
function withoutBytes<F extends object>(failure: F): F {
	return 'body' in failure && failure.body instanceof Uint8Array
		? { ...failure, body: undefined }
		: failure;
}

const NO_UPLOAD: MessagingError = {
	code: 'filesNotSupported',
	title: 'ChatArchitect does not accept uploaded files',
	reason: 'Files can only be sent by address (URL) through ChatArchitect.',
	remedy: 'Put the file at a public address and choose URL as its source.',
	retry: 'no',
};

const NO_ADDRESS: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file address was given',
	reason: 'Files that arrive through ChatArchitect have an address and no id.',
	remedy: 'Take the address from the event: {{ $json.message.media.url }}.',
	retry: 'no',
};

const STRANGE_ADDRESS: MessagingError = {
	code: 'strangeMediaAddress',
	title: 'This file address cannot be used',
	reason: 'Files are fetched over https only, from addresses without a login in them.',
	remedy: 'Take the address from the event as it is: {{ $json.message.media.url }}.',
	retry: 'no',
};

const EXPIRED: MessagingError = {
	code: 'mediaExpired',
	title: 'The file no longer exists',
	reason: 'The address of a file expires some time after the message.',
	remedy: 'Download files in the workflow that receives them. Ask the customer to send it again.',
	retry: 'no',
};
