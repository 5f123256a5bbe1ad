import { BusinessMessagingChatArchitectApi } from '../../../credentials/BusinessMessagingChatArchitectApi.credentials';
import type { Http } from '../../../messaging/http';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import type { Sender, SendResult } from '../../../messaging/provider';
import { chatArchitect } from '../../../providers/chatArchitect';
import { outboundFixtures } from '../../contracts/outbound-contract';
import { delivery } from '../../fixtures/inbound';
import { httpPort } from '../http-port';
import { startCallbackServer, type CallbackServer } from '../whatsapp-cloud/callback-server';
import { startChatArchitectEmulator } from './emulator';
import type { ChatArchitectEmulator, ChatArchitectEmulatorOptions } from './emulator-types';
import { checkMessage } from './payload-rules';

/** Tests the provider with the emulator: requests are accepted, and webhooks are read. */

const TEMPLATE = {
	id: 't-77',
	elementName: 'pedido_pronto',
	languageCode: 'pt_BR',
	category: 'UTILITY',
	templateType: 'TEXT',
	status: 'APPROVED',
	data: 'Olá {{1}}, seu pedido está pronto.',
};
const TOKEN = 'invented-webhook-token-0001';
const CUSTOMER = { id: '+5511988880001' };
const credential = new BusinessMessagingChatArchitectApi();

let emulator: ChatArchitectEmulator;
let callback: CallbackServer;
let http: Http;
let app: Sender;

async function start(
	options: ChatArchitectEmulatorOptions = {},
	appSecret = 'right',
): Promise<void> {
	emulator = await startChatArchitectEmulator({
		appId: 'invented-app',
		appSecret: 'right',
		storage: { crm: 'storage-canary' },
		templates: [TEMPLATE],
		...options,
	});
	callback = await startCallbackServer('');
	const account = { baseUrl: emulator.baseUrl, appId: 'invented-app' };
	app = { id: '+551140000001', channel: 'whatsapp', account };
	http = httpPort((request) => credential.authenticate({ ...account, appSecret }, request), 500);
}

afterEach(async () => {
	await emulator.close();
	await callback.close();
});

async function sendMessage(message: OutboundMessage): Promise<SendResult> {
	const answer = await http(chatArchitect.build(message, CUSTOMER, app));
	return answer.ok
		? chatArchitect.readResponse(answer)
		: { ok: false, error: chatArchitect.explainError(answer.failure) };
}

const send = (text: string) => sendMessage({ type: 'text', text });

async function register(): Promise<void> {
	const outcome = await chatArchitect.registration.create(
		{
			url: callback.url('/messages'),
			verifyToken: '',
			webhookToken: TOKEN,
			account: app.account,
			replaceForeign: false,
			test: false,
			ours: [],
		},
		http,
	);
	expect(outcome.ok).toBe(true);
}

const eventsOf = () =>
	callback.received.flatMap(({ rawBody }) =>
		chatArchitect.parse(delivery(JSON.parse(rawBody.toString('utf8')))),
	);

