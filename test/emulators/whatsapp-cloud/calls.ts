import type { IncomingMessage } from 'node:http';

/** One request to the emulator, read as far as every route needs it. */
export interface Call {
	method: string;
	/** The path without version and query, e.g. `/102/messages`. */
	path: string;
	/** The path in pieces, e.g. `['102', 'messages']`. */
	segments: string[];
	query: Record<string, string>;
	headers: Record<string, string>;
	rawBody: Buffer;
	/** JSON, or the fields of a form; `undefined` for an empty body and for anything else. */
	body: unknown;
	identity: 'account' | 'app';
}

export interface Reply {
	status: number;
	/** Bytes go out as they are, everything else as JSON. */
	body: unknown;
	headers?: Record<string, string>;
}

/** Meta takes files up to 100 MB; no test needs more. */
const MAX_BODY_BYTES = 110 * 1024 * 1024;

/** Reads the whole body. One over the limit counts as empty, which every route refuses. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) return Buffer.alloc(0);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

export function parseBody(contentType: string, rawBody: Buffer): unknown {
	if (rawBody.length === 0) return undefined;
	if (contentType.includes('application/x-www-form-urlencoded')) {
		return Object.fromEntries(new URLSearchParams(rawBody.toString('utf8')));
	}
	if (!contentType.includes('json')) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** Returns an object; `{}` for any other value. */
export function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** Returns a non-empty string, or `undefined`. */
export function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
