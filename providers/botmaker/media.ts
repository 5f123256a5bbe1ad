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
 * Files of customers (docs/facts/botmaker.md#files). They come as addresses. Where the account restricts its storage
 * the address answers 403, and the API gives a link that works for some minutes. Files of ours have no way to Botmaker
 * but a public address.
 */

const LINK_MINUTES = '3';

export const media = {
	async upload() {
		return { ok: false, error: NO_UPLOAD };
	},

	async download(from, { url, id }, http) {
		const address = url ?? id;
		if (address === undefined) return { ok: false, error: NOTHING_NAMED };
		if (!isBotmakerFile(address, from.account)) return { ok: false, error: FOREIGN_HOST };
		const open = await fetchBytes(address, http);
		const isPrivate = !open.ok && open.failure.kind === 'refused' && open.failure.status === 403;
		return isPrivate ? await downloadPrivate(from, address, http) : fileOf(open, address);
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

/** The form of the answer is not documented: a bare text, or an object with the link somewhere in it. */
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
		// The body of a refused file is no file, and no error of Botmaker's either.
		const readable = failure.kind === 'refused' ? { ...failure, body: undefined } : failure;
		const error = explainError(readable);
		return { ok: false, error: error.code === 'http404' ? GONE : error };
	}
	const bytes = downloadedBytes(result, UNREADABLE_ANSWER);
	if (!bytes.ok) return bytes;
	const known = fileKind(address);
	const told = result.headers['content-type']?.split(';')[0]?.trim();
	return {
		ok: true,
		value: {
			content: bytes.value,
			mimeType: told || (known.mimeType ?? UNKNOWN_MIME_TYPE),
			fileName: known.fileName ?? 'file',
		},
	};
}

const NO_UPLOAD: MessagingError = {
	code: 'filesNotSupported',
	title: 'Botmaker takes no files',
	reason: 'Botmaker fetches files from an address; it has no upload.',
	remedy: 'Put the file where it can be fetched publicly and choose URL as its source.',
	retry: 'no',
};

const NOTHING_NAMED: MessagingError = {
	code: 'noMediaNamed',
	title: 'No file was named',
	reason: 'The address of the file is missing.',
	remedy: 'Take it from the event: {{ $json.message.media.url }}.',
	retry: 'no',
};

const GONE: MessagingError = {
	code: 'mediaNotFound',
	title: 'The file is not there any more',
	reason: 'Botmaker answered that it does not know this address.',
	remedy: 'Ask the customer to send the file again, and download files when they come in.',
	retry: 'no',
};

const FOREIGN_HOST: MessagingError = {
	code: 'foreignMediaHost',
	title: 'The file is not on a server of Botmaker',
	reason:
		'Only files that Botmaker keeps are downloaded here, and the address names another server.',
	remedy: 'Fetch a public address with an HTTP Request node.',
	retry: 'no',
};
