import { randomUUID } from 'node:crypto';

import { BusinessMessagingBlipApi } from '../../../credentials/BusinessMessagingBlipApi.credentials';
import { deliver } from '../../../delivery/deliver';
import type { DeliveryOutcome } from '../../../delivery/delivery';
import type { Http } from '../../../messaging/http';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import type { Sender } from '../../../messaging/provider';
import { blip } from '../../../providers/blip';
import { updateContact } from '../../../providers/blip/contacts';
import { openStore } from '../../../store/open-store';
import type { Store } from '../../../store/contracts/store';
import { delivery } from '../../fixtures/inbound';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { outboundFixtures } from '../../contracts/outbound-contract';
import { httpPort } from '../http-port';
import { startCallbackServer, type CallbackServer } from '../whatsapp-cloud/callback-server';
import { startBlipEmulator, type BlipEmulator } from './emulator';

const PHONE = '+5511988880001';
const MARTA = { phone: PHONE, waName: '551188880001', name: 'Marta' };
const TEMPLATE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	components: [{ type: 'BODY', text: 'Olá {{1}}' }],
};
const CANARY = 'emulated-router-secret';

let server: BlipEmulator;
let callbacks: CallbackServer;
let store: Store;
const folder = temporaryFolder();

beforeEach(async () => {
	server = await startBlipEmulator({ customers: [MARTA], templates: [TEMPLATE] });
	callbacks = await startCallbackServer('');
	store = await openStore({ file: folder.file(`${randomUUID()}.sqlite`) });
});
afterEach(async () => {
	await server.close();
	await callbacks.close();
	await store.close();
});

function speaker(bot: string, key = server.keyOf(bot)): { from: Sender; http: Http } {
	const data = { baseUrl: server.baseUrl, botId: bot, apiKey: key };
	const credential = new BusinessMessagingBlipApi();
	return {
		http: httpPort((options) => credential.authenticate(data, options)),
		from: {
			id: `${bot}@msging.net`,
			channel: 'whatsapp',
			account: { baseUrl: server.baseUrl, botId: bot },
		},
	};
}

function send(
	message: OutboundMessage,
	to: string,
	{ from, http } = speaker('acmerouter'),
): Promise<DeliveryOutcome> {
	const phone = to.startsWith('+') ? { phone: to } : {};
	return deliver(
		{
			message,
			to: { id: to, ...phone },
			from,
			rules: { consent: 'respectOptOut', closedWindow: 'block' },
		},
		blip,
		{
			store,
			http,
			sleep: async () => undefined,
			now: () => new Date(),
			pacer: { turn: async () => undefined, pauseUntil: () => undefined },
		},
	);
}

const filled: OutboundMessage = {
	type: 'template',
	name: 'pedido_pronto',
	language: 'pt_BR',
	body: [{ value: 'Marta' }],
};

/** Returns the explanations of Blip's later reports. */
async function reported(): Promise<unknown[]> {
	await server.settled();
	return callbacks.received
		.flatMap(({ rawBody }) => blip.parse(delivery(JSON.parse(rawBody.toString('utf8')))))
		.map(({ status }) => ({ state: status?.state, code: status?.error?.code }));
}