describe('chatArchitect: emulator, on the way out', () => {
	it('takes every golden body', async () => {
		await start();
		const bodies = outboundFixtures().flatMap(({ name, bodies: { chatArchitect: body } }) =>
			// The one raw body is about a kind of message that is not documented.
			body === undefined || name === 'gupshup-raw' ? [] : [{ name, body }],
		);
		expect(bodies.length).toBeGreaterThan(20);
		const refused = bodies.flatMap(({ name, body }) => {
			const verdict = checkMessage(body as Record<string, unknown>);
			return 'refused' in verdict ? [`${name}: ${verdict.refused}`] : [];
		});
		expect(refused).toEqual([]);
	});

	it.each([
		['a text in the field of Gupshup', { type: 'text', text: 'Oi' }],
		['an empty text', { type: 'text', message: '' }],
		['an unknown kind', { type: 'sticker', url: 'https://padaria.example/a.webp' }],
		['a file without https', { type: 'video', url: 'http://padaria.example/a.mp4' }],
		[
			'four buttons',
			{
				type: 'quick_reply',
				msgid: 'm',
				content: { type: 'text', text: 'Qual?' },
				options: ['a', 'b', 'c', 'd'].map((title) => ({ type: 'text', title })),
			},
		],
	])('refuses %s', (_name, payload) => {
		expect(checkMessage({ destination: '5511988880001', payload })).toHaveProperty('refused');
	});

	it('accepts a message, and returns its id', async () => {
		await start();
		const result = await send('Olá 🥐');
		expect(result).toEqual({ ok: true, messageId: emulator.messages[0]?.id });
		expect(emulator.messages).toMatchObject([{ to: '5511988880001', type: 'text' }]);
	});

	it.each([200, 401] as const)(
		'refuses a wrong key with status %d, and sends nothing',
		async (unauthorizedStatus) => {
			await start({ unauthorizedStatus }, 'wrong-secret-canary');
			const result = await send('Oi');
			expect(result).toMatchObject({
				ok: false,
				error: { meaning: 'wrongCredential', retry: 'no' },
			});
			expect(JSON.stringify(result)).not.toMatch(/canary/);
			expect(emulator.messages).toEqual([]);
		},
	);

	it('states the wait when it refuses for its rate, and has not accepted the message', async () => {
		await start();
		emulator.failNext({ status: 429, body: { status: 'error', message: 'Too Many Requests' } });
		expect(await send('Oi')).toMatchObject({
			ok: false,
			error: { meaning: 'rateLimited', retry: 'now', retryAfterSeconds: 10 },
		});
		expect(await send('Oi')).toMatchObject({ ok: true });
		expect(emulator.messages).toHaveLength(1);
	});

	it.each([
		['never answers', { hang: true }],
		['breaks off', { drop: true }],
		['answers with a page', { garbage: true }],
		['has a fault', { status: 503 }],
	] as const)('leaves it unknown whether a message was sent when it %s', async (_name, fault) => {
		await start();
		emulator.failNext({ ...fault, takesEffect: true });
		expect(await send('Oi')).toMatchObject({ ok: false, error: { mayHaveBeenSent: true } });
		expect(emulator.requests).toHaveLength(1);
	});

	it('lists, creates and takes templates', async () => {
		await start();
		const found = await chatArchitect.templates.get(app.account, 'pedido_pronto', 'pt_BR', http);
		if (!found.ok) throw new Error(found.error.reason);
		const filled = chatArchitect.templates.fill(found.value, { 'body.1': 'Marta' });
		if (!filled.ok) throw new Error('not filled');
		expect((await sendMessage(filled.message)).ok).toBe(true);
		expect(emulator.messages).toMatchObject([
			{ type: 'template', body: { template: { id: 't-77', params: ['Marta'] } } },
		]);
		const created = await chatArchitect.templates.create(
			app.account,
			{
				name: 'lembrete',
				language: 'pt_BR',
				category: 'utility',
				body: 'Olá {{1}}.',
				examples: ['Ana'],
			},
			http,
		);
		expect(created).toMatchObject({ ok: true, value: { status: 'pending' } });
		const refused = await chatArchitect.templates.create(
			app.account,
			{ name: 'Lembrete!', language: 'pt_BR', category: 'utility', body: 'Olá.', examples: [] },
			http,
		);
		expect(refused).toMatchObject({ ok: false, error: { reason: 'Invalid elementName' } });
		const listed = await chatArchitect.templates.list(app.account, http);
		expect(listed.ok && listed.value.map(({ name, status }) => [name, status])).toEqual([
			['pedido_pronto', 'approved'],
			['lembrete', 'pending'],
		]);
	});

	it('returns its number, and its storage stays private', async () => {
		await start();
		const listed = await chatArchitect.senders.list(app.account, http);
		expect(listed).toMatchObject({ ok: true, value: [{ id: '+551140000001' }] });
		expect(JSON.stringify(listed)).not.toContain('canary');
	});
});

describe.each([2, 3] as const)('chatArchitect: emulator, on the way in, version %d', (version) => {
	it('sends messages, taps and statuses to the registered address, with the token', async () => {
		await start({ version, statuses: ['sent', 'delivered'] });
		await register();
		await emulator.customerSends({ from: '+55 11 98888-0001', name: 'Marta', text: 'Oi' });
		const sent = await send('Olá');
		if (!sent.ok) throw new Error(sent.error.reason);
		await emulator.settled();
		await emulator.customerSends({
			from: '5511988880001',
			tap: { kind: 'button', id: 'sim', title: 'Sim', messageId: sent.messageId },
		});
		expect(new URL(emulator.webhook() ?? '').searchParams.get('token')).toBe(TOKEN);
		expect(emulator.deliveries.every(({ delivered }) => delivered)).toBe(true);
		expect(eventsOf()).toMatchObject([
			{ event: 'message', contact: { id: CUSTOMER.id, name: 'Marta' }, message: { text: 'Oi' } },
			{ event: 'status', status: { messageId: sent.messageId, state: 'sent' } },
			{ event: 'status', status: { messageId: sent.messageId, state: 'delivered' } },
			{ event: 'buttonClick', button: { id: 'sim', title: 'Sim' } },
		]);
	});

	it.each([
		['a number that is not on WhatsApp', { unknownNumbers: [CUSTOMER.id] }, '1002'],
		['a closed window', { enforceWindow: true }, '1008'],
	])('reports %s afterwards', async (_name, options, code) => {
		await start({ version, ...options });
		await register();
		const sent = await send('Oi');
		await emulator.settled();
		expect(sent.ok).toBe(true);
		expect(eventsOf()).toMatchObject([{ status: { state: 'failed', error: { code } } }]);
	});
});

describe('chatArchitect: emulator, opting in and out', () => {
	it('reports who opted out, but not its own test of the address', async () => {
		await start();
		await register();
		await emulator.sendUserEvent(CUSTOMER.id, 'sandbox-start');
		await emulator.sendUserEvent(CUSTOMER.id, 'opted-out');
		await emulator.sendUserEvent(CUSTOMER.id, 'opted-in');
		expect(eventsOf()).toMatchObject([
			{ contact: { id: CUSTOMER.id }, consent: { state: 'optedOut' } },
			{ contact: { id: CUSTOMER.id }, consent: { state: 'optedIn' } },
		]);
	});

	it('sends nothing before an address is registered, and demands https only when it must', async () => {
		await start({ requireHttpsCallbacks: true });
		const { delivery: lost } = await emulator.customerSends({ from: CUSTOMER.id, text: 'Oi' });
		expect(lost.delivered).toBe(false);
		const refused = await http({
			method: 'POST',
			url: `${emulator.baseUrl}/webhook`,
			json: { channel: 'whatsapp', webhook: callback.url('/'), webhook_separate: 'false' },
		});
		expect(refused.ok).toBe(false);
	});
});
