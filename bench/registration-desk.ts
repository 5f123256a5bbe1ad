import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The three answers that n8n's own WhatsApp Trigger needs in order to be published: an app token, an empty list of
 * subscriptions, and success. Everything else goes on to the emulated Graph API.
 */
export async function startRegistrationDesk(graphUrl: string): Promise<Server & { url: string }> {
	const server = createServer((incoming, response) => {
		const url = new URL(incoming.url ?? '/', 'http://desk');
		const json = (body: unknown) => {
			incoming.resume();
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(body));
		};
		if (url.pathname.endsWith('/oauth/access_token')) return json({ access_token: 'bench' });
		if (url.pathname.endsWith('/subscriptions')) {
			return json(incoming.method === 'GET' ? { data: [] } : { success: true });
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
				.then(async (answer) => {
					response.writeHead(answer.status, { 'content-type': 'application/json' });
					response.end(await answer.text());
				})
				.catch(() => response.writeHead(502).end());
		});
		return undefined;
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}