describe('blip emulator: sending', () => {
	it('accepts a template to a typed number, at the address that WhatsApp knows, with one look-up', async () => {
		expect(await send(filled, PHONE)).toMatchObject({ outcome: 'accepted' });
		expect(await send(filled, PHONE)).toMatchObject({ outcome: 'accepted' });
		expect(server.messages.map(({ to, failure }) => ({ to, failure }))).toEqual([
			{ to: '551188880001@wa.gw.msging.net', failure: undefined },
			{ to: '551188880001@wa.gw.msging.net', failure: undefined },
		]);
		const checks = server.requests.filter(({ path }) => path === '/commands');
		expect(checks).toHaveLength(1);
	});

	it('reports states under the id of the send', async () => {
		server.enterWebhook(callbacks.url('/in'));
		const sent = await send(filled, PHONE);
		await server.settled();
		const messageId = sent.outcome === 'accepted' ? sent.messageId : '';
		await server.sendNotification(messageId, 'consumed');
		const ids = callbacks.received.map(
			({ rawBody }) => (JSON.parse(rawBody.toString('utf8')) as { id: string }).id,
		);
		expect(ids).toEqual([messageId, messageId]);
		expect(await reported()).toMatchObject([{ state: 'accepted' }, { state: 'read' }]);
	});

	it('accepts with 202 what fails later, and the failure is explained', async () => {
		server.enterWebhook(callbacks.url('/in'));
		const { http, from } = speaker('acmerouter');
		const to = { id: '551188880001@wa.gw.msging.net' };
		const late = blip.build({ type: 'text', text: 'Oi' }, to, from, 'late');
		const stranger = blip.build(filled, { id: '5511900000000@wa.gw.msging.net' }, from, 'stranger');
		expect(await http(late)).toMatchObject({ ok: true, status: 202 });
		expect(await http(stranger)).toMatchObject({ ok: true, status: 202 });
		expect(await reported()).toEqual(
			expect.arrayContaining([
				{ state: 'failed', code: '131047' },
				{ state: 'failed', code: '83' },
			]),
		);
	});

	it('reports every native golden body as arrived or as missing its template, never as malformed', async () => {
		const { http, from } = speaker('acmerouter');
		await server.customerSends({ from: PHONE, text: 'Oi' });
		for (const { message, bodies } of outboundFixtures()) {
			if (!('blip' in bodies) || message.continueIn) continue;
			const to = { id: '551188880001@wa.gw.msging.net' };
			expect(await http(blip.build(message, to, from, randomUUID()))).toMatchObject({ ok: true });
		}
		const failures = server.messages.flatMap(({ failure }) => failure ?? []);
		expect(server.messages.length).toBeGreaterThan(25);
		expect(failures.filter(({ description }) => !/#13200[01]/.test(description))).toEqual([]);
	});

	it('sends a campaign with the block in which the answer arrives', async () => {
		const continueIn = { flowId: 'flow-1', stateId: 'onboarding', masterState: 'acmesub' };
		const outcome = await send({ ...filled, continueIn }, PHONE);
		expect(outcome).toMatchObject({ outcome: 'accepted' });
		expect(server.world.campaigns).toMatchObject([
			{ campaign: { masterState: 'acmesub@msging.net' }, audience: { recipient: PHONE } },
		]);
		expect(server.messages).toMatchObject([{ to: '551188880001@wa.gw.msging.net' }]);
		expect(server.messages[0]?.failure).toBeUndefined();
	});

	it('does not send a missing template as a campaign', async () => {
		const continueIn = { flowId: 'flow-1', stateId: 'onboarding', masterState: 'acmesub' };
		expect(await send({ ...filled, name: 'nenhum', continueIn }, PHONE)).toMatchObject({
			outcome: 'failed',
			error: { code: '64' },
		});
	});
});

describe('blip emulator: mistakes that people make', () => {
	it.each([
		['no key', ''],
		['a key that ended', Buffer.from('acmerouter:old').toString('base64')],
		['the key of another bot', Buffer.from('acmesub:emulated-sub-secret').toString('base64')],
	])('names %s, and reveals no key', async (_what, key) => {
		const outcome = await send(filled, PHONE, speaker('acmerouter', key));
		expect(outcome).toMatchObject({
			outcome: 'failed',
			error: { code: 'http401', meaning: 'wrongCredential' },
		});
		expect(JSON.stringify(outcome)).not.toContain(CANARY);
		expect(server.messages).toEqual([]);
	});

	it('names the router when a bot behind it writes first', async () => {
		expect(await send(filled, PHONE, speaker('acmesub'))).toMatchObject({
			outcome: 'failed',
			error: { code: 'botNotOnWhatsApp', remedy: expect.stringContaining('router') as string },
		});
	});

	it('finds a number that is not on WhatsApp before anything is sent', async () => {
		expect(await send(filled, '+5511900000000')).toMatchObject({
			outcome: 'failed',
			error: { code: 'notOnWhatsApp' },
		});
		expect(server.messages).toEqual([]);
	});

	it('refuses messages that exceed its rate', async () => {
		server.failNext({ status: 429, path: /\/messages$/, times: 9 });
		expect(await send(filled, PHONE)).toMatchObject({
			outcome: 'failed',
			error: { meaning: 'rateLimited', retryAfterSeconds: 120 },
		});
	});

	it('does not repeat a send with an unknown outcome', async () => {
		server.failNext({ drop: true, path: /\/messages$/, takesEffect: true });
		expect(await send(filled, PHONE)).toMatchObject({ outcome: 'unknown' });
		expect(server.messages).toHaveLength(1);
	});
});

describe('blip emulator: behind a router', () => {
	const through = { bot: 'acmesub', from: PHONE, text: 'Oi' };

	it('answers into the tunnel with the key of the bot', async () => {
		const { from: tunnel } = await server.customerSends(through);
		expect(tunnel).toMatch(/@tunnel\.msging\.net$/);
		// The store does not know the customer, so the tunnel is looked up.
		await send(filled, tunnel, speaker('acmesub'));
		expect(server.messages).toMatchObject([{ to: tunnel, bot: 'acmesub' }]);
		expect(server.messages[0]?.failure).toBeUndefined();
	});

	it('reaches the customer with the key of the router', async () => {
		const { from: tunnel } = await server.customerSends(through);
		expect(await send(filled, tunnel)).toMatchObject({ outcome: 'accepted' });
		expect(server.messages).toMatchObject([{ to: '551188880001@wa.gw.msging.net' }]);
	});

	it('opens, transfers and closes a ticket, and gives the customer back', async () => {
		const { from: tunnel } = await server.customerSends(through);
		const { from, http } = speaker('acmesub');
		const ends = { to: { id: tunnel }, from };
		const person = { handler: 'human', service: 'Vendas' } as const;
		expect(await blip.redirect.redirect(ends, person, http)).toMatchObject({ ok: true });
		const next = { handler: 'human', service: 'Cobrança' } as const;
		expect(await blip.redirect.redirect(ends, next, http)).toMatchObject({ ok: true });
		expect(await blip.redirect.handBack(ends, http)).toEqual({ ok: true, value: {} });
		expect(server.world.tickets.map(({ status, team }) => `${team}: ${status}`)).toEqual([
			'Vendas: Transferred',
			'Cobrança: ClosedAttendant',
		]);
		expect(server.messages).toMatchObject([
			{ to: tunnel, type: 'application/vnd.lime.redirect+json', content: {} },
		]);
	});

	it('refuses a missing team', async () => {
		const { from: tunnel } = await server.customerSends(through);
		const { from, http } = speaker('acmesub');
		const target = { handler: 'human', service: 'Nenhum' } as const;
		expect(await blip.redirect.redirect({ to: { id: tunnel }, from }, target, http)).toMatchObject({
			error: { code: '64' },
		});
	});

	it('sets and removes the master-state with the key of the router', async () => {
		const { from, http } = speaker('acmerouter');
		const ends = { to: { id: PHONE, phone: PHONE }, from };
		const target = { handler: 'bot', service: 'acmesub' } as const;
		expect(await blip.redirect.redirect(ends, target, http)).toMatchObject({ ok: true });
		const contexts = server.world.bots.get('acmerouter')?.contexts;
		expect([...(contexts ?? [])]).toEqual([
			['551188880001@wa.gw.msging.net/master-state', 'acmesub@msging.net'],
		]);
		expect(await blip.redirect.handBack(ends, http)).toMatchObject({ ok: true });
		expect(contexts?.size).toBe(0);
	});
});

describe('blip emulator: services of a router', () => {
	const bots = [
		{ name: 'acmerouter', secret: 'r', onChannels: true },
		{ name: 'acmemain', secret: 'm', onChannels: false, router: 'acmerouter', service: 'main' },
		{ name: 'acmehuman', secret: 'h', onChannels: false, router: 'acmerouter', service: 'human' },
	];
	const redirectTo = async (tunnel: string, service?: string) => {
		const { from, http } = speaker('acmemain');
		const ends = { to: { id: tunnel }, from };
		const target = { handler: 'bot', kind: 'service', service, reason: 'Ajuda' } as const;
		expect(await blip.redirect.redirect(ends, target, http)).toMatchObject({ ok: true });
		await server.settled();
	};
	const heard = () =>
		callbacks.received
			.map(({ rawBody }) => JSON.parse(rawBody.toString('utf8')) as object)
			.filter((body) => 'content' in body);

	beforeEach(async () => {
		await server.close();
		server = await startBlipEmulator({ bots });
		server.enterWebhook(callbacks.url('/main'), '', 'acmemain');
		server.enterWebhook(callbacks.url('/human'), '', 'acmehuman');
	});

	it('the first service gets the messages of a customer until a redirect names another one', async () => {
		const { from: tunnel } = await server.customerSends({ from: PHONE, text: 'Oi' });
		await redirectTo(tunnel, 'human');
		await server.customerSends({ from: PHONE, text: 'Alô?' });
		expect(heard()).toMatchObject([
			{ to: 'acmemain@msging.net', content: 'Oi' },
			{ to: 'acmehuman@msging.net', content: 'Ajuda' },
			{ to: 'acmehuman@msging.net', content: 'Alô?' },
		]);
	});

	it('a redirect to a service that the router does not have fails afterwards', async () => {
		const { from: tunnel } = await server.customerSends({ from: PHONE, text: 'Oi' });
		await redirectTo(tunnel, 'bot:human');
		await redirectTo(tunnel, 'nenhum');
		expect(server.messages.map(({ failure }) => failure?.code)).toEqual([undefined, 44]);
	});
});

describe('blip emulator: what it keeps', () => {
	it('lists teams, agents and templates, and the kind of bot of a key', async () => {
		const sub = speaker('acmesub');
		const router = speaker('acmerouter');
		expect(await blip.redirect.services(sub.from, sub.http)).toMatchObject({
			value: [{ id: 'team:Default' }, {}, {}, {}, { id: 'agent:rui%40acme.test@blip.ai' }],
		});
		expect(await blip.templates.list(router.from.account, router.http)).toMatchObject({
			value: [{ name: 'pedido_pronto' }],
		});
		expect(await blip.senders.list(router.from.account, router.http)).toMatchObject({
			value: [{ label: expect.stringContaining('on WhatsApp') as string }],
		});
		expect(await blip.senders.list(sub.from.account, sub.http)).toMatchObject({
			value: [{ label: expect.stringContaining('behind a router') as string }],
		});
	});

	it('keeps extras that a change does not name, although its merge would drop them', async () => {
		const { from, http } = speaker('acmerouter');
		const identity = '551188880001@wa.gw.msging.net';
		await updateContact(from.account, { identity, extras: { plano: 'ouro' } }, http);
		await updateContact(from.account, { identity, extras: { cidade: 'Recife' } }, http);
		expect(server.world.bots.get('acmerouter')?.contacts.get(identity)?.extras).toEqual({
			plano: 'ouro',
			cidade: 'Recife',
		});
	});

	it('accepts a read receipt, and refuses one without a recipient', async () => {
		const { from, http } = speaker('acmerouter');
		const to = { id: '551188880001@wa.gw.msging.net' };
		expect(await http(blip.signals.markAsRead(from, 'wamid.IN', to))).toMatchObject({ ok: true });
		expect(server.world.acknowledgements).toEqual([
			{ id: 'wamid.IN', to: to.id, event: 'consumed' },
		]);
		expect(await http(blip.signals.markAsRead(from, 'wamid.IN'))).toMatchObject({ ok: false });
	});

	it('sends the token of the trigger with each webhook, and copies of agents', async () => {
		server.enterWebhook(callbacks.url('/in'), 'webhook-token');
		await server.customerSends({ from: PHONE, text: 'Oi' });
		await server.agentSends({ to: '551188880001@wa.gw.msging.net', text: 'Aqui é o Rui' });
		const events = callbacks.received.flatMap(({ rawBody, headers }) => {
			const request = delivery(JSON.parse(rawBody.toString('utf8')), {
				headers: headers as Record<string, string>,
			});
			expect(blip.authenticate(request, { webhookToken: 'webhook-token' })).toEqual({ ok: true });
			return blip.parse(request);
		});
		expect(events).toMatchObject([
			{ event: 'message', contact: { phone: '+551188880001' }, message: { text: 'Oi' } },
			{ event: 'handover', handover: { direction: 'toHuman' } },
		]);
	});
});
