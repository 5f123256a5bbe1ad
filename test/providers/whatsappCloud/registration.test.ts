import type { RegistrationTarget } from '../../../messaging/provider';
import { registration } from '../../../providers/whatsappCloud/registration';
import { WEBHOOK_FIELDS } from '../../../providers/whatsappCloud/webhook-fields';
import { httpPort, tokens } from '../../emulators/http-port';
import {
	startCallbackServer,
	type CallbackServer,
} from '../../emulators/whatsapp-cloud/callback-server';
import { startGraphEmulator } from '../../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../../emulators/whatsapp-cloud/emulator-types';
import type { GraphEmulatorOptions } from '../../emulators/whatsapp-cloud/options';

const WORD = 'word-of-this-trigger';
const NUMBER_ONE = { id: '701', displayPhoneNumber: '+55 11 4000-0001', verifiedName: 'Padaria' };
const NUMBER_TWO = { id: '702', displayPhoneNumber: '+55 11 4000-0002', verifiedName: 'Oficina' };

let callbacks: CallbackServer;
let graph: GraphEmulator;

beforeAll(async () => {
	callbacks = await startCallbackServer(WORD);
});
afterAll(() => callbacks.close());
afterEach(() => graph.close());

async function start(options: GraphEmulatorOptions = {}): Promise<void> {
	graph = await startGraphEmulator({
		appId: '600',
		appSecret: 'shh',
		accessToken: 'token',
		businessAccountId: '500',
		numbers: [NUMBER_ONE, NUMBER_TWO],
		...options,
	});
}

const http = () => httpPort(tokens('token', '600|shh'));

function target(path: string, overrides: Partial<RegistrationTarget> = {}): RegistrationTarget {
	return {
		url: callbacks.url(path),
		verifyToken: WORD,
		webhookToken: 'webhook-token',
		account: { baseUrl: graph.baseUrl, businessAccountId: '500', appId: '600' },
		replaceForeign: false,
		test: false,
		ours: [],
		...overrides,
	};
}

/** Returns Meta's state in one value. */
function standing() {
	return {
		app: graph.world.app?.callbackUrl,
		account: graph.world.accountApps.get('600')?.overrideCallbackUri,
		one: graph.world.numbers.get('701')?.overrideCallbackUri,
		two: graph.world.numbers.get('702')?.overrideCallbackUri,
	};
}

function appBelongsTo(path: string, fields: string[] = ['messages']): void {
	graph.world.app = { callbackUrl: callbacks.url(path), fields };
	graph.world.accountApps.set('600', { name: 'Shop' });
}

const writes = () => graph.requests.filter(({ method }) => method !== 'GET');

