import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for other systems of the user: a CRM, a shop, Slack. It records what arrives. */
export interface OtherSystem {
	readonly baseUrl: string;
	/** Returns the bodies that were posted to a path, oldest first. */
	postedTo(path: string): Array<Record<string, unknown>>;
	close(): Promise<void>;
}

/** @param answers the answer to GET by path; every other request gets `{}` */
export async function startOtherSystem(
	answers: Record<string, (query: URLSearchParams) => object> = {},
): Promise<OtherSystem> {
	const posted: Array<{ path: string; body: Record<string, unknown> }> = [];
	const server = createServer((request, response) => {
		void (async () => {
			const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
			if (request.method === 'POST') posted.push({ path: pathname, body: await readBody(request) });
			const answer = request.method === 'GET' ? answers[pathname]?.(searchParams) : undefined;
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(answer ?? {}));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		postedTo: (path) => posted.filter((one) => one.path === path).map(({ body }) => body),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}
