import fc from 'fast-check';

import type { Capabilities, Support } from '../../messaging/capabilities';
import { adapt } from '../../messaging/degradation';
import { checkLimits } from '../../messaging/limits';
import {
	OUTBOUND_TYPES,
	type ButtonsMessage,
	type ListMessage,
	type OutboundMessage,
	type OutboundType,
} from '../../messaging/outbound-message';
import { capabilities as whatsapp } from '../../providers/whatsappCloud/capabilities';
import { outboundFixtures } from '../contracts/outbound-contract';

const WHATSAPP = whatsapp('whatsapp');

function without(...types: OutboundType[]): Capabilities {
	const how = 'This channel shows text only.';
	const asText: Support = { support: 'degraded', as: 'text', how };
	return {
		...WHATSAPP,
		messages: {
			...WHATSAPP.messages,
			...Object.fromEntries(types.map((type) => [type, asText])),
		},
	};
}

const TEXT_ONLY = without(...OUTBOUND_TYPES.filter((type) => type !== 'text'));

function buttons(count: number): ButtonsMessage['buttons'] {
	return Array.from({ length: count }, (_, index) => ({
		id: `id${index + 1}`,
		title: `Opção ${index + 1}`,
	}));
}

function menu(count: number, more: Partial<ButtonsMessage> = {}): ButtonsMessage {
	return { type: 'buttons', text: 'O que deseja?', buttons: buttons(count), ...more };
}

const LIST: ListMessage = {
	type: 'list',
	text: 'Qual horário?',
	header: { type: 'text', text: 'Horários' },
	footer: 'Padaria Sol',
	buttonText: 'Ver',
	sections: [
		{ title: 'Terça', rows: [{ id: 't9', title: '09:30', description: 'Com a Ana' }] },
		{
			title: 'Quarta',
			rows: [
				{ id: 'q9', title: '09:30' },
				{ id: 'q10', title: '10:00' },
			],
		},
	],
	replyTo: 'wamid.A',
	reference: 'pedido-77',
};

