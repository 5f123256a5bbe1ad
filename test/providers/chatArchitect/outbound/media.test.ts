import type { Http, HttpRequest, HttpResult } from '../../../../messaging/http';
import { media } from '../../../../providers/chatArchitect/media';
import { APP } from '../app';

function answering(result: HttpResult): { http: Http; asked: HttpRequest[] } {
	const asked: HttpRequest[] = [];
	return {
		asked,
		http: async (request) => {
			asked.push(request);
			return result;
		},
	};
}

const FILE: HttpResult = {
	ok: true,
	status: 200,
	headers: { 'content-type': 'image/jpeg' },
	body: Buffer.from('bytes'),
};
const URL_OF_FILE = 'https://files.example/a/bolo.jpg?sig=1';

describe('chatArchitect: media', () => {
	it('downloads by the address of the event', async () => {
		const { http, asked } = answering(FILE);
		expect(await media.download(APP, { url: URL_OF_FILE }, http)).toEqual({
			ok: true,
			value: { content: Buffer.from('bytes'), mimeType: 'image/jpeg', fileName: 'bolo.jpg' },
		});
		expect(asked).toEqual([{ method: 'GET', url: URL_OF_FILE, expect: 'bytes' }]);
	});

	it.each([
		'http://files.example/a.jpg',
		'https://user:password@files.example/a.jpg',
		'file:///etc/passwd',
		'simulator://media',
		'none',
	])('makes no request for %s', async (url) => {
		const { http, asked } = answering(FILE);
		expect(await media.download(APP, { url }, http)).toMatchObject({
			ok: false,
			error: { code: 'strangeMediaAddress' },
		});
		expect(asked).toEqual([]);
	});

	it.each([401, 403, 404, 410])('reports a file as gone after status %d', async (status) => {
		const failure = { kind: 'refused', status, headers: {}, body: Buffer.from('x') } as const;
		const { http } = answering({ ok: false, failure });
		expect(await media.download(APP, { url: URL_OF_FILE }, http)).toMatchObject({
			ok: false,
			error: { code: 'mediaExpired', retry: 'no' },
		});
	});

	it('refuses a file that is too large', async () => {
		const failure = { kind: 'downloadEnded', because: 'tooLarge' } as const;
		const { http } = answering({ ok: false, failure });
		expect(await media.download(APP, { url: URL_OF_FILE }, http)).toMatchObject({
			ok: false,
			error: { code: 'fileTooLarge' },
		});
	});

	it('says how a file is sent, because there is no upload', async () => {
		expect(await media.upload()).toMatchObject({
			ok: false,
			error: { code: 'filesNotSupported', remedy: expect.stringContaining('URL') as unknown },
		});
	});
});
