import fc from 'fast-check';

import { MAX_DOWNLOAD_BYTES } from '../../../../messaging/downloaded-file';
import { media } from '../../../../providers/whatsappCloud/media';
import { isTrustedMediaAddress } from '../../../../providers/whatsappCloud/media-address';
import { mediaFileName } from '../../../../messaging/media-file-name';
import { network, refusal } from '../../../fixtures/answering-network';
import { ACCOUNT, answer, NUMBER } from './number';

const LOOKASIDE = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=invented';
const BYTES = Buffer.from('invented bytes');

function resolved(more: object = {}) {
	return answer({ url: LOOKASIDE, mime_type: 'image/jpeg', file_size: '14', id: '118', ...more });
}

function file(body: unknown = BYTES, headers: Record<string, string> = {}) {
	return answer(body, { headers });
}

describe('whatsappCloud: upload', () => {
	it('sends the file as a form to the sender and returns its media id', async () => {
		const { http, requests } = network(answer({ id: '118000000000001' }));
		const upload = { content: BYTES, mimeType: 'image/png', fileName: 'pão.png' };
		expect(await media.upload(NUMBER, upload, http)).toEqual({
			ok: true,
			value: '118000000000001',
		});
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'https://graph.facebook.com/v25.0/106540000000001/media',
				multipart: [
					{ name: 'messaging_product', value: 'whatsapp' },
					{ name: 'type', value: 'image/png' },
					{ name: 'file', content: BYTES, mimeType: 'image/png', fileName: 'pão.png' },
				],
			},
		]);
	});

	it('explains a refusal, and an answer without an id', async () => {
		const upload = { content: BYTES, mimeType: 'image/png', fileName: 'x.png' };
		const refused = network(refusal(400, { error: { code: 131053 } }));
		expect(await media.upload(NUMBER, upload, refused.http)).toMatchObject({
			ok: false,
			error: { code: '131053' },
		});
		const odd = network(answer({ ok: 1 }));
		expect(await media.upload(NUMBER, upload, odd.http)).toMatchObject({
			ok: false,
			error: { code: 'unreadableAnswer' },
		});
	});
});

describe('whatsappCloud: download', () => {
	it('requests the address of the id, then the bytes', async () => {
		const { http, requests } = network(resolved(), file());
		expect(await media.download(NUMBER, { id: '118' }, http)).toEqual({
			ok: true,
			value: { content: BYTES, mimeType: 'image/jpeg', fileName: '118.jpg' },
		});
		expect(requests).toEqual([
			{
				method: 'GET',
				url: 'https://graph.facebook.com/v25.0/118',
				query: { phone_number_id: NUMBER.id },
			},
			{ method: 'GET', url: LOOKASIDE, expect: 'bytes' },
		]);
	});

	it('downloads from the address in an event without requesting it again', async () => {
		const headers = {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="nota 77.pdf"',
		};
		const { http, requests } = network(file(BYTES, headers));
		expect(await media.download(NUMBER, { url: LOOKASIDE }, http)).toEqual({
			ok: true,
			value: { content: BYTES, mimeType: 'application/pdf', fileName: 'nota 77.pdf' },
		});
		expect(requests).toHaveLength(1);
	});

	it('requests a new address once when the first has expired', async () => {
		const gone = refusal(404, Buffer.from('gone'));
		const { http, requests } = network(resolved(), gone, resolved(), file());
		expect(await media.download(NUMBER, { id: '118' }, http)).toMatchObject({ ok: true });
		expect(requests).toHaveLength(4);
		const twice = network(resolved(), gone, resolved(), gone);
		expect(await media.download(NUMBER, { id: '118' }, twice.http)).toMatchObject({ ok: false });
	});

	it('never sends the token to a host that an event or answer names', async () => {
		const byUrl = network();
		expect(
			await media.download(NUMBER, { url: 'https://evil.example/x' }, byUrl.http),
		).toMatchObject({
			ok: false,
			error: { code: 'foreignMediaHost' },
		});
		expect(byUrl.requests).toEqual([]);
		const byId = network(resolved({ url: 'https://evil.example/x' }));
		expect(await media.download(NUMBER, { id: '118' }, byId.http)).toMatchObject({
			ok: false,
			error: { code: 'foreignMediaHost' },
		});
		expect(byId.requests).toHaveLength(1);
	});

	it('does not download a file that is known to be too large, and reports one that turns out to be too large', async () => {
		const announced = network(resolved({ file_size: MAX_DOWNLOAD_BYTES + 1 }));
		expect(await media.download(NUMBER, { id: '118' }, announced.http)).toMatchObject({
			ok: false,
			error: { code: 'fileTooLarge' },
		});
		expect(announced.requests).toHaveLength(1);
		const atLimit = network(resolved({ file_size: MAX_DOWNLOAD_BYTES }), file());
		expect(await media.download(NUMBER, { id: '118' }, atLimit.http)).toMatchObject({ ok: true });
		const tooLarge = { kind: 'downloadEnded', because: 'tooLarge' } as const;
		const surprising = network({ ok: false, failure: tooLarge });
		expect(await media.download(NUMBER, { url: LOOKASIDE }, surprising.http)).toMatchObject({
			ok: false,
			error: { code: 'fileTooLarge' },
		});
	});

	it('reads the error of Meta although a file was expected', async () => {
		const body = Buffer.from(JSON.stringify({ error: { code: 190 } }));
		const { http } = network(refusal(401, body));
		expect(await media.download(NUMBER, { url: LOOKASIDE }, http)).toMatchObject({
			ok: false,
			error: { code: '190', meaning: 'wrongCredential' },
		});
	});

	it('reports a missing id, and an answer that is not a file', async () => {
		expect(await media.download(NUMBER, {}, network().http)).toMatchObject({
			ok: false,
			error: { code: 'noMediaNamed' },
		});
		expect(
			await media.download(NUMBER, { url: LOOKASIDE }, network(file('text')).http),
		).toMatchObject({
			ok: false,
			error: { code: 'unreadableAnswer' },
		});
	});
});

