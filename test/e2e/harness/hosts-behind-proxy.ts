import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readForm, type SentForm } from './read-form';

/** A request to one of the hosts. */
export interface HostRequest extends SentForm {
	method: string;
	/** Path of the URL, without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
}

/** Answers a request with JSON; `undefined` for 404. */
export type Host = (request: HostRequest) => object | undefined;

export interface HostsBehindProxy {
	/** Variables of n8n, which lead its HTTPS requests to the hosts and let it trust them. */
	readonly env: Record<string, string>;
	close(): Promise<void>;
}

/**
 * Serves hosts with fixed names for nodes of n8n whose addresses cannot be changed. A proxy leads every HTTPS connection
 * to one server, whose certificate is made for these names.
 */
export async function startHostsBehindProxy(
	hosts: Record<string, Host>,
): Promise<HostsBehindProxy> {
	const folder = mkdtempSync(path.join(tmpdir(), 'business-messaging-hosts-'));
	const { key, cert, certFile } = makeCertificate(folder, Object.keys(hosts));
	const server = createHttps({ key, cert }, (request, response) => {
		void answer(hosts, request).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});
	const port = await listening(server);
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
	};
	const proxy = createHttp()
		.on('connection', keep)
		.on('connect', (request, client) => {
			const [host = ''] = (request.url ?? '').split(':');
			if (!Object.hasOwn(hosts, host)) {
				client.destroy();
				return;
			}
			const upstream = connect(port, '127.0.0.1', () => {
				client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
				upstream.pipe(client).pipe(upstream);
			});
			keep(upstream);
			upstream.on('close', () => client.destroy());
			client.on('close', () => upstream.destroy());
		});
	const proxyPort = await listening(proxy);
	return {
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: certFile,
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await Promise.all([ended(server), ended(proxy)]);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function makeCertificate(folder: string, names: string[]) {
	const [keyFile, certFile] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
	const altNames = names.map((name) => `DNS:${name}`).join(',');
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
			...['-keyout', keyFile, '-out', certFile, '-days', '2', '-subj', '/CN=Hosts of a test'],
			...['-addext', `subjectAltName=${altNames}`],
		],
		{ stdio: 'pipe' },
	);
	return { key: readFileSync(keyFile), cert: readFileSync(certFile), certFile };
}

async function answer(hosts: Record<string, Host>, request: IncomingMessage) {
	const { host = '' } = request.headers;
	const { pathname, searchParams } = new URL(request.url ?? '/', `https://${host}`);
	const body = hosts[host]?.({
		...(await readForm(request)),
		...{ method: request.method ?? '', path: pathname, query: searchParams },
		headers: request.headers,
	});
	return body === undefined ? { status: 404, body: {} } : { status: 200, body };
}

async function ended(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await closed;
}

async function listening(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
