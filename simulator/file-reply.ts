import type { InboundRequest } from '../messaging/inbound-request';
import type { Store } from '../store/contracts/store';
import type { SimulatorFile } from '../store/contracts/simulator';
import { readableByNoSite, type PageReply } from './page-reply';

/**
 * Sends a file of a chat to the browser. These files are untrusted uploads, so only pictures, sound and film are shown.
 * Everything else is downloaded, without a type that a browser might run.
 */

const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/i;

/** Keeps files in the browser's cache while the page draws a chat again. */
const CACHE_SECONDS = 600;

/** Streams the file, or the requested part of it. Returns 404 when it does not exist or belongs to another business. */
export async function fileReply(
	store: Store,
	businessId: string,
	id: string,
	headers: InboundRequest['headers'],
): Promise<PageReply> {
	const file = await store.simulator.files.find(businessId, id);
	if (!file) return missing();
	const range = rangeOf(headers.range, file.sizeBytes);
	if (range === 'unsatisfiable') {
		return {
			...missing(),
			status: 416,
			headers: { ...SAFE, 'content-range': `bytes */${file.sizeBytes}` },
		};
	}
	const body = await store.simulator.files.read(businessId, id, range);
	if (!body) return missing();
	const length = range ? range.end - range.start + 1 : file.sizeBytes;
	return {
		status: range ? 206 : 200,
		headers: {
			...SAFE,
			...typeOf(file),
			'content-length': String(length),
			'accept-ranges': 'bytes',
			...(range && { 'content-range': `bytes ${range.start}-${range.end}/${file.sizeBytes}` }),
			'cache-control': `private, max-age=${CACHE_SECONDS}`,
		},
		body,
	};
}

/** Headers that leave a file without scripts, requests and origin, also when it is opened directly. */
const SAFE = {
	...readableByNoSite,
	'content-security-policy': "sandbox; default-src 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
};

function missing(): PageReply {
	return {
		status: 404,
		headers: { ...SAFE, 'content-type': 'text/plain; charset=utf-8' },
		body: 'The file no longer exists.',
	};
}

function typeOf({ mimeType, fileName }: SimulatorFile): Record<string, string> {
	const isShown = SHOWN.test(mimeType);
	const name = fileName === undefined ? '' : `; filename*=UTF-8''${encodeName(fileName)}`;
	return {
		'content-type': isShown ? mimeType.toLowerCase() : 'application/octet-stream',
		'content-disposition': `${isShown ? 'inline' : 'attachment'}${name}`,
	};
}

/** Encodes a file name by RFC 8187. An unpaired surrogate cannot be encoded. */
function encodeName(fileName: string): string {
	return encodeURIComponent(Buffer.from(fileName.slice(0, 200)).toString()).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Reads one range in bytes. Other units and several ranges are answered by the whole file, as the standard allows. */
function rangeOf(
	header: string | undefined,
	size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
	const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
	if (first === '' && last === '') return undefined;
	const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
	const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
	return start > end ? 'unsatisfiable' : { start, end };
}