describe('whatsappCloud: registration, first workflow of an app', () => {
	it('takes the app address, subscribes the account, and messages arrive', async () => {
		await start();
		expect(await registration.check(target('/a'), http())).toEqual({ state: 'missing' });

		const outcome = await registration.create(target('/a'), http());

		expect(outcome).toEqual({ ok: true, memory: { app: 'ours' }, notices: [] });
		expect(standing()).toEqual({ app: callbacks.url('/a') });
		expect(graph.world.app?.fields).toEqual(WEBHOOK_FIELDS);
		expect(await registration.check(target('/a'), http())).toEqual({ state: 'registered' });
		const { delivery } = await graph.customerSends({ from: '+55 11 98888-0001', text: 'oi' });
		expect(delivery).toMatchObject({ delivered: true, url: callbacks.url('/a') });
	});

	it('makes app calls with the proof of the app and all others with the access token', async () => {
		await start();
		await registration.create(target('/a', { businessId: '701' }), http());
		for (const request of graph.requests) {
			expect(request.identity).toBe(request.path === '/600/subscriptions' ? 'app' : 'account');
		}
		expect(graph.requests.length).toBeGreaterThan(6);
	});

	it('writes nothing the second time', async () => {
		await start();
		await registration.create(target('/a'), http());
		const before = writes().length;
		const again = await registration.create(target('/a'), http());
		expect(again).toEqual({ ok: true, memory: { app: 'ours' }, notices: [] });
		expect(writes()).toHaveLength(before);
	});

	it('adds the fields that are missing, and keeps those that were added by others', async () => {
		await start();
		appBelongsTo('/a', ['messages', 'calls']);
		expect(await registration.check(target('/a'), http())).toEqual({ state: 'missing' });
		await registration.create(target('/a'), http());
		expect(graph.world.app?.fields).toEqual(expect.arrayContaining(['calls', ...WEBHOOK_FIELDS]));
	});

	it('registers without the newer fields if Meta does not offer them, with a notice', async () => {
		await start({ refusedFields: ['standby'] });
		const outcome = await registration.create(target('/a'), http());
		expect(outcome).toMatchObject({ ok: true, notices: [expect.stringContaining('standby')] });
		expect(graph.world.app?.fields).toContain('user_preferences');
		expect(await registration.check(target('/a'), http())).toEqual({ state: 'registered' });
	});

	it('subscribes the account when only that is missing', async () => {
		await start();
		appBelongsTo('/a', [...WEBHOOK_FIELDS]);
		graph.world.accountApps.clear();
		expect(await registration.check(target('/a'), http())).toEqual({ state: 'missing' });
		await registration.create(target('/a'), http());
		expect(writes().map(({ path }) => path)).toEqual(['/500/subscribed_apps']);
		expect(graph.addressOf()).toBe(callbacks.url('/a'));
	});
});

describe('whatsappCloud: registration, several workflows share one app', () => {
	it('leaves the app to its owner and takes the address of the number', async () => {
		await start();
		appBelongsTo('/owner');
		const outcome = await registration.create(target('/b', { businessId: '702' }), http());

		expect(outcome).toMatchObject({ ok: true, memory: { slot: 'number', numberId: '702' } });
		expect(outcome.ok && outcome.notices.join()).toContain(callbacks.url('/owner'));
		expect(standing()).toEqual({ app: callbacks.url('/owner'), two: callbacks.url('/b') });
		const one = await graph.customerSends({ from: '5511988880001', text: 'a', numberId: '701' });
		const two = await graph.customerSends({ from: '5511988880001', text: 'b', numberId: '702' });
		expect([one.delivery.url, two.delivery.url]).toEqual([
			callbacks.url('/owner'),
			callbacks.url('/b'),
		]);
	});

	it('takes the address of the account when no number is named', async () => {
		await start();
		appBelongsTo('/owner');
		const outcome = await registration.create(target('/b'), http());
		expect(outcome).toMatchObject({ ok: true, memory: { slot: 'account' } });
		expect(standing()).toEqual({ app: callbacks.url('/owner'), account: callbacks.url('/b') });
	});

	it('subscribes first and overrides then, as Meta demands', async () => {
		await start();
		appBelongsTo('/owner');
		graph.world.accountApps.clear();
		const outcome = await registration.create(target('/b'), http());
		expect(outcome.ok).toBe(true);
		expect(standing().account).toBe(callbacks.url('/b'));
	});

	it("never removes another system's address of the account by subscribing again", async () => {
		await start();
		appBelongsTo('/owner');
		graph.world.accountApps.set('600', {
			name: 'Shop',
			overrideCallbackUri: callbacks.url('/other'),
		});
		const outcome = await registration.create(target('/b', { businessId: '701' }), http());
		expect(outcome.ok).toBe(true);
		expect(standing()).toEqual({
			app: callbacks.url('/owner'),
			account: callbacks.url('/other'),
			one: callbacks.url('/b'),
		});
	});

	it('names the numbers whose messages go elsewhere', async () => {
		await start();
		await registration.create(target('/b', { businessId: '702' }), http());
		graph.world.numbers.get('702')!.overrideCallbackUri = callbacks.url('/garage');
		const outcome = await registration.create(target('/b'), http());
		expect(outcome.ok && outcome.notices).toEqual([
			expect.stringContaining('+55 11 4000-0002') as string,
		]);
	});

	it('gives a remedy when the owner of the app left messages out', async () => {
		await start();
		appBelongsTo('/owner', ['account_update']);
		const outcome = await registration.create(target('/b', { businessId: '701' }), http());
		expect(outcome).toMatchObject({ ok: false, error: { code: 'messagesNotSubscribed' } });
		expect(writes()).toEqual([]);
	});
});

