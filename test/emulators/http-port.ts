import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Http, HttpFailure, HttpRequest } from '../../messaging/http';

/**
 * A network for tests. It makes requests with `fetch`, and distinguishes what the contract distinguishes (an answer, a
 * time-out, a connection that was never established, one that was lost).
 */

/** The `authenticate` of an n8n credential, with the credential's data already given. */
export type Authenticate = (options: IHttpRequestOptions) => Promise<IHttpRequestOptions>;

const DEFAULT_TIMEOUT_MILLISECONDS = 10_000;
const MAX_CAUSES = 5;

/** Errors that come before the first byte was sent. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * @param authenticate adds the proof of identity; a request in the app's name carries the marker header before it
 * @param timeoutMilliseconds for the whole exchange
 */
export function httpPort(
	authenticate: Authenticate = async (options) => options,
	timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS,
): Http {
	return async (request) => {
		const url = new URL(request.url);
		for (const [name, value] of Object.entries(request.query ?? {})) {
			url.searchParams.set(name, value);
		}
		const { body, contentType } = encode(request);
		const options = await authenticate({
			method: request.method,
			url: url.href,
			headers: {
				...request.headers,
				...(contentType ? { 'content-type': contentType } : {}),
				...(request.identity === 'app' ? { 'x-business-messaging-identity': 'app' } : {}),
			},
		});
		try {
			const response = await fetch(url, {
				method: request.method,
				headers: plainHeaders(options.headers),
				body,
				signal: AbortSignal.timeout(timeoutMilliseconds),
			});
			const bytes = Buffer.from(await response.arrayBuffer());
			const answer = {
				status: response.status,
				headers: Object.fromEntries(response.headers.entries()),
				body: request.expect === 'bytes' && response.ok ? bytes : parsed(bytes),
			};
			return response.ok
				? { ok: true, ...answer }
				: { ok: false, failure: { kind: 'refused', ...answer } };
		} catch (error) {
			return { ok: false, failure: failureOf(error) };
		}
	};
}

/** Returns a proof by two tokens, for tests without a credential class. */
export function tokens(accessToken: string, appToken: string): Authenticate {
	return async (options) => {
		const { 'x-business-messaging-identity': identity, ...headers } = options.headers ?? {};
		const token = identity === 'app' ? appToken : accessToken;
		return { ...options, headers: { ...headers, authorization: `Bearer ${token}` } };
	};
}

function encode(request: HttpRequest): { body?: BodyInit; contentType?: string } {
	if (request.json !== undefined) {
		return { body: JSON.stringify(request.json), contentType: 'application/json' };
	}
	if (request.form) {
		return {
			body: new URLSearchParams(request.form).toString(),
			contentType: 'application/x-www-form-urlencoded',
		};
	}
	if (!request.multipart) return {};
	const form = new FormData();
	for (const part of request.multipart) {
		if ('value' in part) form.append(part.name, part.value);
		else {
			const file = new Blob([new Uint8Array(part.content)], { type: part.mimeType });
			form.append(part.name, file, part.fileName);
		}
	}
	return { body: form };
}

function plainHeaders(headers: IDataObject | undefined): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
	);
}

function parsed(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function failureOf(error: unknown): HttpFailure {
	if (errorName(error) === 'TimeoutError') return { kind: 'timeout' };
	const code = causeCode(error, MAX_CAUSES);
	return {
		kind: 'unreachable',
		beforeSending: NEVER_CONNECTED.has(code),
		detail: code || 'the connection broke',
	};
}

/**
 * Returns the name of an error. `instanceof` does not work, because the errors of `fetch` come from outside the test's
 * realm.
 */
export function errorName(error: unknown): string {
	const { name } = fieldsOf(error);
	return typeof name === 'string' ? name : '';
}

/**
 * Returns the code of the cause. `fetch` wraps the socket's error, and with several addresses for one name a list of
 * them.
 */
function causeCode(error: unknown, depth: number): string {
	const { code, errors, cause } = fieldsOf(error);
	if (typeof code === 'string') return code;
	if (depth === 0) return '';
	return causeCode(Array.isArray(errors) && errors.length > 0 ? errors[0] : cause, depth - 1);
}

function fieldsOf(value: unknown): {
	name?: unknown;
	code?: unknown;
	errors?: unknown;
	cause?: unknown;
} {
	return typeof value === 'object' && value !== null ? value : {};
}
