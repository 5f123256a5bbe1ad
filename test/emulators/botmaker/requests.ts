import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request to the emulator, as far as the routes need it. */
export interface Call {
	method: string;
	/** The path without the version, e.g. `/chats-actions/send-messages`. */
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	body: unknown;
}

export interface Reply {
	status: number;
	/** Bytes go out as they are, everything else as JSON; nothing at all for `undefined`. */
	body?: unknown;
	headers?: Record<string, string>;
}

const VERSION_PREFIX = '/v2.0';

/** Reads a request. Paths without the version of the API, such as those of files, stay whole. */
export async function readCall(incoming: IncomingMessage): Promise<Call> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
	const url = new URL(incoming.url ?? '/', 'http://emulator');
	const isVersioned = url.pathname.startsWith(`${VERSION_PREFIX}/`);
	return {
		method: incoming.method ?? 'GET',
		path: isVersioned ? url.pathname.slice(VERSION_PREFIX.length) : `/unversioned${url.pathname}`,
		query: url.searchParams,
		headers: Object.fromEntries(
			Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
		),
		body: parsed(Buffer.concat(chunks)),
	};
}

function parsed(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

export function send(response: ServerResponse, { status, body, headers }: Reply): void {
	if (response.destroyed || response.writableEnded) return;
	const isBytes = Buffer.isBuffer(body);
	response.writeHead(status, {
		...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
		...headers,
	});
	response.end(body === undefined || isBytes ? body : JSON.stringify(body));
}

/** Returns an object; `{}` for any other value. */
export function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

export function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
