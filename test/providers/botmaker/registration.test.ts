import { botmaker } from '../../../providers/botmaker';
import { startBotmakerEmulator, type BotmakerEmulator } from '../../emulators/botmaker/emulator';
import { httpPort } from '../../emulators/http-port';
import { accountAt, WHATSAPP_CHANNEL } from './account';

const URL = 'https://n8n.example/webhook/1/messages';
const TOKEN = 'webhook-token-canary';

let emulator: BotmakerEmulator;
beforeEach(async () => {
	// One check after the other in one second; the limit has a test of its own below.
	emulator = await startBotmakerEmulator({ rateLimits: false });
});
afterEach(() => emulator.close());

const http = () =>
	httpPort(async (options) => ({
		...options,
		headers: { ...options.headers, 'access-token': emulator.world.tokens.accessToken },
	}));
const target = (more: object = {}) => ({
	url: URL,
	verifyToken: '',
	webhookToken: TOKEN,
	businessId: WHATSAPP_CHANNEL,
	account: accountAt(emulator.baseUrl),
	replaceForeign: false,
	test: false,
	ours: [],
	...more,
});
const check = () => botmaker.registration.check(target(), http());

describe('botmaker: registration', () => {
	it('accepts a webhook with the right settings', async () => {
		emulator.enterWebhook({ url: `${URL}/`, token: TOKEN, channelsIds: [WHATSAPP_CHANNEL] });
		expect(await check()).toEqual({ state: 'registered' });
		expect(await botmaker.registration.create(target(), http())).toMatchObject({ ok: true });
	});

	it.each([
		['nothing is entered', undefined, 'webhookMissing', /add a webhook/],
		[
			'the webhook is for another channel',
			{ channelsIds: ['x-telegram-1'] },
			'webhookMissing',
			/add/,
		],
		['it is switched off', { active: false }, 'webhookInactive', /switch it on/],
		[
			'user messages are not ticked',
			{ notifyUserMessages: false },
			'webhookWithoutMessages',
			/tick/,
		],
		['the token differs', { token: 'other-canary' }, 'webhookTokenDiffers', /security token/],
		[
			'the channel sends to another address',
			{ url: 'https://crm.example/in?key=canary' },
			'addressTaken',
			/crm|enter/,
		],
	] as const)(
		'gives a remedy when %s, and reveals no secret',
		async (_name, entered, code, remedy) => {
			if (entered) emulator.enterWebhook({ url: URL, token: TOKEN, ...entered });
			const state = await check();
			expect(state).toMatchObject({ state: 'failed', error: { code } });
			expect(state.state === 'failed' && state.error.remedy).toMatch(remedy);
			const created = await botmaker.registration.create(target(), http());
			expect(created).toMatchObject({ ok: false, error: { code } });
			expect(JSON.stringify([state, created])).not.toContain('canary');
		},
	);

	it('makes one request to Botmaker, because its webhooks can be read only once a second', async () => {
		emulator.world.options.rateLimits = true;
		await check();
		expect(emulator.requests.map(({ path }) => path)).toEqual(['/webhooks']);
	});

	it('reads no other channel when none is chosen', async () => {
		emulator.enterWebhook({
			url: 'https://crm.example/in',
			token: 'x',
			channelsIds: ['a-telegram-1'],
		});
		emulator.enterWebhook({ url: URL, token: TOKEN, channelsIds: [WHATSAPP_CHANNEL] });
		const whole = target({ businessId: undefined });
		expect(await botmaker.registration.check(whole, http())).toEqual({ state: 'registered' });
	});

	it('adds a notice when status changes are not ticked', async () => {
		emulator.enterWebhook({ url: URL, token: TOKEN, notifyStatusChanges: false });
		const created = await botmaker.registration.create(target(), http());
		expect(created.ok && created.notices.join()).toContain('status changes');
	});

	it('leaves the address that the user entered in the console', async () => {
		emulator.enterWebhook({ url: URL, token: TOKEN });
		await botmaker.registration.remove(target(), {}, http());
		expect(emulator.world.webhooks.size).toBe(1);
		expect(emulator.requests).toEqual([]);
	});

	it('explains a refused read', async () => {
		emulator.rotateTokens();
		const stale = httpPort(async (options) => ({
			...options,
			headers: { ...options.headers, 'access-token': 'emulated-access-token-0' },
		}));
		expect(await botmaker.registration.check(target(), stale)).toMatchObject({
			state: 'failed',
			error: { meaning: 'wrongCredential' },
		});
	});
});

describe('botmaker: test runs', () => {
	const test = () => target({ test: true, url: 'https://n8n.example/webhook-test/1/messages' });
	const rules = () => [...emulator.world.webhooks.values()].flatMap((webhook) => webhook.rules);

	it('sends chosen chats to the test address, and does not change all others', async () => {
		emulator.enterWebhook({ url: URL, token: TOKEN });
		expect(await botmaker.registration.check(test(), http())).toEqual({ state: 'missing' });
		const created = await botmaker.registration.create(test(), http());
		expect(created.ok && created.notices.join()).toContain('webhookEnv');
		expect(rules()).toMatchObject([{ URL: test().url, chatsMatchProps: [{ webhookEnv: 'test' }] }]);
		const memory = created.ok ? created.memory : undefined;
		expect(await botmaker.registration.remove(test(), memory, http())).toMatchObject({ ok: true });
		expect(rules()).toEqual([]);
		expect(await botmaker.registration.remove(test(), memory, http())).toMatchObject({ ok: true });
	});

	it('finds the rule of an interrupted test, instead of creating another', async () => {
		emulator.enterWebhook({ url: URL, token: TOKEN });
		const first = await botmaker.registration.create(test(), http());
		const second = await botmaker.registration.create(test(), http());
		expect(second).toEqual(first);
		expect(rules()).toHaveLength(1);
	});

	it('needs a webhook first', async () => {
		expect(await botmaker.registration.create(test(), http())).toMatchObject({
			ok: false,
			error: { code: 'webhookMissing' },
		});
	});
});
