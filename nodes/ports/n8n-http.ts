import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type {
	Http,
	HttpFailure,
	HttpRequest,
	HttpResponse,
	HttpResult,
} from '../../messaging/http';
import { downloadFile, type DownloadLimits } from './file-download';
import { encodeMultipart } from './multipart';
import { RENEWED_CREDENTIALS } from './provider-credentials';
import { withForeignRenewal } from './foreign-renewal';

/**
 * HTTP through n8n's own helper, so that proxies, the outbound policy and the handling of credentials are n8n's. A
 * failure of the provider or the network is returned as a value, never thrown.
 */

/** Long, because some providers answer a template send slowly. Without a limit, a request could block the workflow. */
const TIMEOUT_MS = 30_000;

/**
 * Tells the credential which identity signs the request. The credential removes the header before the request is sent.
 */
export const IDENTITY_HEADER = 'x-business-messaging-identity';

export function n8nHttp(
	context: IAllExecuteFunctions,
	credentialType: string,
	downloadLimits?: DownloadLimits,
): Http {
	const isRenewed = RENEWED_CREDENTIALS.has(credentialType);
	const send = async (request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> => {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			signal === undefined ? context : cancelledBy(signal, context),
			credentialType,
			requestOptions(request, isRenewed),
		)) as IN8nHttpFullResponse;
		const headers = lowerCaseNames(response.headers);
		return { status: response.statusCode, headers, body: response.body };
	};
	const http: Http = async (request) => {
		try {
			return request.expect === 'bytes'
				? await downloadFile(request, send, downloadLimits)
				: toResult(await send(request));
		} catch (error) {
			const failure = refusalIn(error) ?? failureOf(error);
			const isSlowFile = failure.kind === 'timeout' && request.expect === 'bytes';
			return {
				ok: false,
				failure: isSlowFile ? { kind: 'downloadEnded', because: 'tooSlow' } : failure,
			};
		}
	};
	return isRenewed ? withForeignRenewal(http, context, credentialType) : http;
}

/** Returns the context with one more signal that ends its requests. n8n takes the signal of a request from nowhere else. */
function cancelledBy(signal: AbortSignal, context: IAllExecuteFunctions): IAllExecuteFunctions {
	const ofExecution =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const both = ofExecution === undefined ? signal : AbortSignal.any([signal, ofExecution]);
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => both },
	}) as typeof context;
}

function requestOptions(request: HttpRequest, isRenewed: boolean): IHttpRequestOptions {
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
		// n8n would send the key along to wherever the answer points.
		disableFollowRedirect: true,
		// n8n renews a credential only when it sees a 401 as an error. For all others that would cost a second request.
		ignoreHttpStatusErrors: isRenewed ? { ignore: true, except: [401] } : true,
	};
	if (request.expect === 'bytes') {
		options.encoding = 'stream';
		// Files need no key of a kind that is renewed. As an error, the answer would stay open.
		options.ignoreHttpStatusErrors = true;
	}
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

function toResult(answer: HttpResponse): HttpResult {
	const response = { ...answer, body: parseIfJson(answer.body) };
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
	'UND_ERR_CONNECT_TIMEOUT',
]);
/**
 * Refusals of the provider's certificate, which end the handshake before any request
 * (https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
const CERTIFICATE_REFUSED = new Set([
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'CERT_SIGNATURE_FAILURE',
	'CRL_SIGNATURE_FAILURE',
	'CERT_NOT_YET_VALID',
	'CERT_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'CRL_HAS_EXPIRED',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'ERROR_IN_CRL_LAST_UPDATE_FIELD',
	'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'CERT_CHAIN_TOO_LONG',
	'CERT_REVOKED',
	'INVALID_CA',
	'PATH_LENGTH_EXCEEDED',
	'INVALID_PURPOSE',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_TLS_CERT_ALTNAME_FORMAT',
	'ERR_TLS_HANDSHAKE_TIMEOUT',
]);

/** Finds the answer that n8n turned into an error, at any depth of the thrown error. */
function refusalIn(error: unknown, depth = 0): HttpFailure | undefined {
	if (typeof error !== 'object' || error === null || depth > 4) return undefined;
	const { response, cause } = error as Record<string, unknown>;
	if (typeof response === 'object' && response !== null) {
		const { status, headers, data } = response as Record<string, unknown>;
		if (typeof status === 'number') {
			const plain = typeof headers === 'object' && headers !== null ? { ...headers } : {};
			const names = lowerCaseNames(plain as Record<string, unknown>);
			return { kind: 'refused', status, headers: names, body: parseIfJson(data) };
		}
	}
	return refusalIn(cause, depth + 1);
}

/** Describes a failure by its code only, because the texts of n8n's errors repeat addresses and bodies. */
function failureOf(error: unknown): HttpFailure {
	const codes = [...errorCodes(error)];
	if (codes.some((code) => NEVER_CONNECTED.has(code) || CERTIFICATE_REFUSED.has(code))) {
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
