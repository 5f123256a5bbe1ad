import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http, HttpFailure } from '../../messaging/http';
import type { ApiResult, MediaApi, MediaFile, Sender } from '../../messaging/provider';

import { explainError } from './errors';
import { graphUrl } from './graph';
import { isTrustedMediaAddress } from './media-address';
import { mediaFileName } from '../../messaging/media-file-name';
import { call, UNREADABLE_ANSWER } from './pages';

/**
 * Files to and from Meta (facts/whatsapp-cloud.md 1.9). An uploaded id lives 30 days, an id from an event 7 days, the
 * address behind it 5 minutes. The address needs the access token, so it is only asked for at hosts that are Meta's.
 */

/** Bytes. The largest that Meta carries; anything bigger would only fill this machine's memory. */
export const MAX_DOWNLOAD_BYTES = 100 * 1024 * 1024;

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
		// The address may have expired between the two requests; a fresh one is asked for once.
		const first = await downloadById(from, id, http);
		return !first.ok && first.error.code === 'http404' ? downloadById(from, id, http) : first;
	},
} satisfies MediaApi;

const uploaded = z.object({ id: z.union([z.string().min(1), z.number().int()]).transform(String) });

const text = z.string().optional().catch(undefined);

const resolved = z.object({
	url: z.string(),
	mime_type: text,
	// Meta gives a number in its reference and a string in its samples.
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
		return { ok: false, error: tooLarge(sizeBytes) };
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
	if (!(result.body instanceof Uint8Array)) return { ok: false, error: UNREADABLE_ANSWER };
	const content = Buffer.isBuffer(result.body) ? result.body : Buffer.from(result.body);
	if (content.length > MAX_DOWNLOAD_BYTES) {
		return { ok: false, error: tooLarge(content.length) };
	}
	const mimeType = address.mimeType ?? result.headers['content-type'] ?? 'application/octet-stream';
	return {
		ok: true,
		value: {
			content,
			mimeType,
			fileName: mediaFileName({
				contentDisposition: result.headers['content-disposition'],
				url: address.url,
				id: address.id,
				mimeType,
			}),
		},
	};
}

/** A refusal of a file comes as bytes too; the error inside it is worth reading. */
function readableFailure(failure: HttpFailure): HttpFailure {
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

const NOTHING_NAMED: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was named',
	reason: 'Neither a media id nor an address was given.',
	remedy: 'Take the media id from the event, for example {{ $json.message.media.id }}.',
	retry: 'no',
};

const FOREIGN_HOST: MessagingError = {
	code: 'foreignMediaHost',
	title: 'The file is not on a server of Meta',
	reason: 'The access token is only sent to servers of Meta, and the address names another one.',
	remedy: 'Download by media id, or fetch a public address with an HTTP Request node.',
	retry: 'no',
};
