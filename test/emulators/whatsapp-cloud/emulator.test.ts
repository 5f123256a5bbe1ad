import type { HttpResult } from '../../../messaging/http';
import { httpPort, tokens } from '../http-port';
import { startCallbackServer, type CallbackServer } from './callback-server';
import { contractAvailable } from './contract';
import { signatureOf } from './deliveries';
import { startGraphEmulator } from './emulator';
import type { GraphEmulator } from './emulator-types';
import type { EmulatedTemplate, GraphEmulatorOptions } from './options';

const CUSTOMER = '+55 11 98888-0001';
const TEMPLATE: EmulatedTemplate = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	category: 'MARKETING',
	components: [{ type: 'BODY', text: 'Olá {{1}}, o pedido {{2}} está pronto.' }],
};

let graph: GraphEmulator;
afterEach(() => graph.close());

async function start(options: GraphEmulatorOptions = {}): Promise<void> {
	graph = await startGraphEmulator({
		accessToken: 'token',
		customers: [{ phone: CUSTOMER, windowOpen: true }],
		templates: [TEMPLATE],
		...options,
	});
}

const http = (token = 'token') =>
	httpPort(tokens(token, `${graph.world.appId}|${graph.world.appSecret}`));

function send(body: Record<string, unknown>, token = 'token', version = 'v25.0') {
	const [number] = graph.world.numbers.keys();
	return http(token)({
		method: 'POST',
		url: `${graph.baseUrl}/${version}/${number}/messages`,
		json: { messaging_product: 'whatsapp', to: CUSTOMER, ...body },
	});
}

const text = (body = 'oi') => ({ type: 'text', text: { body } });
const template = (...parameters: string[]) => ({
	type: 'template',
	template: {
		name: TEMPLATE.name,
		language: { code: TEMPLATE.language },
		components: [
			{ type: 'body', parameters: parameters.map((value) => ({ type: 'text', text: value })) },
		],
	},
});

/** Returns status and code of a refusal. */
function refusal(result: HttpResult): unknown {
	if (result.ok || result.failure.kind !== 'refused') return result;
	const { error } = result.failure.body as { error: { code: number } };
	return [result.failure.status, error.code];
}

describe('Graph emulator: what it accepts', () => {
	it('answers a text with the id of the message and the id of the customer', async () => {
		await start();
		const result = await send(text());
		expect(result).toMatchObject({
			ok: true,
			body: {
				contacts: [{ input: CUSTOMER, wa_id: '5511988880001' }],
				messages: [{ id: expect.stringMatching(/^wamid\./) as string }],
			},
		});
		expect(graph.messages).toHaveLength(1);
	});

	it('takes the recipient by user id, and answers without a phone number', async () => {
		await start({ customers: [{ phone: '55110', userId: 'BR.abc1', windowOpen: true }] });
		const result = await send({ ...text(), to: undefined, recipient: 'BR.abc1' });
		expect(result).toMatchObject({
			ok: true,
			body: { contacts: [{ input: 'BR.abc1', user_id: 'BR.abc1' }] },
		});
	});

	it('knows a Brazilian number by its old id', async () => {
		await start({ customers: [{ phone: CUSTOMER, waId: '551188880001', windowOpen: true }] });
		expect(await send(text())).toMatchObject({
			ok: true,
			body: { contacts: [{ wa_id: '551188880001' }] },
		});
	});

	it('takes a read receipt', async () => {
		await start();
		const read = { status: 'read', message_id: 'wamid.X', to: undefined };
		expect(await send(read)).toMatchObject({ ok: true, body: { success: true } });
	});

	it('returns a file as it was uploaded', async () => {
		await start();
		const [number] = graph.world.numbers.keys();
		const content = Buffer.from([0, 255, 10, 13, 128]);
		const uploaded = await http()({
			method: 'POST',
			url: `${graph.baseUrl}/v25.0/${number}/media`,
			multipart: [
				{ name: 'messaging_product', value: 'whatsapp' },
				{ name: 'type', value: 'image/png' },
				{ name: 'file', content, fileName: 'a.png', mimeType: 'image/png' },
			],
		});
		const { id } = (uploaded.ok ? uploaded.body : {}) as { id: string };
		const found = await http()({ method: 'GET', url: `${graph.baseUrl}/v25.0/${id}` });
		const { url } = (found.ok ? found.body : {}) as { url: string };
		expect(await http()({ method: 'GET', url, expect: 'bytes' })).toMatchObject({
			ok: true,
			body: content,
		});
		expect(await http('wrong')({ method: 'GET', url })).toMatchObject({ ok: false });
	});

	it('lists templates page by page', async () => {
		const many = Array.from({ length: 5 }, (_, index) => ({ ...TEMPLATE, name: `t${index}` }));
		await start({ templates: many });
		const names: string[] = [];
		let after: string | undefined;
		for (let turn = 0; turn < 10; turn += 1) {
			const result = await http()({
				method: 'GET',
				url: `${graph.baseUrl}/v25.0/${graph.world.accountId}/message_templates`,
				query: { limit: '2', ...(after ? { after } : {}) },
			});
			const { data, paging } = (result.ok ? result.body : {}) as {
				data: Array<{ name: string }>;
				paging: { next?: string; cursors: { after: string } };
			};
			names.push(...data.map(({ name }) => name));
			if (paging.next === undefined) break;
			after = paging.cursors.after;
		}
		expect(names).toEqual(['t0', 't1', 't2', 't3', 't4']);
	});
});

