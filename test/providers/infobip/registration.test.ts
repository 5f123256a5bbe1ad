import type { RegistrationTarget } from '../../../messaging/provider';
import { authenticate } from '../../../providers/infobip/authenticate';
import { registration } from '../../../providers/infobip/registration';
import { httpPort } from '../../emulators/http-port';
import type {
	InfobipEmulator,
	InfobipEmulatorOptions,
} from '../../emulators/infobip/emulator-types';
import { startInfobipEmulator } from '../../emulators/infobip/emulator';
import { DEFAULT_API_KEY } from '../../emulators/infobip/world';

/** The first request of each kind compiles a document of Infobip's, which is big. */
jest.setTimeout(30_000);

const OURS = 'http://127.0.0.1:5678/webhook/abc/messages';
const THEIRS = 'http://127.0.0.1:9/other?key=canary-secret-of-others';
const TOKEN = 'webhook-token-canary-0001';
const NUMBER = '551140000000';

const opened: InfobipEmulator[] = [];

async function start(options: InfobipEmulatorOptions = {}) {
	const infobip = await startInfobipEmulator(options);
	opened.push(infobip);
	const http = httpPort(async (request) => ({
		...request,
		headers: { ...request.headers, authorization: `App ${DEFAULT_API_KEY}` },
	}));
	const target = (
		more: Partial<RegistrationTarget> & { way?: string } = {},
	): RegistrationTarget => ({
		url: OURS,
		verifyToken: '',
		webhookToken: TOKEN,
		replaceForeign: false,
		test: false,
		ours: [],
		...more,
		account: { baseUrl: infobip.baseUrl, ...(more.way ? { webhookRegistration: more.way } : {}) },
	});
	return { infobip, http, target };
}

afterEach(async () => {
	for (const infobip of opened.splice(0)) await infobip.close();
});

function theirs(infobip: InfobipEmulator, more: object = {}): void {
	infobip.subscribe({
		channel: 'WHATSAPP',
		subscriptionId: 'theirs',
		name: 'Help desk',
		events: ['INBOUND_MESSAGE', 'DELIVERY'],
		resources: [],
		profileId: 'theirs',
		notifyUrl: THEIRS,
		...more,
	});
}

/** Returns the write requests, without the reads. */
function writes(infobip: InfobipEmulator): string[] {
	return infobip.requests
		.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/resources/'))
		.map(({ method, path }) => `${method} ${path.replace(/n8n-[0-9a-f]{24}/, 'OURS')}`);
}

