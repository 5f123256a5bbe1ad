import { encodeMultipart } from '../../../nodes/ports/multipart';

describe('multipart', () => {
	it('a multipart body is read back by a standard parser, names with quotes and bytes included', async () => {
		const content = Buffer.from([0, 255, 13, 10, 45, 45]);
		const { contentType, body } = encodeMultipart([
			{ name: 'messaging_product', value: 'olá' },
			{ name: 'file', content, fileName: 'a "b"\r\n.png', mimeType: 'image/png' },
		]);
		const form = await new Response(new Uint8Array(body), {
			headers: { 'content-type': contentType },
		}).formData();
		const file = form.get('file') as File;
		expect(form.get('messaging_product')).toBe('olá');
		expect(file.type).toBe('image/png');
		expect(file.name).toBe('a "b" .png');
		expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
	});
});
