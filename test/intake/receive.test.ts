import { InboxKeeper } from '../../intake/keeper/inbox-keeper';
import { AccountRuleBook } from '../../intake/listeners/account-rules';
import { completeSettings } from '../../intake/listeners/listener-settings';
import { receive, type Receiver, type ReceivePorts } from '../../intake/receive';
import { beginExecution, endExecution } from '../../intake/fence';
import type { RunningListener, StoreHandle } from '../../intake/ports';
import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import type { ProviderAdapter } from '../../messaging/provider';
import { providers } from '../../providers';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { openStore } from '../../store/open-store';
import { StoreError } from '../../store/store-error';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { ENDS, message, minute, status } from '../store/events';
import { ManualClock } from './keeper/manual-clock';

const OWNER: Owner = { bootId: 'here', hostname: 'host', processId: 1 };
const ACCOUNT = 'account:whatsappCloud:1';

/** A provider whose requests carry events as they are, and a password. */
const adapter: ProviderAdapter = {
	...(providers.whatsappCloud as ProviderAdapter),
	authenticate: ({ headers }, { appSecret }) =>
		headers['x-password'] === appSecret
			? { ok: true }
			: { ok: false, reason: 'The password is wrong.' },
	handshake: ({ query }, { verifyToken }) =>
		query['verify'] === verifyToken
			? { status: 200, contentType: 'text/plain', body: 'hello' }
			: undefined,
	parse: ({ body }) => body as MessagingEvent[],
};

function request(given: Partial<InboundRequest> = {}): InboundRequest {
	return {
		method: 'POST',
		headers: { 'x-password': 'secret' },
		query: {},
		rawBody: Buffer.alloc(0),
		body: [],
		receivedAt: minute(0),
		receiver: 'node',
		...given,
	};
}
const deliver = (...events: MessagingEvent[]) => request({ body: events });

const FULL = new StoreError({
	code: 'full',
	title: 'The disk is full',
	remedy: 'Free some space.',
});

