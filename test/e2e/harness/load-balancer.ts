import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LOOPBACK } from '../../../sandbox/free-port';

/** One address in front of the processes of n8n. A test chooses the processes behind it. */
export interface LoadBalancer {
	baseUrl: string;
	/** Passes every later request to one of these ports, in turn. */
	passTo(...ports: number[]): void;
	close(): Promise<void>;
}

export async function startLoadBalancer(): Promise<LoadBalancer> {
	let targets: number[] = [];
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		turn += 1;
		pass(incoming, outgoing, targets[turn % targets.length] ?? 0);
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://${LOOPBACK}:${port}`,
		passTo: (...ports) => {
			targets = ports;
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