describe('whatsappCloud: registration, the address is taken', () => {
	async function taken(options: GraphEmulatorOptions = {}): Promise<void> {
		await start(options);
		appBelongsTo('/owner');
		graph.world.numbers.get('701')!.overrideCallbackUri = `${callbacks.url('/other')}?key=hidden`;
	}

	it('refuses, names the address without its query, and changes nothing', async () => {
		await taken();
		const wanted = target('/b', { businessId: '701' });
		expect(await registration.check(wanted, http())).toEqual({
			state: 'foreign',
			url: callbacks.url('/other'),
		});
		const outcome = await registration.create(wanted, http());
		expect(outcome).toMatchObject({ ok: false, error: { code: 'addressTaken', retry: 'no' } });
		expect(outcome.ok || outcome.error.reason).toContain(callbacks.url('/other'));
		expect(outcome.ok || outcome.error.remedy).toContain('Replace Existing Address');
		expect(JSON.stringify(outcome)).not.toContain('hidden');
		expect(writes()).toEqual([]);
	});

	it('replaces it when the user wants that, and restores it afterwards', async () => {
		await taken();
		const previous = standing().one;
		const wanted = target('/b', { businessId: '701', replaceForeign: true });
		const outcome = await registration.create(wanted, http());
		expect(outcome).toMatchObject({ ok: true, memory: { slot: 'number', previous } });
		expect(standing().one).toBe(callbacks.url('/b'));

		const removed = await registration.remove(wanted, outcome.ok ? outcome.memory : {}, http());
		expect(removed).toEqual({ ok: true, memory: {}, notices: [] });
		expect(standing().one).toBe(previous);
	});

	it("empties the slot, with a notice, when the earlier address refuses Meta's check", async () => {
		await taken();
		const stranger = await startCallbackServer('another-word');
		graph.world.numbers.get('701')!.overrideCallbackUri = stranger.url('/theirs');
		const wanted = target('/b', { businessId: '701', replaceForeign: true });
		const outcome = await registration.create(wanted, http());
		const removed = await registration.remove(wanted, outcome.ok ? outcome.memory : {}, http());
		expect(removed).toMatchObject({ ok: true, notices: [expect.stringContaining('/theirs')] });
		expect(standing().one).toBeUndefined();
		expect(graph.addressOf('701')).toBe(callbacks.url('/owner'));
		await stranger.close();
	});
});

describe('whatsappCloud: registration for a test', () => {
	const test = { test: true, replaceForeign: true, businessId: '701' };

	it('never takes messages from the production address, whatever is ticked', async () => {
		await start();
		await registration.create(target('/webhook/x', { businessId: '701' }), http());
		const before = standing();
		const outcome = await registration.create(target('/webhook-test/x', test), http());
		expect(outcome).toMatchObject({ ok: false, error: { code: 'addressInUse' } });
		expect(outcome.ok || outcome.error.reason).toContain(callbacks.url('/webhook/x'));
		expect(outcome.ok || outcome.error.remedy).toContain('Simulator');
		expect(standing()).toEqual(before);
	});

	it('uses an app without an address, and restores it', async () => {
		await start();
		const outcome = await registration.create(target('/webhook-test/x', test), http());
		expect(outcome).toMatchObject({ ok: true });
		await registration.remove(
			target('/webhook-test/x', test),
			outcome.ok ? outcome.memory : {},
			http(),
		);
		expect(standing()).toEqual({});
	});

	it('removes nothing of the production address when a refused test is cleaned up', async () => {
		await start();
		await registration.create(target('/webhook/x', { businessId: '701' }), http());
		const before = writes().length;
		const removed = await registration.remove(target('/webhook-test/x', test), undefined, http());
		expect(removed).toMatchObject({ ok: true });
		expect(writes()).toHaveLength(before);
	});
});

