import { z } from 'zod';

import {
	downloadedBytes,
	explainDownloadEnd,
	MAX_DOWNLOAD_BYTES,
	readableFailure,
	UNKNOWN_MIME_TYPE,
} from '../../messaging/downloaded-file';
import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import { mediaFileName } from '../../messaging/media-file-name';
import type { ApiResult, MediaApi, MediaFile, Sender } from '../../messaging/provider';
import { explainError } from './errors';
import { graphUrl } from './graph';
import { isTrustedMediaAddress } from './media-address';
import { call, UNREADABLE_ANSWER } from './pages';

/**
 * Uploads and downloads files at Meta (docs/facts/whatsapp-cloud.md#media). An uploaded id is valid for 30 days, an id
 * from an event for 7 days, its address for 5 minutes. The address needs the access token, so only addresses on Meta's
 * hosts are used.
 */

export const media = {
	async upload(from, file, http) {
		const answer = await call(
			{
				method: 'POST',
				url: graphUrl(from.account, `${encodeURIComponent(from.id)}/media`),
				multipart: [
					{ name: 'messaging_product', value: 'whatsapp' },
					{ name: 'type', value: file.mimeType },
					{
						name: 'file',
						content: file.content,
						fileName: file.fileName,
						mimeType: file.mimeType,
					},
				],
			},
			http,
		);
		if (!answer.ok) return answer;
		const parsed = uploaded.safeParse(answer.value);
		return parsed.success
			? { ok: true, value: parsed.data.id }
			: { ok: false, error: UNREADABLE_ANSWER };
	},

	async download(from, { id, url }, http) {
		if (id === undefined) {
			return url === undefined
				? { ok: false, error: NOTHING_NAMED }
				: fetchFile(from, { url }, http);
		}
		// The address may have expired between the two requests, so a new one is requested once.
		const first = await downloadById(from, id, http);
		return !first.ok && first.error.code === 'http404' ? downloadById(from, id, http) : first;
	},
} satisfies MediaApi;

const uploaded = z.object({ id: z.union([z.string().min(1), z.number().int()]).transform(String) });

const text = z.string().optional().catch(undefined);

const resolved = z.object({
	url: z.string(),
	mime_type: text,
	// A number in Meta's reference and a string in its samples.
	file_size: z.coerce.number().optional().catch(undefined),
});

interface MediaAddress {
	url: string;
	id?: string;
	mimeType?: string;
}

async function downloadById(from: Sender, id: string, http: Http): Promise<ApiResult<MediaFile>> {
	const answer = await call(
		{
			method: 'GET',
			url: graphUrl(from.account, encodeURIComponent(id)),
			query: { phone_number_id: from.id },
		},
		http,
	);
	if (!answer.ok) return answer;
	const parsed = resolved.safeParse(answer.value);
	if (!parsed.success) return { ok: false, error: UNREADABLE_ANSWER };
	const { url, mime_type: mimeType, file_size: sizeBytes } = parsed.data;
	if (sizeBytes !== undefined && sizeBytes > MAX_DOWNLOAD_BYTES) {
		return { ok: false, error: explainDownloadEnd('tooLarge') };
	}
	return fetchFile(from, { url, id, mimeType }, http);
}

async function fetchFile(
	from: Sender,
	address: MediaAddress,
	http: Http,
): Promise<ApiResult<MediaFile>> {
	if (!isTrustedMediaAddress(address.url, from.account)) return { ok: false, error: FOREIGN_HOST };
	const result = await http({ method: 'GET', url: address.url, expect: 'bytes' });
	if (!result.ok) return { ok: false, error: explainError(readableFailure(result.failure)) };
	const bytes = downloadedBytes(result, UNREADABLE_ANSWER);
	if (!bytes.ok) return bytes;
	const { url, id } = address;
	const mimeType = address.mimeType ?? result.headers['content-type'] ?? UNKNOWN_MIME_TYPE;
	const contentDisposition = result.headers['content-disposition'];
	const fileName = mediaFileName({ contentDisposition, url, id, mimeType });
	return { ok: true, value: { content: bytes.value, mimeType, fileName } };
}

const NOTHING_NAMED: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was given',
	reason: 'Neither a media id nor an address was given.',
	remedy: 'Take the media id from the event, for example {{ $json.message.media.id }}.',
	retry: 'no',
};

const FOREIGN_HOST: MessagingError = {
	code: 'foreignMediaHost',
	title: 'The file is not on a Meta server',
	reason: 'The access token is sent only to Meta servers. The address points to another server.',
	remedy: 'Download by media id, or fetch a public address with an HTTP Request node.',
	retry: 'no',
};
