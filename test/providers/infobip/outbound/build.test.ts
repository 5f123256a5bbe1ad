import { adapt } from '../../../../messaging/degradation';
import type { OutboundMessage } from '../../../../messaging/outbound-message';
import type { Channel } from '../../../../messaging/provider-names';
import { infobip } from '../../../../providers/infobip';
import { ACCOUNT, BASE_URL, MARTA, pathOf, senderOn } from './account';

function sent(message: OutboundMessage, channel: Channel, account = ACCOUNT, to = MARTA): unknown {
	const adapted = adapt(message, infobip.capabilities(channel));
	if ('refused' in adapted) return adapted.refused.code;
	const request = infobip.build(adapted.message, to, senderOn(channel, account));
	return { path: pathOf(request), json: request.json };
}

function onViber(content: object, more: object = {}): unknown {
	const message = {
		sender: 'PadariaSol',
		destinations: [{ to: '5511988880001' }],
		content,
		...more,
	};
	return { path: '/viber/2/messages', json: { messages: [message] } };
}

function viaSms(text: string): unknown {
	const message = {
		channel: 'SMS',
		sender: 'PadariaSol',
		destinations: [{ to: '5511988880001' }],
		content: { body: { type: 'TEXT', text } },
	};
	return { path: '/messages-api/1/messages', json: { messages: [message] } };
}

const url = (name: string) => ({ from: 'url', url: `https://padaria.example/${name}` }) as const;
const PICKED = [
	{ id: 'a', title: 'Cenoura' },
	{ id: 'b', title: 'Milho' },
];

describe('infobip: Viber', () => {
	const cases: Array<[string, OutboundMessage, unknown]> = [
		['a text', { type: 'text', text: 'Olá' }, onViber({ type: 'TEXT', text: 'Olá' })],
		[
			'a picture',
			{ type: 'image', media: url('bolo.jpg'), caption: 'Bolo' },
			onViber({ type: 'IMAGE', mediaUrl: 'https://padaria.example/bolo.jpg', text: 'Bolo' }),
		],
		[
			'a file',
			{ type: 'document', media: { ...url('d/1'), fileName: 'Cardápio.pdf' } },
			onViber({ type: 'FILE', fileName: 'Cardápio.pdf', mediaUrl: 'https://padaria.example/d/1' }),
		],
		[
			'a file whose name is the end of its address',
			{ type: 'document', media: url('card%C3%A1pio.pdf') },
			onViber({
				type: 'FILE',
				fileName: 'cardápio.pdf',
				mediaUrl: 'https://padaria.example/card%C3%A1pio.pdf',
			}),
		],
		[
			'a file with words as a link',
			{ type: 'document', media: url('cardapio.pdf'), caption: 'Nosso cardápio' },
			onViber({ type: 'TEXT', text: 'Nosso cardápio\n\nhttps://padaria.example/cardapio.pdf' }),
		],
		[
			'a file of a kind that Viber refuses as a link',
			{ type: 'document', media: url('fotos.zip') },
			onViber({ type: 'TEXT', text: 'https://padaria.example/fotos.zip' }),
		],
		[
			'a film as a link',
			{ type: 'video', media: url('forno.mp4'), caption: 'Saindo do forno' },
			onViber({ type: 'TEXT', text: 'Saindo do forno\n\nhttps://padaria.example/forno.mp4' }),
		],
		[
			'a short menu as a list',
			{ type: 'buttons', text: 'Qual bolo?', buttons: PICKED },
			onViber({ type: 'LIST', text: 'Qual bolo?', options: ['Cenoura', 'Milho'] }),
		],
		[
			'a menu with descriptions as numbered text',
			{
				type: 'list',
				text: 'Qual bolo?',
				buttonText: 'Bolos',
				sections: [
					{
						rows: [
							{ id: 'a', title: 'Cenoura', description: 'R$ 20' },
							{ id: 'b', title: 'Milho' },
						],
					},
				],
			},
			onViber({ type: 'TEXT', text: 'Qual bolo?\n\n1. Cenoura – R$ 20\n2. Milho' }),
		],
		[
			'a link button under a picture',
			{
				type: 'linkButton',
				text: 'Veja',
				footer: 'Padaria Sol',
				title: 'Abrir',
				url: 'https://padaria.example/hoje',
				header: { type: 'image', media: url('hoje.png') },
			},
			onViber({
				type: 'IMAGE',
				text: 'Veja\n\nPadaria Sol',
				mediaUrl: 'https://padaria.example/hoje.png',
				button: { title: 'Abrir', action: 'https://padaria.example/hoje' },
			}),
		],
		[
			'a template with named variables, as a promotion',
			{
				type: 'template',
				id: 'tpl-9',
				name: 'oferta',
				language: 'pt',
				category: 'marketing',
				body: [{ name: 'nome', value: 'Marta' }],
			},
			onViber(
				{ type: 'TEMPLATE', templateId: 'tpl-9', parameters: { nome: 'Marta' }, language: 'pt' },
				{ options: { label: 'PROMOTIONAL' } },
			),
		],
	];

	it.each(cases)('sends %s', (_what, message, expected) => {
		expect(sent(message, 'viber')).toEqual(expected);
	});

	it('sends an SMS instead when the message does not arrive in time', () => {
		const message: OutboundMessage = {
			type: 'text',
			text: 'Olá',
			validitySeconds: 900,
			reference: 'pedido-9',
			failover: { channel: 'sms', text: 'Olá por SMS' },
		};
		const account = { ...ACCOUNT, smsSender: 'PADARIA' };
		expect(sent(message, 'viber', account)).toEqual(
			onViber(
				{ type: 'TEXT', text: 'Olá' },
				{
					options: {
						validityPeriod: { amount: 900, timeUnit: 'SECONDS' },
						smsFailover: { sender: 'PADARIA', text: 'Olá por SMS' },
					},
					webhooks: { callbackData: 'pedido-9' },
				},
			),
		);
	});

	it('answers a Viber bot through the Messages API, because its users have no number', () => {
		const to = { id: 'inventedBotUser==' };
		expect(sent({ type: 'text', text: 'Olá' }, 'viber', ACCOUNT, to)).toEqual({
			path: '/messages-api/1/messages',
			json: {
				messages: [
					{
						channel: 'VIBER_BOT',
						sender: 'PadariaSol',
						destinations: [{ to: 'inventedBotUser==' }],
						content: { body: { type: 'TEXT', text: 'Olá' } },
					},
				],
			},
		});
	});

	it.each([
		[{ type: 'reaction', messageId: 'x', emoji: '🥐' } as const],
		[{ type: 'form', text: 'x', buttonText: 'x', formId: '1' } as const],
	])('refuses %j before anything is sent', (message) => {
		expect(sent(message, 'viber')).toBe('typeNotSupported');
	});
});

