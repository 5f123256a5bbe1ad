import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LOOPBACK } from '../../../sandbox/free-port';

/** One address in front of the processes of n8n. A test chooses the process behind it. */
export interface LoadBalancer {
	baseUrl: string;
	/** Passes every later request to this port. */
	passTo(port: number): void;
	close(): Promise<void>;
}

export async function startLoadBalancer(): Promise<LoadBalancer> {
	let target = 0;
	const server = createServer((incoming, outgoing) => pass(incoming, outgoing, target));
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://${LOOPBACK}:${port}`,
		passTo: (chosen) => {
			target = chosen;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
	const { method, url, headers } = incoming;
	const onward = request({ host: LOOPBACK, port, method, path: url, headers }, (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
	});
	onward.once('error', () => {
		if (!outgoing.headersSent) outgoing.writeHead(502);
		outgoing.end();
	});
	incoming.pipe(onward);
}
