import type { MessagingError } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';
import type { MediaApi } from '../../messaging/provider';

import { mediaFileName } from '../../messaging/media-file-name';
import { apiUrl, isAccountServer } from './api';
import { plainAddress } from './build-parts';
import { UNREADABLE_ANSWER } from './call';
import { explainError } from './errors';

/**
 * Files of customers (facts/infobip.md 1.2 and 2.5). Those of WhatsApp lie on the account's own server for seven days and
 * need the key; those of Viber lie elsewhere and need none. The key never goes anywhere but to the account's server: the
 * credential sees to that for the first address, and the network for a redirect to another host. The other way round
 * there is nothing: Infobip fetches files that are to be sent from an address.
 */

/** Bytes. The largest that WhatsApp carries; anything bigger would only fill this machine's memory. */
export const MAX_DOWNLOAD_BYTES = 100 * 1024 * 1024;

export const media = {
	async upload() {
		return { ok: false, error: NO_UPLOAD };
	},

	async download(from, { id, url: given }, http) {
		const url = given ?? (id === undefined ? undefined : mediaAddress(id));
		if (url === undefined) return { ok: false, error: NOTHING_NAMED };
		const isOwn = isAccountServer(url, from.account.baseUrl);
		if (!isOwn && !isPublic(url)) return { ok: false, error: STRANGE_ADDRESS };
		const result = await http({ method: 'GET', url, expect: 'bytes' });
		if (!result.ok) return { ok: false, error: explainError(readable(result.failure)) };
		if (!(result.body instanceof Uint8Array)) return { ok: false, error: UNREADABLE_ANSWER };
		const content = Buffer.isBuffer(result.body) ? result.body : Buffer.from(result.body);
		if (content.length > MAX_DOWNLOAD_BYTES) {
			return { ok: false, error: tooLarge(content.length) };
		}
		const mimeType = result.headers['content-type'] ?? 'application/octet-stream';
		const contentDisposition = result.headers['content-disposition'];
		const fileName = mediaFileName({ contentDisposition, url, id, mimeType });
		return { ok: true, value: { content, mimeType, fileName } };

		function mediaAddress(mediaId: string): string {
			const sender = encodeURIComponent(plainAddress(from.id));
			const path = `/whatsapp/1/senders/${sender}/media/${encodeURIComponent(mediaId)}`;
			return apiUrl(from.account, path);
		}
	},
} satisfies MediaApi;

/** Without TLS anybody on the way could put another file there. */
function isPublic(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const url = new URL(address);
	return url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** A refusal of a file comes as bytes too; the error inside it is worth reading. */
function readable(failure: HttpFailure): HttpFailure {
	if (failure.kind !== 'refused' || !(failure.body instanceof Uint8Array)) return failure;
	try {
		const body: unknown = JSON.parse(Buffer.from(failure.body).toString('utf8'));
		return { ...failure, body };
	} catch {
		return { ...failure, body: undefined };
	}
}

function tooLarge(bytes: number): MessagingError {
	return {
		code: 'fileTooLarge',
		title: 'The file is too large to download',
		reason: `It has ${bytes} bytes, ${MAX_DOWNLOAD_BYTES} are allowed.`,
		remedy: 'Ask the customer for a smaller file.',
		retry: 'no',
	};
}

const NO_UPLOAD: MessagingError = {
	code: 'filesNotSupported',
	title: 'Infobip takes no files, only their addresses',
	reason: 'Infobip fetches every file that is to be sent from a public address.',
	remedy: 'Put the file where it can be fetched publicly over https and choose URL as its source.',
	retry: 'no',
};

const NOTHING_NAMED: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was named',
	reason: 'Neither a media id nor an address was given.',
	remedy: 'Take the address from the event, for example {{ $json.message.media.url }}.',
	retry: 'no',
};

const STRANGE_ADDRESS: MessagingError = {
	code: 'foreignMediaHost',
	title: 'The file cannot be fetched from this address',
	reason: 'The address is neither on the server of the account nor a public https address.',
	remedy: 'Use the address of an event as it came, for example {{ $json.message.media.url }}.',
	retry: 'no',
};