describe('infobip: SMS', () => {
	it.each<[string, OutboundMessage, string]>([
		['a text', { type: 'text', text: 'Olá' }, 'Olá'],
		['a file as a link', { type: 'image', media: url('b.jpg') }, 'https://padaria.example/b.jpg'],
		[
			'choices as numbers',
			{ type: 'buttons', text: 'Qual?', buttons: PICKED },
			'Qual?\n\n1. Cenoura\n2. Milho',
		],
		[
			'a template as its wording',
			{ type: 'template', name: 'a', language: 'pt', rendered: 'Olá Marta' },
			'Olá Marta',
		],
	])('sends %s', (_what, message, text) => {
		expect(sent(message, 'sms')).toEqual(viaSms(text));
	});
});

describe('infobip: addresses and settings', () => {
	it.each([
		['https://padaria.api.infobip.com', BASE_URL],
		['padaria.api.infobip.com/', BASE_URL],
		['', 'https://api.infobip.com'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
	])('reads the base URL %j as people paste it', (baseUrl, expected) => {
		const request = infobip.build(
			{ type: 'text', text: 'x' },
			MARTA,
			senderOn('whatsapp', { baseUrl }),
		);
		expect(request.url).toBe(`${expected}/whatsapp/1/message/text`);
	});

	it('sets the id of the message, so that its reports can be matched even when the answer is lost', () => {
		const text: OutboundMessage = { type: 'text', text: 'x' };
		const named = (channel: Channel) =>
			JSON.stringify(infobip.build(text, MARTA, senderOn(channel), 'n8n-1').json);
		for (const channel of infobip.channels) expect(named(channel)).toContain('"messageId":"n8n-1"');
	});

	it('requests reports at a separate address if the credential has one', () => {
		const account = { ...ACCOUNT, notifyUrl: 'https://n8n.exemplo.invalid/w?token=y' };
		const of = (channel: Channel) =>
			infobip.build({ type: 'text', text: 'x' }, MARTA, senderOn(channel, account)).json;
		expect(of('whatsapp')).toMatchObject({ notifyUrl: account.notifyUrl });
		const webhooks = { delivery: { url: account.notifyUrl }, seen: { url: account.notifyUrl } };
		expect(of('viber')).toMatchObject({ messages: [{ webhooks }] });
		expect(of('sms')).toMatchObject({ messages: [{ webhooks }] });
	});

	it.each([
		[5, 10],
		[900, 900],
		[999_999, 172_800],
	])("keeps a validity of %d s within Infobip's limits", (validitySeconds, amount) => {
		const message: OutboundMessage = { type: 'text', text: 'x', validitySeconds };
		expect(infobip.build(message, MARTA, senderOn('viber')).json).toMatchObject({
			messages: [{ options: { validityPeriod: { amount, timeUnit: 'SECONDS' } } }],
		});
	});

	it('sends no SMS to a customer without a number', () => {
		const message: OutboundMessage = {
			type: 'text',
			text: 'x',
			failover: { channel: 'sms', text: 'y' },
		};
		const request = infobip.build(message, { id: 'BR.40200000000001' }, senderOn('whatsapp'));
		expect(JSON.stringify(request.json)).not.toContain('SMS');
		const known = { id: 'BR.40200000000001', phone: '+5511988880001' };
		const both = infobip.build(message, known, senderOn('whatsapp'));
		expect(both.json).toMatchObject({
			messages: [
				{
					destinations: [
						{
							byChannel: [
								{ channel: 'WHATSAPP', to: 'BR.40200000000001' },
								{ channel: 'SMS', to: '5511988880001' },
							],
						},
					],
				},
			],
		});
	});

	it('sends a raw message to the send endpoints only', () => {
		for (const path of ['/account/1/balance', '../../x', 7, '/whatsapp/1/message/../../numbers']) {
			const request = infobip.build({ type: 'raw', body: { path } }, MARTA, senderOn('whatsapp'));
			expect(pathOf(request)).toBe('/messages-api/1/messages');
		}
	});

	it('marks a message as read by its whole id', () => {
		const request = infobip.signals.markAsRead(senderOn('whatsapp'), 'wamid.A+b/c==');
		expect(request).toEqual({
			method: 'POST',
			url: `${BASE_URL}/whatsapp/1/senders/551140000000/message/wamid.A%2Bb%2Fc%3D%3D/read`,
		});
	});
});
