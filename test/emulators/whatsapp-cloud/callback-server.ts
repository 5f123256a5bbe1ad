import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A trigger's address for tests: repeats the challenge for a request with the token, and keeps the posted bodies. */
export interface CallbackServer {
	/** Returns an address on this server, e.g. `url('/sales')`. */
	url(path: string): string;
	readonly challenges: Array<{ path: string; token: string }>;
	readonly received: Array<{ path: string; headers: Record<string, unknown>; rawBody: Buffer }>;
	/** Statuses for the next posts; 200 when empty. */
	readonly answers: number[];
	close(): Promise<void>;
}

/** @param verifyToken the token that a challenge must repeat, or whether it is right for an address */
export async function startCallbackServer(
	verifyToken: string | ((path: string, token: string) => boolean),
): Promise<CallbackServer> {
	const isRight =
		typeof verifyToken === 'string'
			? (_: string, token: string) => token === verifyToken
			: verifyToken;
	const challenges: CallbackServer['challenges'] = [];
	const received: CallbackServer['received'] = [];
	const answers: number[] = [];
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://callback');
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			if (request.method === 'GET') {
				const token = url.searchParams.get('hub.verify_token') ?? '';
				challenges.push({ path: url.pathname, token });
				const accepts = isRight(url.pathname, token);
				response.statusCode = accepts ? 200 : 403;
				response.end(accepts ? url.searchParams.get('hub.challenge') : 'no');
				return;
			}
			const rawBody = Buffer.concat(chunks);
			received.push({ path: url.pathname, headers: request.headers, rawBody });
			response.statusCode = answers.shift() ?? 200;
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url: (path) => `${base}${path}`,
		challenges,
		received,
		answers,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