describe('Graph emulator: what it refuses', () => {
	it('refuses a wrong token, and an app token for requests of the account', async () => {
		await start();
		expect(refusal(await send(text(), 'wrong'))).toEqual([401, 190]);
	});

	it('refuses an expired version, and one that does not exist', async () => {
		await start();
		expect(refusal(await send(text(), 'token', 'v13.0'))).toEqual([400, 2635]);
		expect(refusal(await send(text(), 'token', 'v99.0'))).toEqual([400, 2500]);
	});

	it('refuses an app subscription without the app token', async () => {
		await start();
		const url = `${graph.baseUrl}/v25.0/${graph.world.appId}/subscriptions`;
		expect(refusal(await http()({ method: 'GET', url }))).toEqual([400, 15]);
	});

	it('refuses free text outside the window, but not a template', async () => {
		await start({ customers: [{ phone: CUSTOMER }] });
		expect(refusal(await send(text()))).toEqual([400, 131047]);
		expect((await send(template('Ana', '7'))).ok).toBe(true);
	});

	it('refuses unknown recipients, and customers who cannot be reached', async () => {
		await start({ customers: [{ phone: CUSTOMER, reachable: false, windowOpen: true }] });
		expect(refusal(await send(text()))).toEqual([400, 131026]);
		expect(refusal(await send({ ...text(), to: '+5511977770000' }))).toEqual([400, 131026]);
	});

	it('refuses marketing for a customer who stopped it', async () => {
		await start({ customers: [{ phone: CUSTOMER, optedOutOfMarketing: true, windowOpen: true }] });
		expect(refusal(await send(template('Ana', '7')))).toEqual([400, 131050]);
		expect((await send(text())).ok).toBe(true);
	});

	it('refuses templates that do not exist, are paused, or get the wrong number of values', async () => {
		await start({ templates: [TEMPLATE, { ...TEMPLATE, name: 'pausado', status: 'PAUSED' }] });
		expect(refusal(await send(template('Ana')))).toEqual([400, 132000]);
		const other = (name: string) => ({
			type: 'template',
			template: { name, language: { code: 'pt_BR' } },
		});
		expect(refusal(await send(other('nenhum')))).toEqual([404, 132001]);
		expect(refusal(await send(other('pausado')))).toEqual([400, 132015]);
	});

	it('refuses more messages to one customer than the pair limit allows, until time has passed', async () => {
		let now = new Date('2026-11-21T12:00:00Z');
		await start({ pairLimit: { burst: 2, secondsPerMessage: 6 }, now: () => now });
		const results = [await send(text()), await send(text()), await send(text())];
		expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
		expect(refusal(results[2] as HttpResult)).toEqual([400, 131056]);
		now = new Date(now.getTime() + 6_000);
		expect((await send(text())).ok).toBe(true);
	});

	it('refuses more messages in a second than the number may send', async () => {
		let now = new Date('2026-11-21T12:00:00Z');
		await start({ throughputPerSecond: 2, now: () => now });
		const results = [await send(text()), await send(text()), await send(text())];
		expect(refusal(results[2] as HttpResult)).toEqual([400, 130429]);
		now = new Date(now.getTime() + 1_001);
		expect((await send(text())).ok).toBe(true);
	});

	it('refuses a message without recipient or content, with or without the contract', async () => {
		for (const contract of [undefined, false] as const) {
			await start({ contract });
			expect(refusal(await send({ ...text(), to: undefined }))).toEqual([400, 131008]);
			expect(refusal(await send({ type: 'text' }))).toEqual([400, 131008]);
			expect(refusal(await send({ type: 'smoke', smoke: {} }))).toEqual([400, 100]);
			if (contract === undefined) await graph.close();
		}
	});

	if (contractAvailable()) {
		it('refuses a message that breaks a limit of the contract', async () => {
			await start();
			expect(refusal(await send(text('x'.repeat(4097))))).toEqual([400, 131009]);
			expect(refusal(await send({ ...text(), surprise: 1 }))).toEqual([400, 100]);
		});
	} else {
		process.stderr.write(
			'The emulator checks messages by structure only: the OpenAPI documents are not beside the project.\n',
		);
	}
});

