import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import type { HttpResult } from '../../../messaging/http';
import type { DownloadLimits } from '../../../nodes/ports/file-download';
import { n8nHttp } from '../../../nodes/ports/n8n-http';
import { CREDENTIAL_TYPES } from '../../../nodes/ports/provider-credentials';
import { startFileServer, type FileServer } from './file-servers';
import { n8nContext } from './n8n-context';

const TYPE = CREDENTIAL_TYPES.infobip;
const MEGABYTE = 1024 * 1024;
const LIMITS: DownloadLimits = { bytes: MEGABYTE, milliseconds: 20_000 };
const ended = (because: string) => ({ ok: false, failure: { kind: 'downloadEnded', because } });

describe('the download of a file', () => {
	let server: FileServer;
	/** Resolves when n8n closes the connection. */
	let closed: Promise<unknown> | undefined;
	afterEach(() => server.close());

	const download = async (answer: RequestListener, limits = LIMITS): Promise<HttpResult> => {
		server = await startFileServer(answer);
		const http = n8nHttp(n8nContext(TYPE, { apiKey: 'k', baseUrl: server.url }), TYPE, limits);
		return await http({ method: 'GET', url: `${server.url}/file`, expect: 'bytes' });
	};

	it('keeps every byte of a file of the largest size', async () => {
		const file = Buffer.alloc(MEGABYTE, 'ab');
		const plain = await download((_request, response) => response.end(file));
		expect(plain.ok && file.equals(plain.body as Buffer)).toBe(true);
		server.close();
		const zipped = await download((_request, response) =>
			response.setHeader('content-encoding', 'gzip').end(gzipSync(file)),
		);
		expect(zipped.ok && file.equals(zipped.body as Buffer)).toBe(true);
	});

	it('ends before a file whose announced size is too large', async () => {
		const result = await download((_request, response) => {
			response.writeHead(200, { 'content-length': MEGABYTE + 1 }).write('a');
		});
		expect(result).toEqual(ended('tooLarge'));
	});

	it('ends at the largest size, whatever the server still sends', async () => {
		const total = 1_500 * MEGABYTE;
		let written = 0;
		const send = (response: ServerResponse): void => {
			while (written < total && !response.destroyed) {
				written += MEGABYTE / 4;
				if (!response.write(Buffer.alloc(MEGABYTE / 4))) {
					response.once('drain', () => send(response));
					return;
				}
			}
		};
		const result = await download((_request, response) => {
			closed = once(response, 'close');
			send(response);
		});
		expect(result).toEqual(ended('tooLarge'));
		await closed;
		expect(written).toBeLessThan(50 * MEGABYTE);
	});

	it('counts bytes after decompression', async () => {
		const bomb = gzipSync(Buffer.alloc(200 * MEGABYTE));
		expect(bomb.length).toBeLessThan(MEGABYTE);
		const result = await download((_request, response) =>
			response.setHeader('content-encoding', 'gzip').end(bomb),
		);
		expect(result).toEqual(ended('tooLarge'));
	});

	it('ends at its deadline, although the server sends a byte from time to time', async () => {
		const result = await download(
			(_request, response) => {
				const drip = setInterval(() => response.write('a'), 20);
				closed = once(response, 'close').then(() => clearInterval(drip));
			},
			{ ...LIMITS, milliseconds: 200 },
		);
		expect(result).toEqual(ended('tooSlow'));
		await closed;
	});

	it('ends at its deadline without any answer, and closes one that comes later', async () => {
		let answer = (): unknown => undefined;
		const result = await download(
			({ socket }, response) => {
				closed = once(socket, 'end');
				answer = () => response.write('a');
			},
			{ ...LIMITS, milliseconds: 200 },
		);
		expect(result).toEqual(ended('tooSlow'));
		answer();
		await closed;
	});

	it('ends after five redirects', async () => {
		const result = await download((_request, response) =>
			response.writeHead(302, { location: '/file' }).end(),
		);
		expect(result).toEqual(ended('unsafeRedirect'));
		expect(server.requests).toHaveLength(6);
	});

	it('ends at a redirect that no request may follow', async () => {
		const result = await download((_request, response) =>
			response.writeHead(302, { location: 'ftp://127.0.0.1/file' }).end(),
		);
		expect(result).toEqual(ended('unsafeRedirect'));
	});

	it('treats a redirect without an address as a refusal', async () => {
		const result = await download((_request, response) => response.writeHead(302).end());
		expect(result).toMatchObject({ ok: false, failure: { kind: 'refused', status: 302 } });
	});

	it('reads only the beginning of a refusal', async () => {
		const result = await download((_request, response) =>
			response.writeHead(404).end(Buffer.alloc(MEGABYTE, 'a')),
		);
		expect(result).toMatchObject({
			failure: { kind: 'refused', status: 404, body: Buffer.alloc(64 * 1024, 'a') },
		});
	});

	it('reports a connection that is lost on the way', async () => {
		const result = await download((_request, response) => {
			response.writeHead(200, { 'content-length': 10 }).write('abc', () => response.destroy());
		});
		expect(result).toMatchObject({ failure: { kind: 'unreachable', beforeSending: false } });
	});
});
