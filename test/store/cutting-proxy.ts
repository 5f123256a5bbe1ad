import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

import { LOOPBACK } from '../../sandbox/free-port';

/** A proxy between a store and its database that can cut the connection at a chosen moment. */
export interface CuttingProxy {
	port: number;
	/** Passes the next commit on, or not, and cuts the connection before its answer. */
	cutAtNextCommit(passOn: boolean): void;
	/** Returns how many times it has cut. */
	cuts(): number;
	close(): Promise<void>;
}

/** A simple query (https://www.postgresql.org/docs/current/protocol-message-formats.html): Q, length, text, NUL. */
const COMMIT = Buffer.from('Q\u0000\u0000\u0000\u000bcommit\u0000', 'latin1');
/** Time for the database to finish the statement, so that only the answer is lost. */
const MEANWHILE_MS = 150;

export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
	let next: 'passOn' | 'drop' | undefined;
	let cuts = 0;
	const open = new Set<Socket>();
	const server = createServer((client) => {
		const database = connect(target, LOOPBACK);
		let isCut = false;
		for (const socket of [client, database]) {
			open.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				open.delete(socket);
				client.destroy();
				if (!isCut) database.destroy();
			});
		}
		client.on('data', (chunk) => {
			const order = next;
			if (order === undefined || !chunk.includes(COMMIT)) return void database.write(chunk);
			next = undefined;
			cuts += 1;
			isCut = true;
			if (order === 'passOn') database.write(chunk);
			client.destroy();
			setTimeout(() => database.destroy(), MEANWHILE_MS);
		});
		database.on('data', (chunk) => void (isCut || client.write(chunk)));
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		cutAtNextCommit: (passOn) => (next = passOn ? 'passOn' : 'drop'),
		cuts: () => cuts,
		async close() {
			for (const socket of open) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}