describe('Graph emulator: failures on order', () => {
	it('answers what the test wants, as often as it wants, without effect', async () => {
		await start();
		graph.failNext({ status: 503, body: { error: { code: 2 } }, times: 2 });
		const results = [await send(text()), await send(text()), await send(text())];
		expect(results.map(({ ok }) => ok)).toEqual([false, false, true]);
		expect(graph.messages).toHaveLength(1);
	});

	it('the emulator can take the message and lose only the answer', async () => {
		await start();
		graph.failNext({ drop: true, takesEffect: true });
		expect(await send(text())).toMatchObject({
			ok: false,
			failure: { kind: 'unreachable', beforeSending: false },
		});
		expect(graph.messages).toHaveLength(1);
	});

	it('the emulator can leave the caller waiting, or answer something that is not JSON', async () => {
		await start();
		graph.failNext({ hang: true });
		graph.failNext({ garbage: true });
		const impatient = httpPort(tokens('token', ''), 50);
		const [number] = graph.world.numbers.keys();
		const url = `${graph.baseUrl}/v25.0/${number}/messages`;
		expect(await impatient({ method: 'POST', url, json: {} })).toEqual({
			ok: false,
			failure: { kind: 'timeout' },
		});
		expect(await send(text())).toMatchObject({ ok: true, body: expect.any(String) as string });
	});
});

describe('HTTP port of the tests', () => {
	it('knows that a refused connection never carried the request', async () => {
		await start();
		const { baseUrl } = graph;
		await graph.close();
		expect(await httpPort()({ method: 'GET', url: `${baseUrl}/v25.0/1` })).toMatchObject({
			ok: false,
			failure: { kind: 'unreachable', beforeSending: true, detail: 'ECONNREFUSED' },
		});
	});
});

