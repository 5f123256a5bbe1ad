import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type {
	Http,
	HttpFailure,
	HttpRequest,
	HttpResponse,
	HttpResult,
} from '../../messaging/http';
import { encodeMultipart } from './multipart';

/**
 * HTTP through n8n's own helper, so that proxies, the outbound policy and the handling of credentials are n8n's. What a
 * provider or a network can do comes back as a value; nothing is thrown.
 */

/** Generous, because some providers answer a template send slowly; a request without an end would block the workflow. */
const TIMEOUT_MS = 30_000;

/** Tells the credential in whose name to sign; it takes the header off before the request leaves. */
export const IDENTITY_HEADER = 'x-business-messaging-identity';

export function n8nHttp(context: IAllExecuteFunctions, credentialType: string): Http {
	return async (request) => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				credentialType,
				requestOptions(request),
			)) as IN8nHttpFullResponse;
			return judge({
				status: response.statusCode,
				headers: lowerCaseNames(response.headers),
				body: request.expect === 'bytes' ? toBuffer(response.body) : parseIfJson(response.body),
			});
		} catch (error) {
			return { ok: false, failure: failureOf(error) };
		}
	};
}

function requestOptions(request: HttpRequest): IHttpRequestOptions {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		qs: request.query,
		headers: {
			...request.headers,
			...(request.identity === 'app' ? { [IDENTITY_HEADER]: 'app' } : {}),
		},
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	if (request.expect === 'bytes') options.encoding = 'arraybuffer';
	if (request.json !== undefined) {
		options.body = request.json as IHttpRequestOptions['body'];
		options.json = true;
	} else if (request.form !== undefined) {
		options.body = new URLSearchParams(request.form);
	} else if (request.multipart !== undefined) {
		const { contentType, body } = encodeMultipart(request.multipart);
		options.body = body;
		options.headers = { ...options.headers, 'content-type': contentType };
	}
	return options;
}

function judge(response: HttpResponse): HttpResult {
	const accepted = response.status >= 200 && response.status < 300;
	return accepted
		? { ok: true, ...response }
		: { ok: false, failure: { kind: 'refused', ...response } };
}

function lowerCaseNames(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function toBuffer(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	if (body instanceof ArrayBuffer) return Buffer.from(body);
	return Buffer.from(typeof body === 'string' ? body : '');
}

function parseIfJson(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

const TIMED_OUT = new Set([
	'ETIMEDOUT',
	'ECONNABORTED',
	'ESOCKETTIMEDOUT',
	'UND_ERR_HEADERS_TIMEOUT',
]);
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UND_ERR_CONNECT_TIMEOUT',
]);

/** Codes only: the texts of n8n's errors repeat addresses and bodies. */
function failureOf(error: unknown): HttpFailure {
	const codes = [...errorCodes(error)];
	if (codes.some((code) => NEVER_CONNECTED.has(code))) {
		return { kind: 'unreachable', beforeSending: true, detail: codes[0] ?? 'no connection' };
	}
	if (codes.some((code) => TIMED_OUT.has(code))) return { kind: 'timeout' };
	return { kind: 'unreachable', beforeSending: false, detail: codes[0] ?? 'connection lost' };
}

function* errorCodes(error: unknown, depth = 0): Generator<string> {
	if (typeof error !== 'object' || error === null || depth > 4) return;
	const { code, cause, errorResponse } = error as Record<string, unknown>;
	if (typeof code === 'string') yield code;
	yield* errorCodes(cause, depth + 1);
	yield* errorCodes(errorResponse, depth + 1);
}