describe('infobip: registration by subscription', () => {
	it('subscribes the whole account to messages, reports and opt-outs, with a secret header', async () => {
		const { infobip, http, target } = await start();
		expect(await registration.check(target(), http)).toEqual({ state: 'missing' });
		const outcome = await registration.create(target(), http);
		expect(outcome).toMatchObject({ ok: true, notices: [] });
		const found = [...infobip.subscriptions.values()];
		expect(found.map(({ channel, events, resources }) => ({ channel, events, resources }))).toEqual(
			[
				{
					channel: 'WHATSAPP',
					events: [
						'INBOUND_MESSAGE',
						'DELIVERY',
						'SEEN',
						'MARKETING_SUBSCRIPTION_UPDATE',
						'TEMPLATE_UPDATE',
						'IDENTITY_CHANGE',
					],
					resources: [],
				},
				{
					channel: 'VIBER',
					events: ['INBOUND_MESSAGE', 'DELIVERY', 'SEEN', 'CONSENT_UPDATE'],
					resources: [],
				},
				{ channel: 'BLOCKLIST', events: ['BLOCK', 'UNBLOCK'], resources: [] },
			],
		);
		expect(found.map(({ notifyUrl }) => notifyUrl)).toEqual([
			`${OURS}?channel=whatsapp`,
			`${OURS}?channel=viber`,
			OURS,
		]);
		for (const { notifyUrl, headers } of found) {
			expect(notifyUrl).not.toContain(TOKEN);
			const request = { headers: headers ?? {}, query: {} };
			expect(authenticate(request as never, { webhookToken: TOKEN })).toEqual({ ok: true });
		}
		expect(await registration.check(target(), http)).toEqual({ state: 'registered' });
	});

	it('removes everything that it created, and nothing else', async () => {
		const { infobip, http, target } = await start();
		theirs(infobip, { events: ['DELIVERY'] });
		const outcome = await registration.create(target(), http);
		const memory = outcome.ok ? outcome.memory : undefined;
		expect(infobip.subscriptions.size).toBe(4);
		expect(await registration.remove(target(), memory, http)).toEqual({
			ok: true,
			memory: {},
			notices: [],
		});
		expect([...infobip.subscriptions.keys()]).toEqual(['WHATSAPP theirs']);
		expect(await registration.check(target(), http)).toEqual({ state: 'missing' });
	});

	it('finds its subscriptions again without memory, and may remove twice', async () => {
		const { infobip, http, target } = await start();
		await registration.create(target(), http);
		for (let time = 0; time < 2; time++) {
			expect(await registration.remove(target(), undefined, http)).toMatchObject({ ok: true });
			expect(infobip.subscriptions.size).toBe(0);
		}
		expect(await registration.create(target(), http)).toMatchObject({ ok: true });
	});

	it('removes by memory what was registered under another address of n8n', async () => {
		const { infobip, http, target } = await start();
		const outcome = await registration.create(target(), http);
		const memory = outcome.ok ? outcome.memory : undefined;
		const moved = target({ url: 'http://127.0.0.1:5678/webhook/moved/messages' });
		await registration.remove(moved, memory, http);
		expect(infobip.subscriptions.size).toBe(0);
	});

	it.each([
		[NUMBER, 'WHATSAPP'],
		[`+${NUMBER}`, 'WHATSAPP'],
		['PadariaSol', 'VIBER'],
	])('subscribes %s alone', async (businessId, channel) => {
		const { infobip, http, target } = await start();
		expect(await registration.create(target({ businessId }), http)).toMatchObject({ ok: true });
		const sender = businessId.replace('+', '');
		expect([...infobip.subscriptions.values()]).toMatchObject([
			{ channel, resources: [sender] },
			{ channel: 'BLOCKLIST', resources: [sender] },
		]);
		expect(infobip.addressesOf(channel.toLowerCase() as 'viber', sender)[0]).toContain(
			`sender=${sender}`,
		);
	});

	it('names the subscription of another system, and writes nothing', async () => {
		const { infobip, http, target } = await start();
		theirs(infobip);
		expect(await registration.check(target(), http)).toEqual({
			state: 'foreign',
			url: 'http://127.0.0.1:9/other ("Help desk")',
		});
		const outcome = await registration.create(target(), http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'addressTaken' } });
		expect(JSON.stringify(outcome)).toContain('http://127.0.0.1:9/other');
		expect(JSON.stringify(outcome)).not.toContain('canary-secret-of-others');
		expect(writes(infobip)).toEqual([]);
	});

	it('the address is registered beside another system when the user wants it, and does not change that', async () => {
		const { infobip, http, target } = await start();
		theirs(infobip);
		const outcome = await registration.create(target({ replaceForeign: true }), http);
		expect(outcome).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('Help desk') as unknown],
		});
		expect(infobip.subscriptions.get('WHATSAPP theirs')?.notifyUrl).toBe(THEIRS);
		expect(await registration.check(target(), http)).toEqual({ state: 'registered' });
	});

	it.each([
		['of another number', { resources: ['551140000001'] }],
		['to reports alone', { events: ['DELIVERY', 'SEEN'] }],
		['of another channel', { channel: 'SMS' }],
	])('ignores a subscription %s', async (_what, more) => {
		const { infobip, http, target } = await start();
		theirs(infobip, more);
		expect(await registration.create(target({ businessId: NUMBER }), http)).toMatchObject({
			ok: true,
			notices: [],
		});
	});

	it('leaves Viber out with a notice when another system has it', async () => {
		const { infobip, http, target } = await start();
		theirs(infobip, { channel: 'VIBER' });
		const outcome = await registration.create(target(), http);
		expect(outcome).toMatchObject({
			ok: true,
			notices: [expect.stringMatching(/Viber.*http:\/\/127\.0\.0\.1:9\/other/) as unknown],
		});
		expect([...infobip.subscriptions.keys()].filter((key) => key.startsWith('VIBER'))).toEqual([
			'VIBER theirs',
		]);
	});

	it('registers without the events that the account is not offered', async () => {
		const { infobip, http, target } = await start({ refusedEvents: ['IDENTITY_CHANGE'] });
		expect(await registration.create(target({ businessId: NUMBER }), http)).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('IDENTITY_CHANGE') as unknown],
		});
		expect([...infobip.subscriptions.values()][0]?.events).toEqual([
			'INBOUND_MESSAGE',
			'DELIVERY',
			'SEEN',
		]);
	});

	it('replaces a profile that an earlier registration left', async () => {
		const { infobip, http, target } = await start();
		await registration.create(target({ businessId: NUMBER }), http);
		const key = [...infobip.subscriptions.keys()][0] ?? '';
		(infobip.subscriptions as Map<string, unknown>).delete(key);
		expect(await registration.create(target({ businessId: NUMBER }), http)).toMatchObject({
			ok: true,
		});
		expect(await registration.check(target({ businessId: NUMBER }), http)).toEqual({
			state: 'registered',
		});
	});
});

