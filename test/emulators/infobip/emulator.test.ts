import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Http } from '../../../messaging/http';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import { infobip } from '../../../providers/infobip';
import type { Channel } from '../../../messaging/provider-names';
import { httpPort } from '../http-port';
import { startInfobipEmulator } from './emulator';
import type { InfobipEmulatorOptions } from './emulator-types';
import { DEFAULT_API_KEY } from './world';

// Tests the provider with the emulator, as trigger and node use it in n8n.

/** The first request of each kind compiles a document of Infobip's, which is big. */
jest.setTimeout(30_000);

const TOKEN = 'webhook-token-0001';
const MARTA = '+5511988880001';
const opened: Array<{ close(): Promise<void> }> = [];

interface Arrived {
	headers: IncomingHttpHeaders;
	query: Record<string, string>;
	body: unknown;
}

async function receiver(): Promise<{ url: string; arrived: Arrived[] }> {
	const arrived: Arrived[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams);
			const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
			arrived.push({ headers: request.headers, query, body });
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	opened.push({
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/x`, arrived };
}

async function start(options: InfobipEmulatorOptions = {}) {
	const emulator = await startInfobipEmulator(options);
	opened.push(emulator);
	const { url, arrived } = await receiver();
	const http: Http = httpPort(async (request) => ({
		...request,
		headers: { ...request.headers, authorization: `App ${DEFAULT_API_KEY}` },
	}));
	const account = { baseUrl: emulator.baseUrl };
	const target = {
		url,
		verifyToken: '',
		webhookToken: TOKEN,
		account,
		replaceForeign: false,
		test: false,
		ours: [],
	};
	const registered = await infobip.registration.create(target, http);
	if (!registered.ok) throw new Error(registered.error.title);
	const events = () =>
		arrived.flatMap(({ headers, query, body }) => {
			const request = {
				method: 'POST',
				headers: headers as Record<string, string>,
				query,
				rawBody: Buffer.alloc(0),
				body,
				receivedAt: new Date(),
				receiver: 'x',
			};
			const authenticated = infobip.authenticate(request, { webhookToken: TOKEN });
			if (!authenticated.ok) throw new Error(authenticated.reason);
			return infobip.parse(request);
		});
	const send = async (message: OutboundMessage, channel: Channel = 'whatsapp', to = MARTA) => {
		const id = channel === 'whatsapp' ? '551140000000' : 'PadariaSol';
		const answer = await http(infobip.build(message, { id: to }, { id, channel, account }));
		return answer.ok
			? infobip.readResponse(answer)
			: { ok: false as const, error: infobip.explainError(answer.failure) };
	};
	return { emulator, http, account, events, send };
}

afterEach(async () => {
	for (const server of opened.splice(0)) await server.close();
});

describe('infobip emulator: a conversation', () => {
	it.each(['whatsapp', 'viber'] as const)('sends and receives on %s', async (channel) => {
		const { emulator, events, send } = await start({ statuses: ['sent', 'delivered', 'read'] });
		const { id, delivery } = await emulator.customerSends({ from: MARTA, text: 'olá', channel });
		expect(delivery).toMatchObject({ delivered: true, status: 200 });
		const [asked] = events();
		expect(asked).toMatchObject({ event: 'message', id, channel, message: { text: 'olá' } });
		const sent = await send(
			{ type: 'text', text: 'Oi, Marta', reference: 'r1' },
			channel,
			asked?.contact.id,
		);
		expect(sent).toMatchObject({ ok: true });
		await emulator.settled();
		expect(emulator.messages).toMatchObject([{ channel, to: '5511988880001', text: 'Oi, Marta' }]);
		const states = events().slice(1);
		expect(states.map(({ status }) => status?.state)).toEqual(['sent', 'delivered', 'read']);
		for (const event of states) {
			expect(event).toMatchObject({ channel, contact: { id: MARTA } });
			expect(event.status?.messageId).toBe(emulator.messages[0]?.id);
		}
	});

	it('reports opt-outs in WhatsApp, and refuses promotions from then on', async () => {
		const template = {
			name: 'oferta',
			language: 'pt_BR',
			category: 'MARKETING' as const,
			structure: { body: { text: 'Oi' } },
		};
		const { emulator, events, send } = await start({
			templates: [template],
			customers: [{ phone: MARTA }],
		});
		await emulator.customerSetsMarketing(MARTA, 'stop');
		expect(events()).toMatchObject([{ consent: { state: 'optedOut', scope: 'marketing' } }]);
		await send({ type: 'template', name: 'oferta', language: 'pt_BR' });
		await emulator.settled();
		expect(events().at(-1)).toMatchObject({
			status: { state: 'failed', error: { code: '7033', meaning: 'optedOut' } },
		});
	});
});

describe('infobip emulator: what it refuses', () => {
	it.each([
		['a closed window', { customers: [{ phone: MARTA }] }, '7010', 'windowClosed'],
		['an unknown number', {}, '7002', undefined],
	])('reports %s after it accepted the message', async (_what, options, code, meaning) => {
		const { emulator, events, send } = await start(options);
		expect(await send({ type: 'text', text: 'oi' })).toMatchObject({ ok: true });
		await emulator.settled();
		const error = events().at(-1)?.status?.error;
		expect(error).toMatchObject({ code });
		expect(error?.meaning).toBe(meaning);
	});

	it('rejects an obvious mistake at once', async () => {
		const blocked = await start({ customers: [{ phone: MARTA, blocklisted: true }] });
		expect(await blocked.send({ type: 'text', text: 'oi' })).toMatchObject({
			error: { code: 'REJECTED_DESTINATION_BLOCKLISTED', meaning: 'optedOut' },
		});
		const poor = await start({ hasCredit: false });
		expect(await poor.send({ type: 'text', text: 'oi' })).toMatchObject({
			error: { code: 'REJECTED_NOT_ENOUGH_CREDITS' },
		});
		expect(blocked.emulator.messages).toEqual([]);
	});

	it('refuses a wrong key and a body that the documents refuse, in the form of the product', async () => {
		const { account, emulator } = await start();
		const stranger = httpPort(async (request) => ({
			...request,
			headers: { authorization: 'App x' },
		}));
		const request = infobip.build(
			{ type: 'text', text: 'oi' },
			{ id: MARTA },
			{ id: 'PadariaSol', channel: 'viber', account },
		);
		expect(await stranger(request)).toMatchObject({
			failure: { status: 401, body: { errorCode: 'E401' } },
		});
		expect(emulator.messages).toEqual([]);
	});

	it('answers with an error when a test orders one', async () => {
		const { emulator, send } = await start({ unknownRecipients: 'accept' });
		emulator.failNext({ status: 429, headers: { 'retry-after': '2' } });
		expect(await send({ type: 'text', text: 'oi' })).toMatchObject({
			error: { retry: 'now', retryAfterSeconds: 2 },
		});
		expect(await send({ type: 'text', text: 'oi' })).toMatchObject({ ok: true });
	});
});

describe('infobip emulator: SMS as failover', () => {
	const failover = { channel: 'sms', text: 'Por SMS', from: 'PADARIA' } as const;

	it.each(['whatsapp', 'viber'] as const)(
		'an SMS failover is sent when %s does not reach the customer',
		async (channel) => {
			const customers = [{ phone: MARTA, windowOpen: true, notOn: [channel] }];
			const { emulator, send } = await start({ customers });
			await send({ type: 'text', text: 'oi', failover }, channel);
			expect(emulator.messages).toMatchObject([
				{ channel, error: 7002 },
				{ channel: 'sms', from: 'PADARIA', to: '5511988880001', text: 'Por SMS' },
			]);
			expect(emulator.messages[1]?.failoverOf).toBe(emulator.messages[0]?.id);
		},
	);

	it('an SMS failover is not sent when the message arrives', async () => {
		const { emulator, send } = await start({ unknownRecipients: 'accept' });
		await send({ type: 'text', text: 'oi', failover });
		expect(emulator.messages).toHaveLength(1);
	});
});
