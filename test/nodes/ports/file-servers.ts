import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of files on this machine, which remembers the requests that it got. */
export interface FileServer {
	url: string;
	requests: IncomingMessage[];
	close(): void;
}

export async function startFileServer(answer: RequestListener): Promise<FileServer> {
	const requests: IncomingMessage[] = [];
	const server: Server = createServer((request, response) => {
		requests.push(request);
		answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
