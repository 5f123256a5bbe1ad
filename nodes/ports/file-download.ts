import { Readable } from 'node:stream';

import { MAX_DOWNLOAD_BYTES, MAX_DOWNLOAD_MS } from '../../messaging/downloaded-file';
import type { DownloadEnd, HttpRequest, HttpResponse, HttpResult } from '../../messaging/http';
import { nextAddress } from '../../messaging/redirect';

/**
 * Downloads a file within bounds: of bytes after decompression, of time, and of redirects. Each redirect is a request
 * of its own. So the credential signs only requests to its own server, and n8n's proxy and outbound policy check every
 * address.
 */

export interface DownloadLimits {
	bytes: number;
	/** Time of all redirects and the file together. */
	milliseconds: number;
}

const DEFAULT_LIMITS: DownloadLimits = { bytes: MAX_DOWNLOAD_BYTES, milliseconds: MAX_DOWNLOAD_MS };

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Size of the part of a refusal that is read, to explain it. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** Makes one request and follows no redirect. The body of the answer is a stream. The signal closes the connection. */
export type RequestStream = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** @throws the error of the network, as the request does */
export async function downloadFile(
	request: HttpRequest,
	requestStream: RequestStream,
	limits = DEFAULT_LIMITS,
): Promise<HttpResult> {
	const deadline = new AbortController();
	const timer = setTimeout(() => deadline.abort(), limits.milliseconds);
	try {
		const bytes = Math.min(request.maxBytes ?? limits.bytes, limits.bytes);
		return await followRedirects(request, requestStream, bytes, deadline.signal);
	} catch (error) {
		if (deadline.signal.aborted) return ended('tooSlow');
		throw error;
	} finally {
		clearTimeout(timer);
	}
}

async function followRedirects(
	first: HttpRequest,
	requestStream: RequestStream,
	maxBytes: number,
	deadline: AbortSignal,
): Promise<HttpResult> {
	let request = first;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const connection = new AbortController();
		try {
			const signal = AbortSignal.any([deadline, connection.signal]);
			const answer = await requestStream(request, signal);
			const stream = streamOf(answer.body);
			const { location } = answer.headers;
			if (!REDIRECTS.has(answer.status) || location === undefined) {
				return await readAnswer(answer, stream, maxBytes);
			}
			const url = nextAddress(location, request.url);
			if (url === undefined) return ended('unsafeRedirect');
			request = redirected(request, url);
		} finally {
			connection.abort();
		}
	}
	return ended('unsafeRedirect');
}

/** Returns the request to another address. Headers and identity were meant for the first origin only. */
function redirected({ url, headers, identity }: HttpRequest, next: string): HttpRequest {
	const isSameOrigin = new URL(url).origin === new URL(next).origin;
	return {
		method: 'GET',
		url: next,
		expect: 'bytes',
		...(isSameOrigin ? { headers, identity } : {}),
	};
}

async function readAnswer(
	{ status, headers }: HttpResponse,
	stream: Readable,
	maxBytes: number,
): Promise<HttpResult> {
	if (status < 200 || status >= 300) {
		const start = await readStart(stream, MAX_REFUSAL_BYTES);
		return { ok: false, failure: { kind: 'refused', status, headers, body: start.content } };
	}
	if (Number(headers['content-length']) > maxBytes) return ended('tooLarge');
	const { content, isWhole } = await readStart(stream, maxBytes);
	return isWhole ? { ok: true, status, headers, body: content } : ended('tooLarge');
}

/** Reads a stream up to a number of bytes. */
async function readStart(
	stream: Readable,
	maxBytes: number,
): Promise<{ content: Buffer; isWhole: boolean }> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > maxBytes) break;
	}
	const content = Buffer.concat(chunks, Math.min(bytes, maxBytes));
	return { content, isWhole: bytes <= maxBytes };
}

function streamOf(body: unknown): Readable {
	const stream = body instanceof Readable ? body : Readable.from([Buffer.from(String(body ?? ''))]);
	// A stream that is closed before it is read reports that as an error, which would end n8n.
	return stream.on('error', () => undefined);
}

function ended(because: DownloadEnd): HttpResult {
	return { ok: false, failure: { kind: 'downloadEnded', because } };
}
