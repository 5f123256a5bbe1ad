import fc from 'fast-check';

import type { OutboundMedia } from '../../messaging/outbound-message';
import { mediaType, messageTypeOf, normalizedMedia } from '../../messaging/media-type';

describe('type of a file', () => {
	it.each([
		['image/jpg', '', 'image/jpeg'],
		['audio/mp3', '', 'audio/mpeg'],
		['audio/x-m4a', '', 'audio/mp4'],
		['audio/opus', '', 'audio/ogg'],
		['audio/ogg; codecs=opus', '', 'audio/ogg; codecs=opus'],
		['application/octet-stream', 'boleto.PDF', 'application/pdf'],
		[undefined, 'foto.jpeg', 'image/jpeg'],
		['application/octet-stream', 'data.xyz', undefined],
		['application/pdf', 'foto.jpg', 'application/pdf'],
	])('the type of %s with the name "%s" is %s', (type, name, expected) => {
		expect(mediaType(type, name)).toBe(expected);
	});

	it.each([
		['image/png', 'image'],
		['image/gif', 'document'],
		['image/webp', 'document'],
		['video/mp4', 'video'],
		['video/quicktime', 'document'],
		['audio/ogg; codecs=opus', 'audio'],
		['audio/wav', 'document'],
		['application/pdf', 'document'],
		[undefined, 'document'],
	])('a file of the type %s is sent as %s', (type, expected) => {
		expect(messageTypeOf(type)).toBe(expected);
	});

	const url = (address: string, more: { fileName?: string }): OutboundMedia => ({
		...{ from: 'url', url: address },
		...more,
	});
	it.each([
		['https://loja.example/NF-123.pdf?x=1', {}, 'NF-123.pdf'],
		['https://loja.example/NF-123.pdf?x=1', { fileName: 'Orçamento' }, 'Orçamento.pdf'],
		['https://loja.example/NF-123.pdf', { fileName: 'Orçamento.PDF' }, 'Orçamento.PDF'],
		['https://loja.example/or%C3%A7amento.pdf', {}, 'orçamento.pdf'],
		['https://loja.example/download?id=7', {}, undefined],
		['https://loja.example/download?id=7', { fileName: 'NF 7' }, 'NF 7'],
		['https://loja.example/v1.2', { fileName: 'Preços v1.2' }, 'Preços v1.2'],
	])('the file at %s with %j is called %s', (address, more, name) => {
		expect(normalizedMedia(url(address, more)).fileName).toBe(name);
	});

	it('a file of n8n has a name with its extension, and the type of it', () => {
		const content = Buffer.from('x');
		const file = { from: 'file', content, mimeType: 'application/octet-stream' } as const;
		expect(normalizedMedia({ ...file, fileName: 'boleto.pdf' })).toMatchObject({
			mimeType: 'application/pdf',
			fileName: 'boleto.pdf',
		});
		expect(normalizedMedia({ ...file, mimeType: 'audio/mp3', fileName: 'voz' })).toMatchObject({
			mimeType: 'audio/mpeg',
			fileName: 'voz.mp3',
		});
	});

	it('a file is the same when it is normalised twice, for any texts', () => {
		const text = fc.oneof(fc.string(), fc.constantFrom('a.pdf', 'audio/mp3', 'b.JPG', 'x.'));
		const given = fc.record({ url: fc.oneof(text, fc.webUrl()), mimeType: text, fileName: text });
		fc.assert(
			fc.property(given, (media) => {
				const once = normalizedMedia({ from: 'url', ...media });
				expect(normalizedMedia(once)).toEqual(once);
			}),
		);
	});
});
