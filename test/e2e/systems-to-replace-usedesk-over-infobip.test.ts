import { randomInt } from 'node:crypto';

import { startInfobipEmulator } from '../emulators/infobip/emulator';
import type { CustomerMessage, InfobipEmulator } from '../emulators/infobip/emulator-types';
import { startUsedeskEmulator, type UsedeskEmulator } from '../emulators/usedesk/emulator';
import { eventually } from './harness/eventually';
import { hearing, type Hearing } from './harness/heard-texts';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that Usedesk works over Infobip both ways on WhatsApp and Viber: answers, the template that an
// agent chooses after 24 hours, failures, files, and a dialogue that an agent begins. That the real Usedesk and Infobip
// behave like the emulators, it does not.

const NUMBER = '551140000001';
const TOKEN = 'usedesk-address-token';
const HOUR_MS = 3_600_000;
const TEMPLATE = {
	...{ name: 'pedido_pronto', language: 'pt_BR' },
	structure: { body: { text: 'Olá {{1}}, o pedido {{2}} está pronto.' } },
};

interface Customer extends Hearing {
	phone: string;
	writes(text: string, more?: Partial<CustomerMessage>): Promise<void>;
}

describe('Usedesk over Infobip', () => {
	let n8n: RunningN8n;
	let infobip: InfobipEmulator;
	let usedesk: UsedeskEmulator;
	let system: PublishedSystem;
	/** Time between the messages of customers and now. */
	let hoursAgo = 0;
	const unreachable = newPhone();

	beforeAll(async () => {
		n8n = sharedN8n();
		infobip = await startInfobipEmulator({
			...{ apiKey: 'key-ib', whatsAppNumbers: [NUMBER], unknownRecipients: 'accept' },
			...{ templates: [TEMPLATE], now: () => new Date(Date.now() - hoursAgo * HOUR_MS) },
			customers: [{ phone: unreachable, windowOpen: true, notOn: ['whatsapp'] }],
		});
		usedesk = await startUsedeskEmulator();
		const credentials = {
			Infobip: await n8n.createCredential('Infobip', 'businessMessagingInfobipApi', {
				...{ apiKey: 'key-ib', baseUrl: infobip.baseUrl, webhookRegistration: 'subscription' },
			}),
			Usedesk: await n8n.createCredential('Usedesk', 'businessMessagingUsedeskApi', {
				...{ server: 'own', baseUrl: `${usedesk.baseUrl}/`, apiToken: usedesk.world.secretKey },
				...{ companyId: usedesk.world.companyId, addressToken: TOKEN },
			}),
		};
		system = await publishSystem(n8n, 'usedesk-over-infobip', { credentials });
		const { usedeskUrl = '' } = system['2-usedesk-to-messengers'] ?? {};
		usedesk.setRedirectUrl(`${usedeskUrl}?token=${TOKEN}`);
	});
	beforeEach(() => {
		hoursAgo = 0;
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await infobip?.close();
		await usedesk?.close();
	});

	const customer = (channel: 'whatsapp' | 'viber' = 'whatsapp', phone = newPhone()): Customer => ({
		phone,
		...hearing(`${phone} on ${channel}`, () =>
			infobip.messages
				.filter((message) => message.channel === channel && phone.endsWith(message.to))
				.map(({ text, body }) => text || JSON.stringify(body)),
		),
		writes: async (text, more = {}) => {
			const sent = { from: phone, name: 'Ana', channel, text, ...more };
			const { delivery } = await infobip.customerSends(sent);
			if (!delivery.delivered) throw new Error(`n8n did not take it: ${JSON.stringify(delivery)}`);
		},
	});
	/** Waits for the chat of a customer, and returns it with what the customer wrote there. */
	const chatOf = async ({ phone }: Customer, ...texts: string[]) => {
		const found = () => [...usedesk.world.chats].find(([, { contactId }]) => contactId === phone);
		await eventually(() => {
			const [id] = found() ?? [];
			const written = usedesk.world.chatMessages.filter(
				({ chatId, from }) => chatId === id && from === 'client',
			);
			expect(written.map(({ text }) => text)).toEqual(texts);
		});
		const [chatId = 0, chat] = found() ?? [];
		const ticketId = chat?.ticketId ?? 0;
		await ticketKept(ticketId);
		const notes = () =>
			usedesk.world.comments
				.filter(({ ticket_id, type }) => ticket_id === ticketId && type === 'private')
				.map(({ message }) => message);
		return {
			chatId,
			ticketId,
			notes,
			answers: (text: string) => usedesk.agentAnswers(chatId, text),
		};
	};
	/** Waits until n8n has kept the ticket of the chat, which it does after it has added the message. */
	const ticketKept = (ticketId: number) =>
		eventually(async () => {
			const id = system['1-messengers-to-usedesk']?.id ?? '';
			const done = (await n8n.executions(id)).filter(({ status }) => status === 'success');
			expect(JSON.stringify(done)).toContain(String(ticketId));
		});

	it('carries messages and answers both ways on both messengers, and answers nothing itself', async () => {
		const [ana, rui] = [customer(), customer('viber')];
		await Promise.all([ana.writes('cadê meu "pedido"?'), rui.writes('olá')]);
		const [ofAna, ofRui] = [await chatOf(ana, 'cadê meu "pedido"?'), await chatOf(rui, 'olá')];
		expect(ofAna.ticketId).not.toBe(ofRui.ticketId);
		await ofAna.answers('Saiu hoje, Ana.');
		await ofRui.answers('Boa tarde, Rui.');
		await ana.hears('Saiu hoje, Ana.');
		await rui.hears('Boa tarde, Rui.');
		await ana.writes('obrigada');
		await chatOf(ana, 'cadê meu "pedido"?', 'obrigada');
		await chatOf(rui, 'olá');
		await ana.hearsNothing();
	});

	it('hints after 24 hours, and sends the template that the agent chooses with its values', async () => {
		const ana = customer();
		hoursAgo = 25;
		await ana.writes('meu pedido?');
		hoursAgo = 0;
		const { answers, notes } = await chatOf(ana, 'meu pedido?');
		await answers('Está pronto.');
		await eventually(() =>
			expect(notes()).toEqual([expect.stringContaining('docs.usedesk.com/24h')]),
		);
		await ana.hearsNothing();
		await answers('/modelo pedido_pronto Ana');
		await eventually(() => expect(notes()[1]).toMatch(/template needs a value/));
		await answers('/modelo pedido_pronto Ana; A-1');
		await eventually(() =>
			expect(infobip.messages.filter(({ to }) => ana.phone.endsWith(to))).toMatchObject([
				{ type: expect.stringContaining('template') },
			]),
		);
		expect(JSON.stringify(infobip.messages.at(-1)?.body)).toMatch(/Ana.*A-1/);
		expect(notes()).toHaveLength(2);
	});

	it('writes into the ticket why a message was not delivered', async () => {
		const ana = customer('whatsapp', unreachable);
		await ana.writes('oi');
		const { answers, notes } = await chatOf(ana, 'oi');
		await answers('Olá!');
		await eventually(() => expect(notes()).toEqual([expect.stringMatching(/./)]));
	});

	it('puts a file of the customer into the ticket', async () => {
		const picture = infobip.addMedia({ content: Buffer.from('a picture'), mimeType: 'image/jpeg' });
		const ana = customer();
		await ana.writes('', { message: { type: 'IMAGE', url: picture.url } });
		const { notes } = await chatOf(ana, '📎');
		await eventually(() => expect(notes()).toEqual(['Arquivo do cliente']));
		expect(usedesk.world.files.at(-1)?.content.toString()).toBe('a picture');
	});

	it.each([
		['nota.pdf', 'whatsapp', 'document'],
		['foto.jpg', 'whatsapp', 'image'],
		['nota.pdf', 'viber', 'text'],
	] as const)('sends the file %s of the agent on %s', async (file, channel, kind) => {
		const url = `https://files.example/${file}`;
		const ana = customer(channel);
		await ana.writes('e a nota?');
		const { chatId, ticketId } = await chatOf(ana, 'e a nota?');
		await usedesk.sendWebhook({
			...{ chat_id: chatId, text: 'Aqui está.', from: 'user', secret: usedesk.world.secretKey },
			ticket: { id: String(ticketId), files: [url] },
		});
		await eventually(() => {
			const [sent] = infobip.messages.filter(({ to }) => ana.phone.endsWith(to));
			expect(sent?.type.toLowerCase()).toContain(kind);
			expect(JSON.stringify(sent?.body)).toContain(url);
		});
	});

	it('begins a dialogue from a form: a template to the customer, and a ticket', async () => {
		const ana = customer();
		const form = new FormData();
		for (const [index, value] of [ana.phone, 'Ana', 'A-7'].entries()) {
			form.append(`field-${index}`, value);
		}
		const { formUrl = '' } = system['3-start-a-dialogue'] ?? {};
		await fetch(formUrl, { method: 'POST', body: form });
		await eventually(() =>
			expect([...usedesk.world.tickets.values()].at(-1)).toMatchObject({
				...{ subject: 'A-7', client_name: 'Ana', additional_id: ana.phone },
				message: 'Olá Ana, o pedido A-7 está pronto.',
			}),
		);
		expect(infobip.messages.filter(({ to }) => ana.phone.endsWith(to))).toHaveLength(1);
	});
});

function newPhone(): string {
	return `+55119${randomInt(60_000_000, 100_000_000)}`;
}
