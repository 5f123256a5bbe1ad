import { checkLimits } from '../../messaging/limits';
import type {
	ButtonsMessage,
	ListMessage,
	OutboundMessage,
} from '../../messaging/outbound-message';
import { capabilities, LIMITS } from '../../providers/simulator/capabilities';
import { deliverToSimulator } from '../../simulator/deliver';
import { outboundFixtures } from '../contracts/outbound-contract';
import { temporaryFolder } from '../fixtures/temporary-folder';
import {
	aMessage,
	BUSINESS,
	HOUR,
	MARTA,
	simulatedChat,
	type SimulatedChat,
} from './simulated-chat';

const folder = temporaryFolder();
let chats = 0;

async function newChat(): Promise<SimulatedChat> {
	const chat = await simulatedChat(folder.file(`chat-${(chats += 1)}.sqlite`));
	opened.push(chat);
	return chat;
}
const opened: SimulatedChat[] = [];
afterEach(async () => {
	for (const { store } of opened.splice(0)) await store.close();
});

async function openChat(): Promise<SimulatedChat> {
	const chat = await newChat();
	await chat.post(aMessage('hi'));
	return chat;
}

const REMINDER: OutboundMessage = {
	type: 'template',
	name: 'we_missed_you',
	language: 'en_US',
	body: [{ value: 'Marta' }],
};
const OFFER: OutboundMessage = {
	type: 'template',
	name: 'weekend_offer',
	language: 'en_US',
	header: { type: 'image', media: { from: 'url', url: 'https://shop.example/offer.jpg' } },
	body: [{ value: 'Marta' }, { value: '20%' }],
	buttons: [{ index: 0, kind: 'copyCode', code: 'WEEKEND20' }],
};

describe('simulator: deliver', () => {
	it('adds the message to the chat as sent and returns its id', async () => {
		const chat = await openChat();
		const answer = await chat.send({ type: 'text', text: 'Olá 🥐' });
		expect(answer).toEqual({ messageId: expect.stringMatching(/^sim\.[0-9a-f]{24}$/) });
		expect((await chat.entries()).at(-1)).toMatchObject({
			...answer,
			customerId: MARTA.id,
			from: 'bot',
			state: 'sent',
			content: { kind: 'outbound', message: { type: 'text', text: 'Olá 🥐' } },
		});
	});

	it('accepts every type of message that the adapter declares', async () => {
		const chat = await openChat();
		const fixtures = outboundFixtures().filter(({ message }) => message.type !== 'template');
		expect(fixtures.length).toBeGreaterThan(14);
		for (const { name, message } of fixtures) {
			expect({ name, answer: await chat.send(message) }).toEqual({
				name,
				answer: { messageId: expect.any(String) },
			});
		}
	});

	it('refuses free text before the customer has written and after 24 hours', async () => {
		const chat = await newChat();
		const text: OutboundMessage = { type: 'text', text: 'hello?' };
		expect(await chat.send(text)).toEqual({ code: 131047 });
		await chat.post(aMessage('hi'));
		chat.later(24 * HOUR - 1);
		expect(await chat.send(text)).toHaveProperty('messageId');
		chat.later(1);
		expect(await chat.send(text)).toEqual({ code: 131047 });
	});

	it('lets templates through a closed window, drawn with their buttons', async () => {
		const chat = await newChat();
		expect(await chat.send(REMINDER)).toHaveProperty('messageId');
		expect((await chat.entries())[0]?.content).toMatchObject({
			drawing: {
				text: 'Hi Marta, we could not answer you in time. May we continue our conversation?',
				buttons: [{ kind: 'quickReply', title: 'Yes, please' }, { title: 'No, thanks' }],
			},
		});
	});

	it('uses the moved clock', async () => {
		const chat = await openChat();
		await chat.post({ route: 'clock', offset: 25 * HOUR });
		expect(await chat.send({ type: 'text', text: 'late' })).toEqual({ code: 131047 });
		await chat.send(REMINDER);
		expect((await chat.entries()).at(-1)?.at).toBe('2026-03-03T11:00:00.000Z');
	});

	it('refuses templates that do not exist or are not filled, and says which variable', async () => {
		const chat = await newChat();
		expect(await chat.send({ ...REMINDER, language: 'de' } as OutboundMessage)).toEqual({
			code: 132001,
		});
		expect(await chat.send({ ...REMINDER, body: [] } as OutboundMessage)).toEqual({
			code: 132000,
			details: 'Without a value: body.1.',
		});
	});

	it('shows a template of a real account with its own text', async () => {
		const chat = await newChat();
		await chat.send({ type: 'template', name: 'ours', language: 'pt_BR', rendered: 'Oi Marta!' });
		expect((await chat.entries())[0]?.content).toMatchObject({ drawing: { text: 'Oi Marta!' } });
	});

	it('refuses promotions to a customer who stopped them, and nothing else', async () => {
		const chat = await openChat();
		expect(await chat.send(OFFER)).toHaveProperty('messageId');
		await chat.post({
			type: 'consent',
			id: 'c1',
			customer: MARTA,
			state: 'optedOut',
			scope: 'marketing',
		});
		expect(await chat.send(OFFER)).toEqual({ code: 131050 });
		expect(await chat.send(REMINDER)).toHaveProperty('messageId');
		chat.later(1);
		await chat.post({
			type: 'consent',
			id: 'c2',
			customer: MARTA,
			state: 'optedIn',
			scope: 'marketing',
		});
		expect(await chat.send(OFFER)).toHaveProperty('messageId');
	});

	it('refuses an address that is no phone number', async () => {
		const chat = await openChat();
		expect(await chat.send(REMINDER, 'marta')).toEqual({ code: 131026 });
	});

	it('refuses files that are neither https nor uploaded', async () => {
		const chat = await openChat();
		const url = 'ftp://shop.example/a.jpg';
		expect(await chat.send({ type: 'image', media: { from: 'url', url } })).toMatchObject({
			code: 131053,
		});
	});

	it('names the invalid part and never the text of the message', async () => {
		const chat = await openChat();
		const secret = 'canary';
		const buttons = [{ id: '1', title: secret.repeat(4) }];
		expect(await chat.send({ type: 'buttons', text: secret, buttons })).toEqual({
			code: 131009,
			details: 'buttons.0.title must have at most 20 characters.',
		});
		expect(await chat.send({ type: 'text' } as OutboundMessage)).toEqual({
			code: 131008,
			details: 'text is missing.',
		});
	});

	it('leaves no part of a refused message in the chat', async () => {
		const chat = await newChat();
		await chat.send({ type: 'text', text: 'hello?' });
		expect(await chat.entries()).toEqual([]);
	});

	it('executes no request to any other address', async () => {
		const { store, now } = await newChat();
		const request = { method: 'GET', url: 'https://shop.example/' } as const;
		expect(await deliverToSimulator(request, { store, now: now() })).toMatchObject({ ok: false });
	});
});

