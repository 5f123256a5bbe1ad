import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Starts a server with the three answers that n8n's own WhatsApp Trigger needs to be published: an app token, an empty
 * list of subscriptions, and success. Forwards all other requests to the emulated Graph API.
 */
export async function startRegistrationStub(graphUrl: string): Promise<Server & { url: string }> {
	const server = createServer((incoming, response) => {
		const url = new URL(incoming.url ?? '/', 'http://stub');
		const answer = (body: unknown) => {
			incoming.resume();
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(body));
		};
		if (url.pathname.endsWith('/oauth/access_token')) return answer({ access_token: 'bench' });
		if (url.pathname.endsWith('/subscriptions')) {
			return answer(incoming.method === 'GET' ? { data: [] } : { success: true });
		}
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			fetch(`${graphUrl}${url.pathname}${url.search}`, {
				method: incoming.method,
				headers: {
					authorization: incoming.headers.authorization ?? '',
					'content-type': incoming.headers['content-type'] ?? 'application/json',
				},
				body: chunks.length === 0 ? undefined : Buffer.concat(chunks),
			})
				.then(async (forwarded) => {
					response.writeHead(forwarded.status, { 'content-type': 'application/json' });
					response.end(await forwarded.text());
				})
				.catch(() => response.writeHead(502).end());
		});
		return undefined;
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}