describe('whatsappCloud: removing a registration', () => {
	it('removes what create made', async () => {
		await start();
		const outcome = await registration.create(target('/a'), http());
		await registration.remove(target('/a'), outcome.ok ? outcome.memory : {}, http());
		expect(standing()).toEqual({});
		expect(graph.addressOf()).toBeUndefined();
	});

	it('removes only its own address when it remembers nothing', async () => {
		await start();
		appBelongsTo('/owner');
		await registration.create(target('/b', { businessId: '701' }), http());
		await registration.create(target('/c', { businessId: '702' }), http());
		await registration.remove(target('/b', { businessId: '701' }), undefined, http());
		expect(standing()).toEqual({ app: callbacks.url('/owner'), two: callbacks.url('/c') });
	});

	it('does not change a slot that another system has taken since', async () => {
		await start();
		const outcome = await registration.create(target('/a'), http());
		graph.world.app!.callbackUrl = callbacks.url('/newcomer');
		await registration.remove(target('/a'), outcome.ok ? outcome.memory : {}, http());
		expect(standing().app).toBe(callbacks.url('/newcomer'));
	});

	it('keeps the app subscribed while other workflows depend on it', async () => {
		await start();
		const first = await registration.create(target('/a', { businessId: '701' }), http());
		await registration.create(target('/b', { businessId: '702' }), http());
		const removed = await registration.remove(
			target('/a', { businessId: '701' }),
			first.ok ? first.memory : {},
			http(),
		);
		expect(removed).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('+55 11 4000-0002')],
		});
		const { delivery } = await graph.customerSends({
			from: '5511988880001',
			text: 'still there?',
			numberId: '702',
		});
		expect(delivery).toMatchObject({ delivered: true, url: callbacks.url('/b') });
	});

	it('uses the remembered number when the trigger has been moved to another one', async () => {
		await start();
		appBelongsTo('/owner');
		const outcome = await registration.create(target('/b', { businessId: '701' }), http());
		const moved = target('/b', { businessId: '702' });
		await registration.remove(moved, outcome.ok ? outcome.memory : {}, http());
		expect(standing().one).toBeUndefined();
	});
});

describe('whatsappCloud: registration, obstacles', () => {
	it('explains an address that Meta cannot reach', async () => {
		await start();
		const outcome = await registration.create(
			target('/a', { verifyToken: 'not the word' }),
			http(),
		);
		expect(outcome).toMatchObject({ ok: false, error: { code: '2200' } });
		expect(outcome.ok || outcome.error.reason).toContain('403');
		expect(outcome.ok || outcome.error.remedy).toContain('WEBHOOK_URL');
	});

	it('explains a wrong app secret', async () => {
		await start();
		const outcome = await registration.create(target('/a'), httpPort(tokens('token', '600|wrong')));
		expect(outcome.ok || outcome.error.remedy).toContain('App Settings > Basic');
	});

	it('explains an expired access token', async () => {
		await start();
		const outcome = await registration.create(target('/a'), httpPort(tokens('old', '600|shh')));
		expect(outcome).toMatchObject({ ok: false, error: { code: '190' } });
	});

	it('stops before any write when the token belongs to another app', async () => {
		await start({ tokenAppId: '601' });
		const outcome = await registration.create(target('/a'), http());
		expect(outcome).toMatchObject({ ok: false, error: { code: 'appMismatch' } });
		expect(writes()).toEqual([]);
	});

	it.each([
		['businessAccountId', 'Business Account ID'],
		['appId', 'App ID'],
	])('asks for %s before any request', async (setting, label) => {
		await start();
		const account = { ...target('/a').account, [setting]: ' ' };
		const outcome = await registration.create(target('/a', { account }), http());
		expect(outcome).toMatchObject({ ok: false, error: { code: 'missingSetting' } });
		expect(outcome.ok || outcome.error.title).toContain(label);
		expect(graph.requests).toEqual([]);
	});
});