describe('simulator: the limits of sender and receiver', () => {
	const long = (characters: number) => '🥐'.repeat(characters);
	const choices = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ id: `id ${index}`, title: `title ${index}` }));
	const buttons = (changes: Partial<ButtonsMessage>): OutboundMessage => ({
		type: 'buttons',
		text: 'x',
		buttons: choices(1),
		...changes,
	});
	const list = (changes: Partial<ListMessage>): OutboundMessage => ({
		type: 'list',
		text: 'x',
		buttonText: 'x',
		sections: [{ rows: choices(1) }],
		...changes,
	});
	const row = { id: 'x', title: 'x' };

	it.each<[string, number, (size: number) => OutboundMessage]>([
		['text', LIMITS.textCharacters, (n) => ({ type: 'text', text: long(n) })],
		[
			'caption',
			LIMITS.captionCharacters,
			(n) => ({
				type: 'image',
				media: { from: 'url', url: 'https://a.example/a.png' },
				caption: long(n),
			}),
		],
		[
			'reference',
			LIMITS.referenceCharacters,
			(n) => ({ type: 'text', text: 'x', reference: long(n) }),
		],
		['body of buttons', LIMITS.interactive.bodyCharacters, (n) => buttons({ text: long(n) })],
		[
			'header',
			LIMITS.interactive.headerCharacters,
			(n) => buttons({ header: { type: 'text', text: long(n) } }),
		],
		['footer', LIMITS.interactive.footerCharacters, (n) => buttons({ footer: long(n) })],
		['number of buttons', LIMITS.buttons.count, (n) => buttons({ buttons: choices(n) })],
		[
			'title of a button',
			LIMITS.buttons.titleCharacters,
			(n) => buttons({ buttons: [{ id: 'x', title: long(n) }] }),
		],
		[
			'id of a button',
			LIMITS.buttons.idCharacters,
			(n) => buttons({ buttons: [{ id: long(n), title: 'x' }] }),
		],
		['body of a list', LIMITS.list.bodyCharacters, (n) => list({ text: long(n) })],
		['button of a list', LIMITS.list.buttonTextCharacters, (n) => list({ buttonText: long(n) })],
		['rows of a list', LIMITS.list.rows, (n) => list({ sections: [{ rows: choices(n) }] })],
		[
			'sections of a list',
			LIMITS.list.sections,
			(n) =>
				list({ sections: choices(n).map(({ id }) => ({ title: id, rows: [{ id, title: 'x' }] })) }),
		],
		[
			'title of a section',
			LIMITS.list.sectionTitleCharacters,
			(n) => list({ sections: [{ title: long(n), rows: [row] }] }),
		],
		[
			'title of a row',
			LIMITS.list.rowTitleCharacters,
			(n) => list({ sections: [{ rows: [{ id: 'x', title: long(n) }] }] }),
		],
		[
			'description of a row',
			LIMITS.list.rowDescriptionCharacters,
			(n) => list({ sections: [{ rows: [{ ...row, description: long(n) }] }] }),
		],
		[
			'id of a row',
			LIMITS.list.rowIdCharacters,
			(n) => list({ sections: [{ rows: [{ id: long(n), title: 'x' }] }] }),
		],
		[
			'title of a link',
			LIMITS.linkButton.titleCharacters,
			(n) => ({ type: 'linkButton', text: 'x', title: long(n), url: 'https://a.example' }),
		],
		[
			'button of a form',
			LIMITS.form.buttonTextCharacters,
			(n) => ({ type: 'form', text: 'x', buttonText: long(n), formId: '1' }),
		],
		[
			'number of contacts',
			LIMITS.contacts.count,
			(n) => ({
				type: 'contacts',
				contacts: Array.from({ length: n }, () => ({ name: 'Ana', phones: ['+5531988880003'] })),
			}),
		],
	])(
		'accepts the %s up to %i and refuses one more, as the adapter says',
		async (_name, limit, message) => {
			const chat = await openChat();
			const declared = capabilities('whatsapp');
			expect(checkLimits(message(limit), declared)).toEqual([]);
			expect(await chat.send(message(limit))).toHaveProperty('messageId');
			expect(checkLimits(message(limit + 1), declared)).not.toEqual([]);
			expect(await chat.send(message(limit + 1))).toMatchObject({ code: 131009 });
		},
	);
});

