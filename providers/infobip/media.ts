import {
	downloadedBytes,
	readableFailure,
	UNKNOWN_MIME_TYPE,
} from '../../messaging/downloaded-file';
import type { MessagingError } from '../../messaging/error';
import { mediaFileName } from '../../messaging/media-file-name';
import type { MediaApi } from '../../messaging/provider';
import { apiUrl, isAccountServer } from './api';
import { plainAddress } from './build-parts';
import { UNREADABLE_ANSWER } from './call';
import { explainError } from './errors';

/**
 * Downloads files of customers (docs/facts/infobip.md#base-url and
 * docs/facts/infobip.md#media-read-receipts-and-typing). Those of WhatsApp are on the account's own server for seven
 * days and need the key. Those of Viber are elsewhere and need none. The credential gives the key to the account's server
 * only. There is no upload, because Infobip fetches outbound files from an address.
 */

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
		if (!result.ok) return { ok: false, error: explainError(readableFailure(result.failure)) };
		const bytes = downloadedBytes(result, UNREADABLE_ANSWER);
		if (!bytes.ok) return bytes;
		const mimeType = result.headers['content-type'] ?? UNKNOWN_MIME_TYPE;
		const contentDisposition = result.headers['content-disposition'];
		const fileName = mediaFileName({ contentDisposition, url, id, mimeType });
		return { ok: true, value: { content: bytes.value, mimeType, fileName } };

		function mediaAddress(mediaId: string): string {
			const sender = encodeURIComponent(plainAddress(from.id));
			const path = `/whatsapp/1/senders/${sender}/media/${encodeURIComponent(mediaId)}`;
			return apiUrl(from.account, path);
		}
	},
} satisfies MediaApi;

/**
 * Returns whether the address is a public one over https. Without TLS, anyone on the network path could replace the
 * file.
 */
function isPublic(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const url = new URL(address);
	return url.protocol === 'https:' && url.username === '' && url.password === '';
}

const NO_UPLOAD: MessagingError = {
	code: 'filesNotSupported',
	title: 'Infobip does not accept uploaded files, only their addresses',
	reason: 'Infobip fetches every outbound file from a public address.',
	remedy: 'Put the file at a public https address and choose URL as its source.',
	retry: 'no',
};

const NOTHING_NAMED: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was given',
	reason: 'Neither a media id nor an address was given.',
	remedy: 'Take the address from the event, for example {{ $json.message.media.url }}.',
	retry: 'no',
};

const STRANGE_ADDRESS: MessagingError = {
	code: 'foreignMediaHost',
	title: 'The file cannot be fetched from this address',
	reason: 'The address is neither on the server of the account nor a public https address.',
	remedy: 'Copy the address from the event unchanged, for example {{ $json.message.media.url }}.',
	retry: 'no',
};
