import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { botmaker } from '../../../providers/botmaker';
import { delivery } from '../../fixtures/inbound';
import { httpPort } from '../http-port';
import { startBotmakerEmulator, type BotmakerEmulator } from './emulator';
import type { BotmakerEmulatorOptions } from './options';

const TOKEN = 'invented-webhook-token';
const CHANNEL = 'padaria-whatsapp-551140000001';

let emulator: BotmakerEmulator;
let listener: Server;
const received: Array<{ token: string | undefined; body: unknown }> = [];

beforeEach(async () => {
	received.length = 0;
	listener = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
			received.push({ token: request.headers['auth-bm-token'] as string | undefined, body });
			response.end();
		});
	});
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	await emulator.close();
	await new Promise((resolve) => listener.close(resolve));
});

async function start(options: BotmakerEmulatorOptions = {}): Promise<void> {
	emulator = await startBotmakerEmulator(options);
	const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/webhook`;
	emulator.enterWebhook({ url, token: TOKEN });
}

function call(method: 'GET' | 'POST' | 'PATCH', path: string, json?: unknown, token?: string) {
	const accessToken = token ?? emulator.world.tokens.accessToken;
	const headers = { 'access-token': accessToken };
	return httpPort()({ method, url: `${emulator.baseUrl}/v2.0/${path}`, json, headers });
}

const send = (json: unknown) => call('POST', 'chats-actions/send-messages', json);
const chat = { channelId: CHANNEL, contactId: '5511988880001' };
const refusal = (status: number) => ({ ok: false, failure: { kind: 'refused', status } });

describe('emulated Botmaker: tokens', () => {
	it('replaces both tokens at a renewal and refuses the old ones', async () => {
		await start();
		const { clientId, secretId, tokens } = emulator.world;
		const renewal = { clientId, secretId, refreshToken: tokens.refreshToken };
		const first = await call('POST', 'auth/credentials', renewal, 'none');
		expect(first).toMatchObject({ ok: true, body: emulator.world.tokens });
		expect(await call('POST', 'auth/credentials', renewal, 'none')).toMatchObject(refusal(401));
		expect(await call('GET', 'intents', undefined, tokens.accessToken)).toMatchObject(refusal(401));
		expect(emulator.world).toMatchObject({ refreshes: 1, refusedRefreshes: 1 });
	});

	it('allows three renewals a minute and one request of the channels a second', async () => {
		await start();
		for (let attempt = 1; attempt <= 3; attempt++) {
			const body = { clientId: 'x', secretId: 'x', refreshToken: 'x' };
			expect(await call('POST', 'auth/credentials', body)).toMatchObject(refusal(401));
		}
		expect(await call('POST', 'auth/credentials', {})).toMatchObject(refusal(429));
		expect(await call('GET', 'channels')).toMatchObject({ ok: true });
		expect(await call('GET', 'channels')).toMatchObject(refusal(429));
	});
});

describe('emulated Botmaker: sends', () => {
	it.each([
		['no chat', { messages: [{ text: 'a' }] }],
		[
			'a plus in the contact',
			{ chat: { ...chat, contactId: '+5511988880001' }, messages: [{ text: 'a' }] },
		],
		[
			'another account’s channel',
			{ chat: { ...chat, channelId: 'x-whatsapp-1' }, messages: [{ text: 'a' }] },
		],
		['no messages', { chat, messages: [] }],
		['an empty message', { chat, messages: [{ webhookPayload: 'x' }] }],
	])('refuses %s', async (_name, body) => {
		await start();
		expect(await send(body)).toMatchObject(refusal(400));
		expect(emulator.messages).toEqual([]);
	});

	it('refuses an intent that does not exist and a template that is not approved', async () => {
		await start({ templates: [{ name: 't', locale: 'pt_BR', body: 'x', state: 'REJECTED' }] });
		for (const intentIdOrName of ['nada', 't']) {
			const trigger = { chat, intentIdOrName };
			expect(await call('POST', 'chats-actions/trigger-intent', trigger)).toMatchObject(
				refusal(400),
			);
		}
	});

	it('accepts a message and reports its outcome', async () => {
		await start({ statuses: ['sent', 'read'], echoes: true });
		const answer = await send({ chat, messages: [{ text: 'Oi', webhookPayload: 'p-1' }] });
		const id = emulator.messages[0]?.id ?? '';
		expect(answer).toMatchObject({ status: 202, body: { webhookNotificationId: id } });
		await emulator.settled();
		const events = received.flatMap(({ body }) => botmaker.parse(delivery(body)));
		expect(events.map(({ event, status }) => [event, status?.messageId, status?.state])).toEqual([
			['status', id, 'sent'],
			['status', id, 'read'],
		]);
		expect(events[0]?.status?.reference).toBe('p-1');
		expect(received.map(({ token }) => token)).toEqual([TOKEN, TOKEN, TOKEN]);
	});

	it('accepts a message outside of the 24 hours, and reports by webhook that it failed', async () => {
		await start({ closedWindows: ['5511988880001'] });
		expect(await send({ chat, messages: [{ text: 'Oi' }] })).toMatchObject({ ok: true });
		await emulator.settled();
		const [event] = received.flatMap(({ body }) => botmaker.parse(delivery(body)));
		expect(event?.status).toMatchObject({ state: 'failed', error: { meaning: 'windowClosed' } });
	});

	it('refuses unknown contacts and closed windows in the answer on request', async () => {
		await start({
			refusals: 'response',
			closedWindows: ['5511988880001'],
			unknownContacts: ['5511988880002'],
		});
		const closed = await send({ chat, messages: [{ text: 'Oi' }] });
		expect(!closed.ok && botmaker.explainError(closed.failure).meaning).toBe('windowClosed');
		const unknown = { ...chat, contactId: '5511988880002' };
		expect(await send({ chat: unknown, messages: [{ text: 'Oi' }] })).toMatchObject(refusal(400));
	});
});

describe('emulated Botmaker: customers', () => {
	it('lets a customer write and tap on every channel', async () => {
		await start({
			channels: [
				{ id: CHANNEL, platform: 'whatsapp', number: '551140000001' },
				{ id: 'padaria-telegram-7', platform: 'telegram' },
			],
		});
		const first = await emulator.customerSends({
			from: '5511988880001',
			name: 'Marta',
			text: 'Oi',
		});
		expect(first.delivery).toMatchObject({ delivered: true });
		await emulator.customerSends({ from: '80001', text: 'Oi', channel: 'padaria-telegram-7' });
		await emulator.customerSends({ from: '5511988880001', text: 'Sim', button: 'yes' });
		await emulator.customerSends({ from: '5511988880001', text: 'Aqui é o Rui', author: 'agent' });
		const events = received.flatMap(({ body }) => botmaker.parse(delivery(body)));
		expect(events).toMatchObject([
			{ event: 'message', id: first.id, channel: 'whatsapp', contact: { id: '+5511988880001' } },
			{ event: 'message', channel: 'telegram', contact: { id: '80001' } },
			{ event: 'buttonClick', button: { id: 'yes' } },
			{ event: 'handover' },
		]);
	});
});
