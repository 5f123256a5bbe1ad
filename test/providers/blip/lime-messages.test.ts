import { checkLimits } from '../../../messaging/limits';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import type { Sender } from '../../../messaging/provider';
import { CHANNELS } from '../../../messaging/provider-names';
import { OUTBOUND_TYPES } from '../../../messaging/outbound-message';
import { build } from '../../../providers/blip/build';
import { capabilities } from '../../../providers/blip/capabilities';
import { LIME } from '../../../providers/blip/lime';
import { parse } from '../../../providers/blip/parse';
import { delivery } from '../../fixtures/inbound';
import { ROUTER } from './bot';

const MESSENGER: Sender = { ...ROUTER, channel: 'messenger' };
const PHOTO = { from: 'url', url: 'https://padaria.example/bolo.png' } as const;

function built(message: OutboundMessage, from: Sender = MESSENGER): Record<string, unknown> {
	expect(checkLimits(message, capabilities(from.channel))).toEqual([]);
	return build(message, { id: '9000000000000001' }, from).json as Record<string, unknown>;
}

describe('blip: messages for channels other than WhatsApp', () => {
	it.each([
		['messenger', '9000000000000001@messenger.gw.msging.net'],
		['instagram', '9000000000000001@instagram.gw.msging.net'],
		['telegram', '9000000000000001@telegram.gw.msging.net'],
		['webchat', '9000000000000001@0mn.io'],
	] as const)('addresses customers on %s as %s', (channel, to) => {
		expect(built({ type: 'text', text: 'Oi' }, { ...ROUTER, channel })).toMatchObject({ to });
	});

	it('offers buttons as a select whose taps come back with id and title', () => {
		const message = built({
			type: 'buttons',
			header: { type: 'text', text: 'Pedido 77' },
			text: 'Confirma?',
			footer: 'Padaria Sol',
			buttons: [{ id: 'sim#77', title: 'Sim' }],
		});
		expect(message).toMatchObject({
			type: LIME.select,
			content: { scope: 'immediate', text: 'Pedido 77\n\nConfirma?\n\nPadaria Sol' },
		});
		const { options } = message.content as { options: Array<{ type: string; value: unknown }> };
		const [tapped] = parse(
			delivery({
				id: 'in-1',
				from: '9000000000000001@messenger.gw.msging.net',
				to: 'acmerouter@msging.net',
				type: options[0]?.type,
				content: options[0]?.value,
			}),
		);
		expect(tapped).toMatchObject({
			event: 'buttonClick',
			button: { id: 'sim#77', title: 'Sim' },
			message: { text: 'Sim' },
		});
	});

	it('puts buttons under a picture as a card', () => {
		expect(
			built({
				type: 'buttons',
				header: { type: 'image', media: PHOTO },
				text: 'Este?',
				buttons: [{ id: 'sim', title: 'Sim' }],
			}),
		).toMatchObject({
			type: LIME.documentSelect,
			content: {
				header: {
					type: LIME.mediaLink,
					value: { type: 'image/png', uri: PHOTO.url, text: 'Este?' },
				},
				options: [{ label: { type: 'text/plain', value: 'Sim' } }],
			},
		});
	});

	it('sends a link button with every word of its message', () => {
		const link = {
			type: 'linkButton',
			text: 'Veja',
			footer: 'Sol',
			title: 'Abrir',
			url: 'https://padaria.example',
		} as const;
		expect(built(link)).toMatchObject({
			type: LIME.webLink,
			content: { uri: 'https://padaria.example', title: 'Abrir', text: 'Veja\n\nSol' },
		});
		expect(built({ ...link, header: { type: 'image', media: PHOTO } })).toMatchObject({
			type: LIME.documentSelect,
			content: { options: [{ label: { type: LIME.webLink, value: { text: 'Abrir' } } }] },
		});
	});

	it('shares a contact, and requests a location', () => {
		expect(
			built({ type: 'contacts', contacts: [{ name: 'Luís Vega', phones: ['+5511988880002'] }] }),
		).toMatchObject({
			type: LIME.contact,
			content: { name: 'Luís Vega', firstName: 'Luís', lastName: 'Vega' },
		});
		expect(built({ type: 'locationRequest', text: 'Onde?' })).toMatchObject({
			type: LIME.input,
			content: { validation: { rule: 'type', type: LIME.location } },
		});
	});

	it.each([
		['image', { from: 'url', url: 'https://a.example/x.png?sig=1' }, 'image/png'],
		['image', { from: 'url', url: 'https://a.example/x' }, 'image/jpeg'],
		['document', { from: 'url', url: 'https://a.example/x', fileName: 'a.xlsx' }, /spreadsheetml/],
		['video', { from: 'url', url: 'https://a.example/x.pdf' }, 'video/mp4'],
		['audio', { from: 'url', url: 'https://a.example/x', mimeType: 'audio/ogg; a=b' }, 'audio/ogg'],
	] as const)('finds the MIME type of a file sent as %s', (type, media, mimeType) => {
		const { content } = built({ type, media } as OutboundMessage);
		expect((content as { type: string }).type).toMatch(mimeType);
	});

	it('quotes the message of the customer', () => {
		expect(built({ type: 'text', text: 'Sim', replyTo: 'in-1' })).toMatchObject({
			type: LIME.reply,
			content: {
				replied: { type: 'text/plain', value: 'Sim' },
				inReplyTo: { id: 'in-1', direction: 'received' },
			},
		});
	});
});

describe('blip: capabilities', () => {
	it('answers for every type on every channel', () => {
		for (const channel of CHANNELS) {
			for (const type of OUTBOUND_TYPES) {
				expect(capabilities(channel).messages[type].support).toMatch(/native|degraded|refused/);
			}
		}
	});

	it('keeps the window of 24 hours on WhatsApp', () => {
		expect(capabilities('whatsapp').customerServiceWindowHours).toBe(24);
	});

	it('finds a file that is too large for WhatsApp before anything is sent', () => {
		const content = Buffer.alloc(5 * 1024 * 1024 + 1);
		const media = { from: 'file', content, mimeType: 'image/png', fileName: 'a.png' } as const;
		expect(checkLimits({ type: 'image', media }, capabilities('whatsapp'))).toMatchObject([
			{ code: 'fileTooLarge' },
		]);
	});

	it('refuses types that it does not carry, and gives a remedy', () => {
		expect(capabilities('viber').messages.text).toMatchObject({ support: 'refused' });
		expect(capabilities('telegram').messages.template).toMatchObject({ support: 'refused' });
	});
});
