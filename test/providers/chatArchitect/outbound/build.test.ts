import { adapt } from '../../../../messaging/degradation';
import type { OutboundMessage, TemplateMessage } from '../../../../messaging/outbound-message';
import { build } from '../../../../providers/chatArchitect/build';
import { capabilities } from '../../../../providers/chatArchitect/capabilities';
import { ACCOUNT, APP } from '../app';

const TEXT: OutboundMessage = { type: 'text', text: 'Oi' };
const CUSTOMER = { id: '+5511988880001' };

function body(message: OutboundMessage, id = CUSTOMER.id, account = ACCOUNT) {
	return build(message, { id }, { ...APP, account }).json as Record<string, unknown>;
}

describe('chatArchitect: build', () => {
	it('posts every message to one address of the server in the credential', () => {
		const account = { baseUrl: 'http://localhost:4010' };
		const request = build(TEXT, CUSTOMER, { ...APP, account });
		expect(request).toMatchObject({
			method: 'POST',
			url: 'http://localhost:4010/whatsappmessage',
		});
	});

	it('writes a text into `message`, because ChatArchitect does not know the `text` of Gupshup', () => {
		expect(body(TEXT).payload).toEqual({ type: 'text', message: 'Oi' });
	});

	it.each([
		['+5511988880001', '5511988880001'],
		['5511988880001', '5511988880001'],
		['+55 (11) 98888-0001', '5511988880001'],
		['BR.40200000000001', 'BR.40200000000001'],
	])('writes the address %s as %s', (id, destination) => {
		expect(body(TEXT, id).destination).toBe(destination);
	});

	it('replaces only the recipient of a raw body', () => {
		const raw: OutboundMessage = {
			type: 'raw',
			body: { destination: '5511900000000', channel: 'whatsapp', payload: { type: 'new' } },
		};
		expect(body(raw)).toEqual({
			channel: 'whatsapp',
			payload: { type: 'new' },
			destination: '5511988880001',
		});
	});

	it('gives a document the name in its address when it has no other name', () => {
		const message: OutboundMessage = {
			type: 'document',
			media: { from: 'url', url: 'https://padaria.example/d/Card%C3%A1pio.pdf?v=2' },
		};
		expect(body(message).payload).toMatchObject({ filename: 'Cardápio.pdf' });
	});

	it('says that a file must be uploaded first, instead of sending it as something else', () => {
		const media = { from: 'file', content: Buffer.from('x'), mimeType: 'image/png' } as const;
		const message: OutboundMessage = { type: 'image', media: { ...media, fileName: 'x.png' } };
		expect(() => body(message)).toThrow(/uploaded/);
	});

	it('sends types without a form of their own as text, with a notice', () => {
		const link: OutboundMessage = {
			type: 'linkButton',
			text: 'Cardápio da semana',
			title: 'Ver',
			url: 'https://padaria.example',
		};
		const adapted = adapt(link, capabilities('whatsapp'));
		if ('refused' in adapted) throw new Error('refused');
		expect(adapted.degraded).toMatchObject({ from: 'linkButton', to: 'text' });
		expect(body(adapted.message).payload).toEqual({
			type: 'text',
			message: 'Cardápio da semana\n\nVer: https://padaria.example',
		});
	});

	it('turns more buttons than three into a list', () => {
		const buttons = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id.toUpperCase() }));
		const adapted = adapt({ type: 'buttons', text: 'Qual?', buttons }, capabilities('whatsapp'));
		if ('refused' in adapted) throw new Error('refused');
		expect(body(adapted.message).payload).toMatchObject({ type: 'list', body: 'Qual?' });
	});

	it.each(['sticker', 'reaction', 'form'] as const)('refuses a %s with a remedy', (type) => {
		const support = capabilities('whatsapp').messages[type];
		expect(support).toMatchObject({
			support: 'refused',
			remedy: expect.stringContaining('raw JSON') as unknown,
		});
	});

	it('carries nothing on any other channel', () => {
		const kinds = Object.values(capabilities('viber').messages).map(({ support }) => support);
		expect(new Set(kinds)).toEqual(new Set(['refused']));
	});
});

describe('chatArchitect: templates on their way out', () => {
	const template: TemplateMessage = {
		type: 'template',
		id: 't-77',
		name: 'pedido_pronto',
		language: 'pt_BR',
		header: { type: 'text', variable: { value: 'A-77' } },
		body: [{ value: 'Marta' }, { value: '19h' }],
		buttons: [{ index: 0, kind: 'url', suffix: 'A-77' }],
		rendered: 'Pedido A-77\n\nOlá Marta, até 19h.',
	};
	const asText = { ...ACCOUNT, templateForm: 'text' };

	it('sends id and values, in the order header, text, buttons', () => {
		expect(body(template)).toEqual({
			channel: 'whatsapp',
			destination: '5511988880001',
			template: { id: 't-77', params: ['A-77', 'Marta', '19h', 'A-77'] },
		});
	});

	it('sends the approved wording instead when the credential says so', () => {
		expect(body(template, CUSTOMER.id, asText)).toEqual({
			channel: 'whatsapp',
			destination: '5511988880001',
			payload: { type: 'text', message: 'Pedido A-77\n\nOlá Marta, até 19h.' },
		});
	});

	it('puts the wording under the file of the header', () => {
		const url = 'https://padaria.example/pao.jpg';
		const header = { type: 'image', media: { from: 'url', url } } as const;
		expect(body({ ...template, header }, CUSTOMER.id, asText).payload).toEqual({
			type: 'image',
			originalUrl: url,
			previewUrl: url,
			caption: template.rendered,
		});
	});

	it('falls back to the id while the wording is unknown', () => {
		const { rendered: _unknown, ...unrendered } = template;
		expect(body(unrendered, CUSTOMER.id, asText)).toHaveProperty('template.id', 't-77');
	});
});