describe('receive', () => {
	const folder = temporaryFolder();
	let store: Store;
	let handle: StoreHandle;
	let keeper: InboxKeeper;
	let clock: ManualClock;
	let files = 0;
	const log: string[] = [];
	const started = new Map<string, string[][]>();

	beforeEach(async () => {
		store = await openStore({ file: folder.file(`store-${files++}.sqlite`) });
		handle = { location: 'store', use: async (work) => await work(store) };
		clock = new ManualClock(new Date());
		keeper = new InboxKeeper({
			owner: OWNER,
			clock,
			runsExecutions: true,
			isProvenDead: () => false,
		});
		log.length = 0;
		started.clear();
	});
	afterEach(async () => {
		await keeper.dispose();
		await store.close();
	});

	const ports = (more: Partial<ReceivePorts> = {}): ReceivePorts => ({
		store: handle,
		keeper,
		ruleBook: new AccountRuleBook(),
		owner: OWNER,
		secrets: async () => ({ appSecret: 'secret', verifyToken: 'verify' }),
		logError: (line) => log.push(line),
		logWarning: (line) => log.push(line),
		...more,
	});
	const receiver = (key: string, more: object = {}): Receiver => ({
		key,
		adapter,
		account: ACCOUNT,
		startsBy: 'keeper',
		settings: completeSettings({ provider: 'whatsappCloud', kinds: ['message'], ...more }),
	});
	const run = (key: string) => {
		started.set(key, []);
		const listener: RunningListener = {
			key,
			store: async () => handle,
			keptDays: 35,
			collectMs: 0,
			start: async (events) => {
				started.get(key)?.push(events.map(({ id }) => id));
				return 'ended';
			},
			warn: (line) => log.push(line),
		};
		keeper.run(listener);
	};
	const publish = async ({ key, settings }: Receiver) => {
		run(key);
		const listener = {
			key,
			account: ACCOUNT,
			provider: 'whatsappCloud',
			workflowName: key,
			url: `https://n8n.example/webhook/${key}`,
			verifyToken: '',
			webhookToken: '',
			setUpByHand: false,
			settings,
			...(settings.businessId !== undefined && { businessId: settings.businessId }),
			keepTextsDays: settings.keepTextsDays,
		} as const;
		await store.listeners.put(listener, minute(0));
	};

	it('answers a handshake, and a visitor who opens the address', async () => {
		const get = { method: 'GET', headers: {} };
		const shaken = await receive(
			request({ ...get, query: { verify: 'verify' } }),
			receiver('a'),
			ports(),
		);
		expect(shaken.answer).toMatchObject({ status: 200, body: 'hello' });
		const opened = await receive(request(get), receiver('a'), ports());
		expect(opened.answer.body).toContain('Enter it there as the webhook URL');
	});

	it('refuses a request without proof, and records nothing of it', async () => {
		const forged = { ...deliver(message('a')), headers: {} };
		const { answer } = await receive(forged, receiver('a'), ports());
		expect(answer.status).toBe(401);
		expect(await store.inbox.counts('a')).toMatchObject({ received: 0 });
	});

	it.each([
		['says why and what to do', FULL, 'The disk is full. Free some space.'],
		['quotes no other error', new Error('canary'), 'an error of type Error'],
	])('answers 503 while an event cannot be recorded, and %s in the log', async (_, error, line) => {
		const broken = { location: 'store', use: async () => await Promise.reject(error) };
		const { answer } = await receive(
			deliver(message('a', 'canary')),
			receiver('a'),
			ports({ store: broken }),
		);
		expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
		expect(log.join()).toContain(line);
		expect(log.join()).not.toContain('canary');
	});

	it('gives an event once to every listener of the account, through whichever address it arrives', async () => {
		const [a, b] = [receiver('a'), receiver('b')];
		await publish(a);
		await publish(b);
		await receive(deliver(message('one')), a, ports());
		await receive(deliver(message('one')), b, ports());
		await clock.settled();
		expect(Object.fromEntries(started)).toEqual({ a: [['one']], b: [['one']] });
	});

	it('keeps texts for the longest time that a listener of the number asks for', async () => {
		const [a, b, c] = [
			receiver('a', { kinds: [], keepTextsDays: 7 }),
			receiver('b', { keepTextsDays: 30 }),
			receiver('c', { businessId: 'business-2', keepTextsDays: 90 }),
		];
		await publish(a);
		await publish(b);
		await publish(c);
		await receive(deliver(message('one', 'Oi')), a, ports());
		const kept = async (choice: object = { limit: 10 }) =>
			await store.history.read(ENDS, choice as never, minute(1));
		expect(await kept()).toMatchObject({ messages: [{ text: 'Oi' }], keptDays: 30 });
		await store.prune(minute(0), minute(29 * 24 * 60));
		expect((await kept()).messages).toHaveLength(1);
		await store.prune(minute(0), minute(31 * 24 * 60));
		expect((await kept()).messages).toEqual([]);
	});

	it('gives each listener only what its own filters want', async () => {
		const [a, b] = [receiver('a'), receiver('b', { businessId: 'business-2' })];
		await publish(a);
		await publish(b);
		const toTwo = message('two', 'oi', { business: { id: 'business-2' } });
		await receive(deliver(message('one'), toTwo), a, ports());
		await clock.settled();
		expect(Object.fromEntries(started)).toEqual({ a: [['one', 'two']], b: [['two']] });
	});

	it('reads a word as an opt-out if any listener of the account has chosen it', async () => {
		const a = receiver('a', { kinds: ['consent'], optOutWords: ['sair'] });
		const b = receiver('b', { kinds: ['consent'], optOutWords: ['tchau'] });
		await publish(a);
		await publish(b);
		await receive(deliver(message('bye', 'Tchau!')), a, ports());
		await clock.settled();
		expect(Object.fromEntries(started)).toEqual({ a: [['bye']], b: [['bye']] });
	});

	it('hands a conversation back by a word that any listener of the account has chosen', async () => {
		const agentWrites = (id: string, text: string) =>
			message(id, '', {
				...{ event: 'handover', message: undefined },
				handover: { direction: 'toHuman', message: { id, type: 'text', text } },
			});
		const a = receiver('a', { kinds: ['handover'] });
		await publish(a);
		await publish(receiver('b', { kinds: [], handBackWords: ['#bot'] }));
		await receive(deliver(agentWrites('1', 'Oi')), a, ports());
		const { contact } = message('1');
		const ends = { provider: 'whatsappCloud', channel: 'whatsapp', contact } as const;
		const handler = async () => {
			const found = await store.conversations.get({ ...ends, businessId: 'business-1' }, minute(1));
			return found?.handler;
		};
		expect(await handler()).toBe('human');
		await receive(deliver(agentWrites('2', '#Bot')), a, ports());
		expect(await handler()).toBe('bot');
		await clock.settled();
		expect(started.get('a')).toEqual([['1'], ['2']]);
	});

	it('accepts the events to which a request of the page leads, and gives the answer of the page', async () => {
		await publish(receiver('a'));
		const page = async () => ({ status: 200, body: 'done', events: [message('m')] });
		const { answer } = await receive(request(), receiver('a'), ports({ page }));
		expect(answer).toEqual({ status: 200, body: 'done' });
		expect(started.get('a')).toEqual([['m']]);
	});

	it('logs how much of an endless delivery is left out', async () => {
		const endless = request({ body: Array.from({ length: 20_000 }, () => ({})) });
		const none: ProviderAdapter = { ...adapter, parse: () => [] };
		await receive(endless, { ...receiver('a'), adapter: none }, ports());
		expect(log).toEqual([expect.stringContaining('left out 10000 entries')]);
	});

	it('answers other requests before and after it reads a large body', async () => {
		const turns: string[] = [];
		const parse: ProviderAdapter['parse'] = (given) => {
			setImmediate(() => turns.push('another request, after'));
			turns.push('parsed');
			return adapter.parse(given);
		};
		setImmediate(() => turns.push('another request, before'));
		const large = { ...deliver(message('1')), rawBody: Buffer.alloc(100_000) };
		await receive(large, { ...receiver('a'), adapter: { ...adapter, parse } }, ports());
		expect(turns).toEqual(['another request, before', 'parsed', 'another request, after']);
	});

	it('answers other requests between the slices of a large delivery', async () => {
		await publish(receiver('a'));
		const events = Array.from({ length: 200 }, (_, number) => status(`m${number}`, 'sent'));
		let turns = 0;
		const count = () => {
			turns++;
			counting = setImmediate(count);
		};
		let counting = setImmediate(count);
		await receive(request({ body: events }), receiver('a'), ports());
		clearImmediate(counting);
		expect(turns).toBeGreaterThanOrEqual(7);
	});

	it('starts the executions of a large delivery a few at a time', async () => {
		await publish(receiver('a', { inOrder: true }));
		const batch = Array.from({ length: 200 }, (_, number) =>
			message(`m${number}`, 'oi', { contact: { id: `customer-${number}` } }),
		);
		const atOnce: number[] = [];
		let before = 0;
		const count = () => {
			const now = started.get('a')?.length ?? 0;
			atOnce.push(now - before);
			before = now;
			counting = setImmediate(count);
		};
		let counting = setImmediate(count);
		await receive(request({ body: batch }), receiver('a', { inOrder: true }), ports());
		await clock.settled();
		clearImmediate(counting);
		expect(started.get('a')).toHaveLength(200);
		expect(Math.max(...atOnce)).toBeLessThanOrEqual(25);
	});

	it('returns the events that n8n starts itself, one message of a customer at a time', async () => {
		const ordered: Receiver = { ...receiver('a', { inOrder: true }), startsBy: 'return' };
		const batch = deliver(message('one'), message('two'));
		const { toReturn } = await receive(batch, ordered, ports());
		expect(toReturn.map(({ id }) => id)).toEqual(['one']);
		expect(await store.inbox.withKeptEvents(['a'])).toEqual(['a']);
	});

	it('returns one message in order also of a delivery that is recorded in slices', async () => {
		const ordered: Receiver = { ...receiver('a', { inOrder: true }), startsBy: 'return' };
		const people = Array.from({ length: 60 }, (_, number) =>
			message(`m${number}`, 'Oi', { contact: { id: `551198888${number + 1000}` } }),
		);
		const { toReturn } = await receive(deliver(...people), ordered, ports());
		expect(toReturn.map(({ id }) => id)).toEqual(['m0']);
	});

	it.each([{ collectMs: 5_000 }, { inOrder: true, joinMs: 5_000 }])(
		'leaves events that wait for others to another process: %j',
		async (settings) => {
			const waiting: Receiver = { ...receiver('a', settings), startsBy: 'return' };
			const { toReturn } = await receive(deliver(message('one')), waiting, ports());
			expect(toReturn).toEqual([]);
			expect(await store.inbox.withKeptEvents(['a'])).toEqual(['a']);
		},
	);

	it('lets one execution begin, and removes the event when it has ended', async () => {
		const queued = new InboxKeeper({
			owner: OWNER,
			clock,
			runsExecutions: false,
			isProvenDead: () => false,
		});
		const returned: Receiver = { ...receiver('a'), startsBy: 'return' };
		await receive(deliver(message('one')), returned, ports({ keeper: queued }));
		const fence = { keeper: queued, owner: OWNER, store: handle };
		const events = [{ id: 'one', event: 'message' as const }];
		const execution = { listener: 'a', executionId: '1', events, isRetry: false };
		expect(await beginExecution(execution, fence)).toEqual(['first']);
		expect(await beginExecution({ ...execution, executionId: '2' }, fence)).toEqual(['taken']);
		await endExecution(execution, 'ended', fence);
		await clock.settled();
		expect(await store.inbox.withKeptEvents(['a'])).toEqual([]);
		await queued.dispose();
	});
});