describe('Graph emulator: webhooks', () => {
	let callbacks: CallbackServer;
	beforeEach(async () => {
		callbacks = await startCallbackServer('word');
	});
	afterEach(() => callbacks.close());

	async function subscribed(options: GraphEmulatorOptions = {}): Promise<void> {
		await start(options);
		graph.world.app = { callbackUrl: callbacks.url('/app'), fields: ['messages', 'security'] };
		graph.world.accountApps.set(graph.world.appId, { name: 'Shop' });
	}

	it('signs the bytes that it sends, with everything beyond ASCII escaped', async () => {
		await subscribed();
		await graph.customerSends({ from: CUSTOMER, text: 'Olá, açúcar/mel 🍯' });
		const { rawBody, headers } = callbacks.received[0]!;
		expect(headers['x-hub-signature-256']).toBe(signatureOf(rawBody, graph.world.appSecret));
		expect(rawBody.toString('latin1')).toContain(
			'Ol\\u00e1, a\\u00e7\\u00facar\\/mel \\ud83c\\udf6f',
		);
		expect(JSON.parse(rawBody.toString('utf8'))).toMatchObject({
			entry: [{ changes: [{ value: { messages: [{ text: { body: 'Olá, açúcar/mel 🍯' } }] } }] }],
		});
	});

	it('the emulator can send a forged webhook', async () => {
		await subscribed();
		await graph.sendWebhook({ entry: [] }, 'wrong');
		await graph.sendWebhook({ entry: [] }, 'missing');
		const [wrong, missing] = callbacks.received;
		expect(wrong?.headers['x-hub-signature-256']).not.toBe(
			signatureOf(wrong!.rawBody, graph.world.appSecret),
		);
		expect(missing?.headers).not.toHaveProperty('x-hub-signature-256');
	});

	it('opens the window when a customer writes', async () => {
		await subscribed({ customers: [] });
		await graph.customerSends({ from: CUSTOMER, text: 'oi' });
		expect((await send(text())).ok).toBe(true);
	});

	it('sends account events to the app even where the number has its own address', async () => {
		await subscribed();
		const number = [...graph.world.numbers.values()][0]!;
		number.overrideCallbackUri = callbacks.url('/number');
		const value = { metadata: { phone_number_id: number.id } };
		const body = (field: string) => ({ entry: [{ changes: [{ field, value }] }] });
		await graph.sendWebhook(body('messages'));
		await graph.sendWebhook(body('security'));
		expect(callbacks.received.map(({ path }) => path)).toEqual(['/number', '/app']);
		expect(await graph.sendWebhook(body('account_update'))).toMatchObject({
			delivered: false,
			attempts: 0,
		});
	});

	it('reports the outcome of a message, with its reference', async () => {
		await subscribed({ statuses: ['sent', 'delivered', 'read'] });
		await send({ ...text(), biz_opaque_callback_data: 'ref-1' });
		await graph.settled();
		const statuses = callbacks.received.map(
			({ rawBody }) =>
				(JSON.parse(rawBody.toString('utf8')) as StatusWebhook).entry[0]?.changes[0]?.value
					.statuses[0],
		);
		expect(statuses.map((status) => status?.status)).toEqual(['sent', 'delivered', 'read']);
		expect(statuses[0]).toMatchObject({
			id: graph.messages[0]?.id,
			biz_opaque_callback_data: 'ref-1',
		});
	});

	it('the emulator can report a refusal afterwards, as Meta often does', async () => {
		await subscribed({ refusals: 'status', customers: [{ phone: CUSTOMER }] });
		expect((await send(text())).ok).toBe(true);
		await graph.settled();
		expect(callbacks.received[0]?.rawBody.toString('utf8')).toContain('131047');
	});

	it('repeats a webhook that was not answered 200', async () => {
		await subscribed({ redeliver: { attempts: 3, delayMilliseconds: 1 } });
		callbacks.answers.push(500, 503);
		const { delivery } = await graph.customerSends({ from: CUSTOMER, text: 'oi' });
		expect(delivery).toMatchObject({ delivered: true, attempts: 3 });
		const bodies = callbacks.received.map(({ rawBody }) => rawBody.toString('utf8'));
		expect(new Set(bodies).size).toBe(1);
	});

	it('puts several messages into one webhook', async () => {
		await subscribed();
		const { ids } = await graph.customersSend([
			{ from: CUSTOMER, text: 'um' },
			{ from: '+55 11 98888-0002', text: 'dois' },
		]);
		expect(new Set(ids).size).toBe(2);
		expect(callbacks.received).toHaveLength(1);
	});

	it('identifies customers without a phone number by their user id only', async () => {
		await subscribed();
		await graph.customerSends({ from: 'BR.abc1', text: 'oi' });
		const body = callbacks.received[0]?.rawBody.toString('utf8') ?? '';
		expect(body).toContain('"from_user_id":"BR.abc1"');
		expect(body).not.toContain('wa_id');
	});
});

interface StatusWebhook {
	entry: Array<{
		changes: Array<{ value: { statuses: Array<{ status: string; id: string }> } }>;
	}>;
}