describe('whatsappCloud: hosts that may get the token', () => {
	const EMULATOR = { baseUrl: 'http://localhost:4010/meta' };

	it.each([
		LOOKASIDE,
		'https://graph.facebook.com/v25.0/1',
		'https://scontent.xx.fbcdn.net/v/1.jpg',
		'https://mmg.whatsapp.net/v/1',
	])('trusts %s', (address) => {
		expect(isTrustedMediaAddress(address, ACCOUNT)).toBe(true);
	});

	it.each([
		'http://lookaside.fbsbx.com/x',
		'https://lookaside.fbsbx.com:8443/x',
		'https://lookaside.fbsbx.com.evil.example/x',
		'https://evil.example/lookaside.fbsbx.com',
		'https://lookaside.fbsbx.com@evil.example/x',
		'https://evil@lookaside.fbsbx.com/x',
		'https://evilfbcdn.net/x',
		'https://fbcdn.net.evil.example/x',
		'https://evil.example\\@lookaside.fbsbx.com/x',
		'file:///etc/passwd',
		'//lookaside.fbsbx.com/x',
		'',
	])('does not trust %s', (address) => {
		expect(isTrustedMediaAddress(address, ACCOUNT)).toBe(false);
	});

	it('trusts exactly the server of the credential', () => {
		expect(isTrustedMediaAddress('http://localhost:4010/files/1', EMULATOR)).toBe(true);
		expect(isTrustedMediaAddress('http://localhost:4011/files/1', EMULATOR)).toBe(false);
		expect(isTrustedMediaAddress('https://localhost:4010/files/1', EMULATOR)).toBe(false);
	});

	it('decides about any text without an exception', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.webUrl()), (address) => {
				expect(isTrustedMediaAddress(address, ACCOUNT)).toBe(false);
			}),
		);
	});
});

describe('whatsappCloud: names of downloaded files', () => {
	it.each([
		[
			{ contentDisposition: `attachment; filename*=UTF-8''p%C3%A3o.pdf; filename="p.pdf"` },
			'pão.pdf',
		],
		[{ contentDisposition: 'inline; filename=nota.pdf' }, 'nota.pdf'],
		[{ contentDisposition: 'attachment; filename="../../etc/passwd"' }, 'passwd'],
		[{ contentDisposition: 'attachment; filename="C:\\\\x\\\\nota.pdf"' }, 'nota.pdf'],
		[{ contentDisposition: 'attachment; filename=".."', id: '118' }, '118.ogg'],
		[{ url: 'https://scontent.fbcdn.net/v/a/foto%201.jpeg?x=1' }, 'foto 1.jpeg'],
		[{ url: LOOKASIDE, id: '118' }, '118.ogg'],
		[{ url: LOOKASIDE }, 'file.ogg'],
		[{ mimeType: 'model/new', id: '118' }, '118.bin'],
	])('%j becomes %s', (given, name) => {
		expect(mediaFileName({ url: LOOKASIDE, mimeType: 'audio/ogg; codecs=opus', ...given })).toBe(
			name,
		);
	});

	it('a name is never empty, never a folder, never longer than 120 characters', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (name, url, mimeType) => {
				for (const contentDisposition of [
					name,
					`x; filename="${name}"`,
					`x; filename*=utf-8''${name}`,
				]) {
					const result = mediaFileName({ contentDisposition, url, mimeType });
					expect(result).toMatch(/^[^/\\]+$/);
					expect(['.', '..']).not.toContain(result);
					expect([...result].length).toBeLessThanOrEqual(120);
				}
			}),
		);
	});
});