describe('simulator: signals and files', () => {
	const sign = async (chat: SimulatedChat, url: string, messageId: string) =>
		await deliverToSimulator(
			{ method: 'POST', url, json: { messageId, from: { id: BUSINESS, channel: 'whatsapp' } } },
			{ store: chat.store, now: chat.now() },
		);

	it('turns the ticks of a message of the customer blue', async () => {
		const chat = await newChat();
		await chat.post(aMessage('hi', 'sim.in.5511988880001.a'));
		expect((await chat.entries())[0]?.state).toBe('delivered');
		await sign(chat, 'simulator://read', 'sim.in.5511988880001.a');
		expect((await chat.entries())[0]?.state).toBe('read');
	});

	it('shows typing to the customer who is answered, and marks the message as read', async () => {
		const chat = await newChat();
		await chat.post(aMessage('hi', 'sim.in.5511988880001.a'));
		await sign(chat, 'simulator://typing', 'sim.in.5511988880001.a');
		expect(await chat.entries()).toMatchObject([
			{ state: 'read' },
			{ customerId: MARTA.id, from: 'bot', content: { kind: 'typing' } },
		]);
	});

	it('refuses typing for a message that does not exist', async () => {
		expect(await sign(await newChat(), 'simulator://typing', 'wamid.1')).toMatchObject({
			ok: false,
		});
	});

	it('returns the file of a message, and no other', async () => {
		const chat = await newChat();
		const media = { content: 'data:text/plain;base64,b2zDoQ==', fileName: 'olá.txt' };
		const message = { type: 'document', media };
		await chat.post({ type: 'message', id: 'sim.in.1.f', customer: MARTA, message });
		const ask = (messageId: string) =>
			deliverToSimulator(
				{ method: 'GET', url: 'simulator://media', query: { businessId: BUSINESS, messageId } },
				{ store: chat.store, now: chat.now() },
			);
		expect(await ask('sim.in.1.f')).toMatchObject({
			ok: true,
			body: { content: Buffer.from('olá'), mimeType: 'text/plain', fileName: 'olá.txt' },
		});
		expect(await ask('sim.in.1.g')).toMatchObject({ ok: false });
	});

	it('returns a file that version 0.1.0 kept inside the chat', async () => {
		const chat = await newChat();
		const media = { content: 'data:text/plain;base64,b2zDoQ==', fileName: 'olá.txt' };
		const content = { kind: 'inbound', message: { type: 'document', media } };
		const entry = { messageId: 'old', customerId: MARTA.id, from: 'customer', content } as const;
		await chat.store.simulator.append(BUSINESS, entry, chat.now());
		const query = { businessId: BUSINESS, messageId: 'old' };
		const request = { method: 'GET', url: 'simulator://media', query } as const;
		expect(await deliverToSimulator(request, { store: chat.store, now: chat.now() })).toMatchObject(
			{ ok: true, body: { content: Buffer.from('olá'), fileName: 'olá.txt' } },
		);
	});
});