describe('degradation: adapt', () => {
	it('does not change a message that the channel can show', () => {
		for (const { message } of outboundFixtures()) {
			expect(adapt(message, WHATSAPP)).toEqual({ message });
		}
	});

	it('refuses a message with the reason of the channel', () => {
		const capabilities = whatsapp('sms');
		expect(adapt({ type: 'text', text: 'Oi' }, capabilities)).toEqual({
			refused: {
				code: 'typeNotSupported',
				reason: 'WhatsApp Cloud carries WhatsApp messages only.',
				remedy: 'Choose a provider that carries this channel.',
			},
		});
	});

	it.each([1, 3])('sends %i buttons as buttons', (count) => {
		expect(adapt(menu(count), WHATSAPP)).toEqual({ message: menu(count) });
	});

	it.each([4, 10])('sends %i buttons as a list that keeps their ids', (count) => {
		const header = { type: 'text', text: 'Padaria' } as const;
		const wanted = menu(count, { header, footer: 'Sol', replyTo: 'wamid.A', reference: 'r' });
		const adapted = adapt(wanted, WHATSAPP);
		expect(adapted).toEqual({
			message: {
				type: 'list',
				text: 'O que deseja?',
				header,
				footer: 'Sol',
				replyTo: 'wamid.A',
				reference: 'r',
				buttonText: 'Menu',
				sections: [{ rows: buttons(count) }],
			},
			degraded: { from: 'buttons', to: 'list', how: expect.stringContaining('list') as string },
		});
		expect('message' in adapted && checkLimits(adapted.message, WHATSAPP)).toEqual([]);
	});

	it('sends more buttons than a list has rows as a numbered text', () => {
		const adapted = adapt(menu(11), WHATSAPP);
		expect(adapted).toMatchObject({
			message: { type: 'text' },
			degraded: { from: 'buttons', to: 'text' },
			choices: buttons(11),
		});
	});

	it('uses a numbered text rather than a list that cannot show the titles', () => {
		const long = [...buttons(3), { id: 'x', title: 'Falar com uma pessoa da padaria' }];
		expect(adapt(menu(0, { buttons: long }), WHATSAPP)).toMatchObject({
			message: { type: 'text' },
			choices: long,
		});
	});

	it('writes buttons as a numbered text where there are none', () => {
		const wanted = menu(2, {
			header: { type: 'text', text: 'Padaria' },
			footer: 'Sol',
			replyTo: 'wamid.A',
			reference: 'r',
		});
		expect(adapt(wanted, without('buttons'))).toEqual({
			message: {
				type: 'text',
				text: 'Padaria\n\nO que deseja?\n\n1. Opção 1\n2. Opção 2\n\nSol',
				replyTo: 'wamid.A',
				reference: 'r',
			},
			degraded: { from: 'buttons', to: 'text', how: 'This channel shows text only.' },
			choices: buttons(2),
		});
	});

	it('numbers the rows of a list through all of its sections', () => {
		expect(adapt(LIST, without('list'))).toEqual({
			message: {
				type: 'text',
				text: 'Horários\n\nQual horário?\n\nTerça\n1. 09:30 – Com a Ana\n\nQuarta\n2. 09:30\n3. 10:00\n\nPadaria Sol',
				replyTo: 'wamid.A',
				reference: 'pedido-77',
			},
			degraded: { from: 'list', to: 'text', how: 'This channel shows text only.' },
			choices: [
				{ id: 't9', title: '09:30' },
				{ id: 'q9', title: '09:30' },
				{ id: 'q10', title: '10:00' },
			],
		});
	});

	it('keeps a file above the buttons, with the numbers as its caption', () => {
		const media = { from: 'id', id: '118' } as const;
		const wanted = menu(11, { header: { type: 'image', media } });
		expect(adapt(wanted, WHATSAPP)).toMatchObject({
			message: { type: 'image', media, caption: expect.stringContaining('11. Opção 11') as string },
			degraded: { from: 'buttons', to: 'image' },
			choices: buttons(11),
		});
		expect(adapt(wanted, TEXT_ONLY)).toMatchObject({ refused: { code: 'headerNotAllowed' } });
	});

	it('writes a link button as text with its link', () => {
		const wanted: OutboundMessage = {
			type: 'linkButton',
			text: 'Acompanhe',
			footer: 'Sol',
			title: 'Mapa',
			url: 'https://padaria.example/?p=77',
		};
		expect(adapt(wanted, TEXT_ONLY)).toMatchObject({
			message: { type: 'text', text: 'Acompanhe\n\nMapa: https://padaria.example/?p=77\n\nSol' },
			degraded: { from: 'linkButton', to: 'text' },
		});
	});

	it.each(['image', 'video', 'document'] as const)(
		'sends the link of a file of type %s',
		(type) => {
			const media = { from: 'url', url: 'https://padaria.example/f' } as const;
			expect(adapt({ type, media, caption: 'Veja' }, TEXT_ONLY)).toMatchObject({
				message: { type: 'text', text: 'Veja\n\nhttps://padaria.example/f' },
			});
			expect(adapt({ type, media }, TEXT_ONLY)).toMatchObject({
				message: { text: 'https://padaria.example/f' },
			});
		},
	);

	it('refuses a file that has no address where only links can be sent', () => {
		const content = {
			from: 'file',
			content: Buffer.from('x'),
			mimeType: 'a/b',
			fileName: 'x',
		} as const;
		for (const media of [content, { from: 'id', id: '118' } as const]) {
			expect(adapt({ type: 'audio', media }, TEXT_ONLY)).toMatchObject({
				refused: { code: 'fileNeedsAddress' },
			});
		}
	});

	it('writes locations, contacts and templates as text', () => {
		const texts = (message: OutboundMessage) => {
			const adapted = adapt(message, TEXT_ONLY);
			return 'message' in adapted && adapted.message.type === 'text'
				? adapted.message.text
				: adapted;
		};
		expect(texts({ type: 'location', latitude: -23.5, longitude: -46.6, name: 'Sol' })).toBe(
			'Sol\nhttps://www.google.com/maps?q=-23.5,-46.6',
		);
		expect(
			texts({ type: 'contacts', contacts: [{ name: 'Ana', phones: ['+5511988880001'] }] }),
		).toBe('Ana\n+5511988880001');
		expect(texts({ type: 'template', name: 'a', language: 'pt_BR', rendered: 'Olá Ana' })).toBe(
			'Olá Ana',
		);
		expect(texts({ type: 'locationRequest', text: 'Onde?' })).toBe('Onde?');
	});

	it.each<OutboundMessage>([
		{ type: 'reaction', messageId: 'wamid.A', emoji: '👍' },
		{ type: 'form', text: 'Oi', buttonText: 'Abrir', formId: '1' },
		{ type: 'template', name: 'a', language: 'pt_BR' },
		{ type: 'raw', body: {} },
	])('refuses a message that plain text cannot replace: $type', (message) => {
		expect(adapt(message, TEXT_ONLY)).toMatchObject({ refused: { code: 'typeNotSupported' } });
	});

	it('always gives a type that the channel has, and never loses a choice', () => {
		const entry = fc.record({ id: fc.string(), title: fc.string() });
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 15 }), fc.boolean(), (entries, hasButtons) => {
				const capabilities = hasButtons ? WHATSAPP : TEXT_ONLY;
				const adapted = adapt({ type: 'buttons', text: 'Oi?', buttons: entries }, capabilities);
				if ('refused' in adapted) throw new Error('Buttons always have another form.');
				const { message, choices } = adapted;
				expect(capabilities.messages[message.type].support).toBe('native');
				const shown =
					message.type === 'buttons'
						? message.buttons
						: message.type === 'list'
							? message.sections.flatMap((section) => section.rows)
							: choices;
				expect(shown).toEqual(entries);
			}),
		);
	});
});
