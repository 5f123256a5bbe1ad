import { createServer } from 'node:net';

/** The loopback address: nothing that the sandbox starts can be reached from another machine. */
export const LOOPBACK = '127.0.0.1';

const PORTS_TO_TRY = 50;

/** Returns the wanted port if it is free, otherwise the next free one above it. */
export async function freePortFrom(wanted: number): Promise<number> {
	for (let port = wanted; port < wanted + PORTS_TO_TRY; port++) if (await isFree(port)) return port;
	return await anyFreePort();
}

/** Returns an unused port, which the system chooses. */
export function anyFreePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, LOOPBACK, () => {
			const address = server.address();
			server.close(() =>
				address !== null && typeof address === 'object'
					? resolve(address.port)
					: reject(new Error('A listening server has no port')),
			);
		});
	});
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
	});
}
