import { uploadFiles } from '../../delivery/upload-files';
import type { OutboundMedia, OutboundMessage } from '../../messaging/outbound-message';
import type { MediaApi } from '../../messaging/provider';

const FROM = { id: 'number-1', channel: 'whatsapp', account: { baseUrl: '' } } as const;

const REFUSED = {
	code: 'tooLarge',
	title: 'The file is too large',
	reason: 'invented',
	remedy: 'invented',
	retry: 'no',
} as const;

function file(fileName: string): OutboundMedia {
	return { from: 'file', content: Buffer.from('invented'), mimeType: 'image/png', fileName };
}

function uploaded(fileName: string): OutboundMedia {
	return { from: 'id', id: `id of ${fileName}`, mimeType: 'image/png', fileName };
}

type Form = (one: OutboundMedia, other: OutboundMedia) => OutboundMessage;
const FORMS: Record<string, Form> = {
	'an image': (media) => ({ type: 'image', media }),
	'the header of buttons': (media) => ({
		type: 'buttons',
		text: 'Escolha',
		header: { type: 'image', media },
		buttons: [{ id: 'a', title: 'A' }],
	}),
	'the header and the cards of a template': template,
};

function template(one: OutboundMedia, other: OutboundMedia): OutboundMessage {
	const byAddress: OutboundMedia = { from: 'url', url: 'https://shop.example/a.png' };
	return {
		type: 'template',
		name: 'news',
		language: 'pt_BR',
		header: { type: 'image', media: one },
		cards: [other, byAddress].map((media) => ({ header: { type: 'image', media } })),
	};
}

describe('delivery: upload of files', () => {
	let names: string[];
	beforeEach(() => {
		names = [];
	});
	const upload = (message: OutboundMessage, answer?: { refuses: string }) => {
		const media: MediaApi = {
			upload: async (_from, { fileName }) => {
				names.push(fileName);
				return fileName === answer?.refuses
					? { ok: false, error: REFUSED }
					: { ok: true, value: `id of ${fileName}` };
			},
			download: () => Promise.reject(new Error('nothing is downloaded here')),
		};
		return uploadFiles(message, FROM, media, () =>
			Promise.reject(new Error('nothing is requested here')),
		);
	};

	it.each(Object.entries(FORMS))('uploads every file of %s', async (_name, form) => {
		const message = form(file('one.png'), file('other.png'));
		expect(await upload(message)).toEqual({
			ok: true,
			value: form(uploaded('one.png'), uploaded('other.png')),
		});
	});

	it('ends with the first file that is refused', async () => {
		const message = template(file('one.png'), file('other.png'));
		expect(await upload(message, { refuses: 'one.png' })).toEqual({ ok: false, error: REFUSED });
		expect(names).toEqual(['one.png']);
	});

	it('leaves a message without files as it is', async () => {
		const message: OutboundMessage = { type: 'text', text: 'Olá' };
		expect(await upload(message)).toEqual({ ok: true, value: message });
	});

	it('fails where the provider does not accept files', async () => {
		const message: OutboundMessage = { type: 'image', media: file('one.png') };
		const result = await uploadFiles(message, FROM, undefined, () =>
			Promise.reject(new Error('nothing is requested here')),
		);
		expect(result).toMatchObject({ ok: false, error: { code: 'filesNotSupported' } });
	});
});