describe('infobip: a number that forwards its messages', () => {
	const CONFIGURED = {
		channel: 'WHATSAPP',
		sender: NUMBER,
		forwarding: { type: 'HTTP_FORWARD', url: THEIRS, format: 'MO_OTT_MSISDN' },
		autoResponse: { message: 'Já respondemos' },
	} as const;

	it('the forwarding is reported and kept, because no subscription would get its messages', async () => {
		const { infobip, http, target } = await start();
		infobip.forward({ ...CONFIGURED });
		const one = target({ businessId: NUMBER });
		expect(await registration.check(one, http)).toEqual({
			state: 'foreign',
			url: 'http://127.0.0.1:9/other',
		});
		expect(await registration.create(one, http)).toMatchObject({
			ok: false,
			error: { code: 'addressTaken' },
		});
		expect(writes(infobip)).toEqual([]);
	});

	it('follows the subscription when the user wants it, and is restored in the end', async () => {
		const { infobip, http, target } = await start();
		infobip.forward({ ...CONFIGURED });
		const one = target({ businessId: NUMBER, replaceForeign: true });
		const outcome = await registration.create(one, http);
		expect(outcome).toMatchObject({ ok: true });
		expect(infobip.addressesOf('whatsapp')[0]).toContain(OURS);
		expect(infobip.configurations[0]).toMatchObject({ autoResponse: CONFIGURED.autoResponse });
		await registration.remove(one, outcome.ok ? outcome.memory : undefined, http);
		expect(infobip.configurations).toEqual([CONFIGURED]);
	});

	it('the forwarding is not restored when another address has been set since', async () => {
		const { infobip, http, target } = await start();
		infobip.forward({ ...CONFIGURED });
		const one = target({ businessId: NUMBER, replaceForeign: true });
		const outcome = await registration.create(one, http);
		const newer = { type: 'HTTP_FORWARD', url: 'http://127.0.0.1:9/newer' };
		Object.assign(infobip.configurations[0] ?? {}, { forwarding: newer });
		const removed = await registration.remove(one, outcome.ok ? outcome.memory : undefined, http);
		expect(removed).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('http://127.0.0.1:9/newer') as unknown],
		});
		expect(infobip.configurations[0]?.forwarding).toEqual(newer);
	});

	it('gives a notice when only a keyword, or another number, is forwarded', async () => {
		const { infobip, http, target } = await start();
		infobip.forward({ ...CONFIGURED, keyword: 'PROMO' });
		expect(await registration.create(target({ businessId: NUMBER }), http)).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('PROMO') as unknown],
		});
	});

	it('gives a notice when the key lacks the scope to read it', async () => {
		const { http, target } = await start({ missingScopes: ['numbers:manage'] });
		expect(await registration.create(target({ businessId: NUMBER }), http)).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('numbers:manage') as unknown],
		});
	});
});

