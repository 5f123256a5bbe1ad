import { checkLimits } from '../../../messaging/limits';
import { adapt } from '../../../messaging/degradation';
import { OUTBOUND_TYPES, type OutboundMessage } from '../../../messaging/outbound-message';
import { CHANNELS } from '../../../messaging/provider-names';
import { botmaker } from '../../../providers/botmaker';
import { openApiDocument } from '../../contracts/openapi';
import { outboundContract, outboundFixtures } from '../../contracts/outbound-contract';
import { loadContract } from '../../emulators/botmaker/contract';
import { MARTA, senderAt } from './account';

const FROM = senderAt('https://api.botmaker.com');
const fixtures = outboundFixtures().filter(({ bodies }) => 'botmaker' in bodies);

outboundContract(botmaker, FROM, {});

const DOCUMENT = openApiDocument('botmaker-v2-messaging-subset.openapi.json');
if (DOCUMENT) {
	describe('botmaker: bodies checked by the reconstructed document', () => {
		it.each(fixtures)('accepts $name, and knows every field of it', ({ message, to }) => {
			const { method, url, json } = botmaker.build(message, to, FROM);
			const path = url.replace('https://api.botmaker.com/v2.0', '');
			expect(DOCUMENT.requestFaults(method, path, json)).toEqual([]);
			const schema = path.endsWith('trigger-intent') ? 'TriggerIntentRequest' : 'MessagesRequest';
			expect(loadContract()(schema, json)?.body).toBeUndefined();
		});
	});
}

describe('botmaker: recipients', () => {
	const text: OutboundMessage = { type: 'text', text: 'Oi' };
	const chatOf = (to: { id: string }, from = FROM) =>
		(botmaker.build(text, to, from).json as { chat: unknown }).chat;

	it('writes a number as digits only, because a plus would open another chat', () => {
		const contactId = '5511988880001';
		for (const id of ['+5511988880001', '5511988880001', '+55 (11) 98888-0001']) {
			expect(chatOf({ id })).toEqual({ channelId: FROM.id, contactId });
		}
	});

	it('removes the plus from an id of another channel that was read as a phone number', () => {
		const telegram = senderAt(
			'https://api.botmaker.com',
			{},
			'padaria-telegram-700001',
			'telegram',
		);
		expect(chatOf({ id: '+12025550101' }, telegram)).toEqual({
			channelId: 'padaria-telegram-700001',
			contactId: '12025550101',
		});
	});

	it('does not change an id that is not a number', () => {
		expect(chatOf({ id: 'W1-x.Y3' })).toEqual({ channelId: FROM.id, contactId: 'W1-x.Y3' });
	});

	it('addresses a chat by its own id when nothing else is known', () => {
		expect(chatOf({ id: 'K1MARTA0000000000001' })).toEqual({ chatId: 'K1MARTA0000000000001' });
	});

	it('sends a raw body only to the customer whom the guards checked', () => {
		const raw: OutboundMessage = {
			type: 'raw',
			body: { chat: { chatId: 'SOMEBODYELSE00000001' }, messages: [{ text: 'Oi' }] },
		};
		expect(botmaker.build(raw, MARTA, FROM).json).toEqual({
			chat: { channelId: FROM.id, contactId: '5511988880001' },
			messages: [{ text: 'Oi' }],
		});
	});

	it('never puts a secret or a customer into an address', () => {
		for (const { message, to } of fixtures) {
			expect(botmaker.build(message, to, FROM).url).toMatch(
				/^https:\/\/api\.botmaker\.com\/v2\.0\/chats-actions\/(send-messages|trigger-intent)$/,
			);
		}
	});
});

describe('botmaker: capabilities', () => {
	const buttons: OutboundMessage = {
		type: 'buttons',
		text: 'Confirma?',
		buttons: [
			{ id: 'yes', title: 'Sim' },
			{ id: 'no', title: 'Não' },
		],
	};

	it('sends buttons on WhatsApp as a list, whose taps come back with their ids', () => {
		const adapted = adapt(buttons, botmaker.capabilities('whatsapp'));
		expect(adapted).toMatchObject({ message: { type: 'list' }, degraded: { to: 'list' } });
	});

	it.each(['messenger', 'instagram', 'telegram', 'webchat'] as const)(
		'sends buttons on %s as a numbered text, and returns the choices of the numbers',
		(channel) => {
			expect(adapt(buttons, botmaker.capabilities(channel))).toMatchObject({
				message: { type: 'text', text: 'Confirma?\n\n1. Sim\n2. Não' },
				choices: [
					{ id: 'yes', title: 'Sim' },
					{ id: 'no', title: 'Não' },
				],
			});
		},
	);

	it('sends a link button with a video above it as text, because only a picture is allowed there', () => {
		const message: OutboundMessage = {
			type: 'linkButton',
			text: 'Acompanhe',
			header: { type: 'video', media: { from: 'url', url: 'https://padaria.example/v.mp4' } },
			title: 'Abrir',
			url: 'https://padaria.example/e',
		};
		expect(adapt(message, botmaker.capabilities('whatsapp'))).toMatchObject({
			message: { type: 'text' },
			degraded: { from: 'linkButton', to: 'text' },
		});
	});

	it('states reason and remedy whenever it refuses', () => {
		for (const channel of CHANNELS) {
			for (const type of OUTBOUND_TYPES) {
				const support = botmaker.capabilities(channel).messages[type];
				if (support.support === 'refused') {
					expect(support.why).toMatch(/\.$/);
					expect(support.remedy).toMatch(/\.$/);
				}
			}
		}
	});

	it('finds a file that is too large before anything is sent', () => {
		const content = Buffer.alloc(5 * 1024 * 1024 + 1);
		const media = { from: 'file', content, mimeType: 'image/png', fileName: 'a.png' } as const;
		const [violation] = checkLimits({ type: 'image', media }, botmaker.capabilities('whatsapp'));
		expect(violation?.code).toBe('fileTooLarge');
		expect(violation?.remedy).toMatch(/smaller|link/);
	});

	it('knows the 24 hours on WhatsApp only', () => {
		expect(botmaker.capabilities('whatsapp').customerServiceWindowHours).toBe(24);
		expect(botmaker.capabilities('telegram').customerServiceWindowHours).toBeUndefined();
	});
});
