import { downloadedBytes, UNKNOWN_MIME_TYPE } from '../../messaging/downloaded-file';
import type { MessagingError } from '../../messaging/error';
import type { Http, HttpResult } from '../../messaging/http';
import type { ApiResult, MediaApi, MediaFile, Sender } from '../../messaging/provider';
import { apiUrl } from './api';
import { call, UNREADABLE_ANSWER } from './calls';
import { explainError } from './errors';
import { fileKind } from './file-kind';
import { isBotmakerFile, isStorageLink } from './media-address';

/**
 * Downloads files of customers (docs/facts/botmaker.md#files). Events contain their addresses. If the account restricts
 * its storage, the address answers 403, and the API gives a link that works for some minutes. Botmaker has no upload: it
 * fetches outbound files from a public address.
 */

const LINK_MINUTES = '3';

export const media = {
	async upload() {
		return { ok: false, error: NO_UPLOAD };
	},

	async download(from, { url, id }, http) {
		const address = url ?? id;
		if (address === undefined) return { ok: false, error: NO_FILE_GIVEN };
		if (!isBotmakerFile(address, from.account)) return { ok: false, error: FOREIGN_HOST };
		const result = await fetchBytes(address, http);
		const isPrivate =
			!result.ok && result.failure.kind === 'refused' && result.failure.status === 403;
		return isPrivate ? await downloadPrivate(from, address, http) : fileOf(result, address);
	},
} satisfies MediaApi;

function fetchBytes(url: string, http: Http): Promise<HttpResult> {
	return http({ method: 'GET', url, expect: 'bytes' });
}

async function downloadPrivate(
	{ account }: Sender,
	address: string,
	http: Http,
): Promise<ApiResult<MediaFile>> {
	const answer = await call(
		{
			method: 'GET',
			url: apiUrl(account, 'private-media/temp-access-link'),
			query: { 'file-url': address, 'expire-minutes': LINK_MINUTES },
		},
		http,
	);
	if (!answer.ok) return answer;
	const link = linkIn(answer.value);
	if (link === undefined || !isStorageLink(link, account)) {
		return { ok: false, error: UNREADABLE_ANSWER };
	}
	return fileOf(await fetchBytes(link, http), address);
}

/** Finds the link in an answer of undocumented format: a bare text, or an object that contains the link at any key. */
function linkIn(answer: unknown): string | undefined {
	const found = typeof answer === 'string' ? [answer] : textsIn(answer, 3);
	return found.map((text) => text.trim()).find((text) => /^https?:\/\/\S+$/i.test(text));
}

function textsIn(value: unknown, levels: number): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || levels === 0) return [];
	return Object.values(value).flatMap((part) => textsIn(part, levels - 1));
}

function fileOf(result: HttpResult, address: string): ApiResult<MediaFile> {
	if (!result.ok) {
		const { failure } = result;
		// The body of a refused download is neither the file nor an error in Botmaker's format.
		const readable = failure.kind === 'refused' ? { ...failure, body: undefined } : failure;
		const error = explainError(readable);
		return { ok: false, error: error.code === 'http404' ? FILE_GONE : error };
	}
	const bytes = downloadedBytes(result, UNREADABLE_ANSWER);
	if (!bytes.ok) return bytes;
	const byAddress = fileKind(address);
	const contentType = result.headers['content-type']?.split(';')[0]?.trim();
	return {
		ok: true,
		value: {
			content: bytes.value,
			mimeType: contentType || (byAddress.mimeType ?? UNKNOWN_MIME_TYPE),
			fileName: byAddress.fileName ?? 'file',
		},
	};
}

const NO_UPLOAD: MessagingError = {
	code: 'filesNotSupported',
	title: 'Botmaker does not accept uploaded files',
	reason: 'Botmaker has no upload. It fetches files from an address.',
	remedy: 'Put the file at a public address and choose URL as its source.',
	retry: 'no',
};

const NO_FILE_GIVEN: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was given',
	reason: 'The address of the file is missing.',
	remedy: 'Take it from the event: {{ $json.message.media.url }}.',
	retry: 'no',
};

const FILE_GONE: MessagingError = {
	code: 'mediaNotFound',
	title: 'The file no longer exists',
	reason: 'Botmaker answered that it does not know this address.',
	remedy: 'Ask the customer to send the file again. Download files as soon as they arrive.',
	retry: 'no',
};

const FOREIGN_HOST: MessagingError = {
	code: 'foreignMediaHost',
	title: 'The file is not on a Botmaker server',
	reason:
		'Only files on Botmaker servers can be downloaded here. The address points to another server.',
	remedy: 'Fetch a public address with an HTTP Request node.',
	retry: 'no',
};