describe('infobip: registration by number, on request', () => {
	const byNumber = { way: 'number', businessId: NUMBER };

	it('forwards the number to the trigger, with the token in the address', async () => {
		const { infobip, http, target } = await start();
		const outcome = await registration.create(target(byNumber), http);
		expect(outcome).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('Delivery Report URL') as unknown],
		});
		const address = new URL(infobip.addressesOf('whatsapp')[0] ?? '');
		expect(`${address.origin}${address.pathname}`).toBe(OURS);
		const query = Object.fromEntries(address.searchParams);
		expect(query).toEqual({ channel: 'whatsapp', sender: NUMBER, token: TOKEN });
		const request = { headers: {}, query };
		expect(authenticate(request as never, { webhookToken: TOKEN })).toEqual({ ok: true });
		expect(infobip.subscriptions.size).toBe(0);
		expect(await registration.check(target(byNumber), http)).toEqual({ state: 'registered' });
		expect(JSON.stringify(outcome)).not.toContain(TOKEN);
	});

	it('forwards a Viber sender in the same way', async () => {
		const { infobip, http, target } = await start();
		await registration.create(target({ way: 'number', businessId: 'PadariaSol' }), http);
		expect(infobip.configurations).toMatchObject([{ channel: 'VIBER_BM', sender: 'PadariaSol' }]);
	});

	it('names an address of another system, replaces it only when wanted, and restores it', async () => {
		const { infobip, http, target } = await start();
		const before = {
			channel: 'WHATSAPP',
			sender: NUMBER,
			forwarding: { type: 'HTTP_FORWARD', url: THEIRS, format: 'MO_OTT_CONTACT' },
		} as const;
		infobip.forward({ ...before });
		expect(await registration.check(target(byNumber), http)).toMatchObject({ state: 'foreign' });
		expect(await registration.create(target(byNumber), http)).toMatchObject({ ok: false });
		expect(writes(infobip)).toEqual([]);
		const wanted = target({ ...byNumber, replaceForeign: true });
		const outcome = await registration.create(wanted, http);
		expect(infobip.addressesOf('whatsapp')[0]).toContain(OURS);
		await registration.remove(wanted, outcome.ok ? outcome.memory : undefined, http);
		expect(infobip.configurations).toEqual([before]);
	});

	it('removes the forwarding if there was none before', async () => {
		const { infobip, http, target } = await start();
		const outcome = await registration.create(target(byNumber), http);
		await registration.remove(target(byNumber), outcome.ok ? outcome.memory : undefined, http);
		expect(infobip.addressesOf('whatsapp')[0]).toBeUndefined();
		expect(writes(infobip).some((write) => write.startsWith('DELETE'))).toBe(false);
	});

	it('needs a number', async () => {
		const { infobip, http, target } = await start();
		expect(await registration.create(target({ way: 'number' }), http)).toMatchObject({
			ok: false,
			error: { code: 'missingSetting' },
		});
		expect(infobip.requests).toEqual([]);
	});
});

describe('infobip: registration that is impossible', () => {
	it('never lets a test take an address that is in use', async () => {
		const { infobip, http, target } = await start();
		await registration.create(target(), http);
		const before = writes(infobip).length;
		const test = target({
			url: OURS.replace('webhook', 'webhook-test'),
			test: true,
			replaceForeign: true,
		});
		expect(await registration.create(test, http)).toMatchObject({
			ok: false,
			error: { code: 'addressInUse' },
		});
		expect(writes(infobip)).toHaveLength(before);
	});

	it.each([
		['UNAUTHORIZED', /API key/, { apiKey: 'another-key' }],
		['FORBIDDEN', /scope/, { missingScopes: ['subscriptions:manage' as const] }],
	])('explains %s of the key', async (code, remedy, options) => {
		const { http, target } = await start(options);
		expect(await registration.create(target(), http)).toMatchObject({
			ok: false,
			error: { code, meaning: 'wrongCredential', remedy: expect.stringMatching(remedy) as unknown },
		});
	});

	it('undoes its parts when it fails half-way', async () => {
		const { infobip, http, target } = await start();
		infobip.failNext({
			status: 500,
			path: /subscription\/WHATSAPP$/,
			method: 'POST',
			takesEffect: true,
		});
		expect(await registration.create(target(), http)).toMatchObject({ ok: false });
		expect(infobip.subscriptions.size).toBe(0);
	});

	it('refuses an address that Infobip could not call', async () => {
		const { http, target } = await start();
		const account = { baseUrl: 'https://padaria.api.infobip.com' };
		expect(await registration.create({ ...target(), account }, http)).toMatchObject({
			ok: false,
			error: { code: 'addressNotSecure' },
		});
		const url = `http://127.0.0.1/${'x'.repeat(600)}`;
		expect(await registration.create(target({ url }), http)).toMatchObject({
			ok: false,
			error: { code: 'addressTooLong' },
		});
		expect(await registration.create(target({ webhookToken: '' }), http)).toMatchObject({
			ok: false,
			error: { code: 'missingSetting' },
		});
	});
});
