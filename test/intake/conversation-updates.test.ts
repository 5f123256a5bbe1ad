import fc from 'fast-check';

import { accountsHere } from '../../intake/accounts-here';
import { announceConversationUpdates } from '../../intake/conversation-updates';
import { InboxKeeper } from '../../intake/keeper/inbox-keeper';
import { AccountRuleBook } from '../../intake/listeners/account-rules';
import { completeSettings, type ListenerSettings } from '../../intake/listeners/listener-settings';
import type { RunningListener, StoreHandle } from '../../intake/ports';
import type { MessagingEvent } from '../../messaging/event';
import type { Provider } from '../../messaging/provider-names';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from '../store/engines';
import { ENDS, endsWith, message, minute, receive } from '../store/events';
import { sizeOf } from '../thoroughness';
import { ManualClock } from './keeper/manual-clock';

const ACCOUNT = 'account:whatsappCloud:1';
const REPLY = { messageId: 'reply', type: 'text', state: 'accepted' } as const;

describe.each(ENGINES)('$name: conversation updates', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	let keeper: InboxKeeper;
	let clock: ManualClock;
	let started: Array<{ key: string; event: MessagingEvent }>;
	let here: RunningListener[];
	beforeEach(async () => {
		({ store, dispose } = await create());
		started = [];
		here = [];
		clock = new ManualClock(minute(0));
		keeper = newKeeper('here');
	});
	afterEach(async () => {
		await keeper.dispose();
		await dispose();
	});

	const handle = (): StoreHandle => ({ location: 'store', use: async (work) => await work(store) });
	const ownerOf = (bootId: string): Owner => ({ bootId, hostname: 'host', processId: 1 });

	function newKeeper(bootId: string): InboxKeeper {
		return new InboxKeeper({
			...{ owner: ownerOf(bootId), clock, runsExecutions: true },
			isProvenDead: () => false,
		});
	}

	/** Publishes a workflow in this process. */
	async function listen(
		key: string,
		settings: Partial<ListenerSettings>,
		given: { at?: number; provider?: Provider; account?: string; by?: InboxKeeper } = {},
	): Promise<void> {
		const { at = 0, provider = 'whatsappCloud', account = ACCOUNT, by = keeper } = given;
		const chosen = completeSettings({ provider, kinds: ['conversation'], ...settings });
		await store.listeners.put(
			{
				...{ key, account, provider, workflowName: key, url: '', settings: chosen },
				...{ verifyToken: '', webhookToken: '', setUpByHand: false },
				updateMinutes: chosen.updateMinutes,
			},
			minute(at),
		);
		const listener: RunningListener = {
			...{ key, store: async () => handle(), keptDays: 35, collectMs: 0, warn: () => undefined },
			start: async (events) => {
				started.push(...events.map((event) => ({ key, event })));
				return 'ended';
			},
		};
		by.run(listener);
		if (by === keeper) here.push(listener);
	}

	const look = async (minutes: number, by = keeper, bootId = 'here') => {
		const ports = { store: handle(), keeper: by, ruleBook: new AccountRuleBook() };
		const due = { ...ports, owner: ownerOf(bootId), now: minute(minutes) };
		await announceConversationUpdates(await accountsHere(here, due), due);
	};

	const writes = (id: string, minutes: number, more: Partial<MessagingEvent> = {}) =>
		receive(store, [message(id, 'Oi', { timestamp: minute(minutes).toISOString(), ...more })], {
			account: ACCOUNT,
			keep: () => false,
		});
	const answers = (minutes: number, more = {}) =>
		store.messages.recordSent(
			ENDS,
			{ ...REPLY, messageId: `r${minutes}`, ...more },
			minute(minutes),
		);
	const names = () =>
		started.map(
			({ key, event }) => `${key} ${event.conversation?.update} ${event.timestamp.slice(11, 16)}`,
		);

	it('carry what every event carries, and say since when', async () => {
		await listen('shop', { updateMinutes: { customerSilent: 10 } });
		await writes('a', 1);
		await store.conversations.changeState(ENDS, { step: 'size', values: { size: 3 } }, minute(1));
		await store.contacts.upsert(ENDS, { tier: 'gold' }, minute(1));
		await answers(2);
		await look(11);
		expect(started).toEqual([]);
		await look(12);
		expect(started.map(({ event }) => event)).toEqual([
			{
				event: 'conversation',
				id: expect.any(String) as string,
				provider: 'whatsappCloud',
				channel: 'whatsapp',
				timestamp: minute(12).toISOString(),
				contact: expect.objectContaining({ id: ENDS.contact.id }) as unknown,
				business: { id: ENDS.businessId },
				customer: expect.objectContaining({ tier: 'gold' }) as unknown,
				conversation: {
					key: expect.any(String) as string,
					handler: 'bot',
					since: expect.any(String) as string,
					step: 'size',
					values: { size: 3 },
					windowExpiresAt: expect.any(String) as string,
					isFirstMessage: false,
					update: 'customerSilent',
					updateMinutes: 10,
					silentSince: minute(2).toISOString(),
				},
			},
		]);
	});

	it('start once for each silence, with several listeners, a restart and two processes', async () => {
		await listen('remind', { updateMinutes: { customerSilent: 10 } });
		await listen('close', { updateMinutes: { customerSilent: 30 } });
		await writes('a', 0);
		await answers(1);
		const other = newKeeper('there');
		for (const listener of here) other.run(listener);
		await Promise.all([look(11), look(11, other, 'there')]);
		await answers(12);
		await other.dispose();
		const restarted = newKeeper('again');
		for (const listener of here) restarted.run(listener);
		await look(31, restarted, 'again');
		await look(60, restarted, 'again');
		expect(names()).toEqual(['remind customerSilent 12:11', 'close customerSilent 12:31']);
		await writes('a', 0);
		await writes('late', 0);
		await look(90, restarted, 'again');
		expect(names()).toHaveLength(2);
		await writes('b', 100);
		await answers(101);
		await look(112, restarted, 'again');
		expect(names().slice(2)).toEqual(['remind customerSilent 13:51']);
		await restarted.dispose();
	});

	it('start the workflow of another process, with all that they say', async () => {
		const there = newKeeper('there');
		await listen('here', { updateMinutes: { customerSilent: 10 } });
		await listen('there', { updateMinutes: { customerSilent: 10 } }, { by: there });
		await writes('a', 0);
		await answers(1);
		await look(11);
		there.search(handle());
		while (started.length < 2) await clock.settled();
		expect(started.map(({ key }) => key).sort()).toEqual(['here', 'there']);
		expect(started[1]?.event).toEqual(started[0]?.event);
		await there.dispose();
	});

	it('start nothing for a silence that ended before the look', async () => {
		await listen('shop', { updateMinutes: { customerSilent: 10 } });
		await writes('a', 0);
		await answers(1);
		await writes('b', 20);
		await look(21);
		expect(started).toEqual([]);
	});

	it('leave out silences from before the publication, but not those that went on', async () => {
		await writes('a', 0);
		await answers(1);
		const ben = endsWith({ id: 'ben' });
		await writes('b', 15, { contact: ben.contact });
		await store.messages.recordSent(ben, { ...REPLY, messageId: 'to-ben' }, minute(16));
		await listen('shop', { updateMinutes: { customerSilent: 10 } }, { at: 20 });
		await look(30);
		expect(started.map(({ event }) => event.contact.id)).toEqual(['ben']);
	});

	it('go on when n8n starts again, and begin anew with other times', async () => {
		await listen('shop', { updateMinutes: { customerSilent: 10 } });
		await writes('a', 0);
		await answers(1);
		await listen('shop', { updateMinutes: { customerSilent: 10 } }, { at: 20 });
		await look(21);
		expect(started).toHaveLength(1);
		await listen('shop', { updateMinutes: { customerSilent: 15 } }, { at: 30 });
		await look(31);
		expect(started).toHaveLength(1);
	});

	it('begin no silence with a notice, a reaction or a template out of the blue', async () => {
		await listen('shop', { updateMinutes: { customerSilent: 10 } });
		await writes('a', 0);
		await answers(1, { isNotice: true });
		await answers(2, { type: 'reaction' });
		await answers(3, { type: 'template', businessInitiated: true });
		await look(30);
		expect(started).toEqual([]);
	});

	it('announce a silent agent once, until they have answered', async () => {
		await listen('boss', { updateMinutes: { agentSilent: 5, customerSilent: 5 } });
		await writes('a', 0);
		await answers(1);
		const redirect = { action: 'redirect', handler: 'waiting', team: 'Vendas' } as const;
		await store.conversations.changeHandler(ENDS, redirect, minute(2));
		await answers(3, { isNotice: true });
		await look(8);
		await writes('b', 9);
		await look(20);
		expect(names()).toEqual(['boss agentSilent 12:07']);
		const bia = { action: 'accept', agent: { id: 'bia' } } as const;
		await store.conversations.changeHandler(ENDS, bia, minute(21));
		await answers(22);
		await look(27);
		await writes('c', 28);
		await look(33);
		expect(names().slice(1)).toEqual(['boss customerSilent 12:27', 'boss agentSilent 12:33']);
	});

	it('end the silence of an agent whose message comes as a copy', async () => {
		await listen('boss', { updateMinutes: { agentSilent: 5 } });
		await store.conversations.changeHandler(
			ENDS,
			{ action: 'redirect', handler: 'human' },
			minute(0),
		);
		await writes('a', 1);
		const echo = { id: 'echo', type: 'text', text: 'Já vejo' } as const;
		await writes('echo', 3, {
			...{ event: 'handover', message: undefined },
			handover: { direction: 'toHuman', message: echo },
		});
		await look(10);
		expect(started).toEqual([]);
	});

	it('warn once before the window closes, for each window', async () => {
		await listen('shop', { updateMinutes: { windowCloses: 60 } });
		await listen('open', { updateMinutes: { windowCloses: 60 }, onlyUnansweredWindows: true });
		await writes('a', 0);
		await look(1379);
		expect(started).toEqual([]);
		await look(1381);
		await look(1390);
		expect(names().sort()).toEqual(['open windowCloses 11:00', 'shop windowCloses 11:00']);
		expect(started[0]?.event.conversation).toMatchObject({
			isUnanswered: true,
			windowExpiresAt: minute(1440).toISOString(),
		});
		await writes('b', 1400);
		await answers(1401);
		await look(2790);
		expect(names().slice(2)).toEqual(['shop windowCloses 10:20']);
	});

	it('start for all customers whose moment came while n8n did not run', async () => {
		await listen('shop', { updateMinutes: { windowCloses: 60 } });
		const timestamp = minute(1).toISOString();
		const said = Array.from({ length: 120 }, (_, index) =>
			message(`m${index}`, 'Oi', { contact: { id: `customer-${index}` }, timestamp }),
		);
		await receive(store, said, { account: ACCOUNT, keep: () => false });
		await look(1400);
		await look(1405);
		expect(new Set(started.map(({ event }) => event.contact.id)).size).toBe(120);
		expect(started).toHaveLength(120);
	});

	it('follow the clock of each business of the Simulator, forward and back', async () => {
		const ends = { ...ENDS, provider: 'simulator', businessId: 'bakery' } as const;
		const wrote = { provider: 'simulator', business: { id: 'bakery' } } as const;
		const [account, hour] = ['account:simulator:1', 60 * 60_000];
		const says = (id: string, minutes: number) => {
			const said = message(id, 'Oi', { ...wrote, timestamp: minute(minutes).toISOString() });
			return receive(store, [said], { account, keep: () => false });
		};
		const replies = (minutes: number) =>
			store.messages.recordSent(ends, { ...REPLY, messageId: `s${minutes}` }, minute(minutes));
		const times = { updateMinutes: { customerSilent: 90 } };
		await listen('bakery', times, { provider: 'simulator', account });
		await says('a', 1);
		await replies(2);
		await look(31);
		expect(started).toEqual([]);
		await store.simulator.setClockOffset('bakery', hour);
		await look(32);
		expect(started).toHaveLength(1);
		await store.simulator.setClockOffset('bakery', -24 * hour);
		await says('b', 40 - 24 * 60);
		await replies(41 - 24 * 60);
		await look(130);
		expect(started).toHaveLength(1);
		await look(131);
		await look(132);
		expect(started).toHaveLength(2);
	});

	it('come once and are never lost, with messages in any order and a clock that is moved', async () => {
		let run = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
				run += 1;
				here = [];
				const business = `business-${run}`;
				const account = `account:simulator:${run}`;
				const ends = { ...ENDS, provider: 'simulator', businessId: business } as const;
				const updateMinutes = { customerSilent: 5, agentSilent: 10 };
				await listen(`first-${run}`, { updateMinutes }, { provider: 'simulator', account });
				const later = { updateMinutes: { customerSilent: 20 } };
				await listen(`later-${run}`, later, { provider: 'simulator', account });
				let [real, offset, episode, count] = [0, 0, 0, 0];
				const seen: string[] = [];
				let last: MessagingEvent | undefined;
				/** Returns a time of its own for each act. */
				const act = () => new Date(minute(real + offset).getTime() + ++count);
				const take = async (one: Step) => {
					switch (one.do) {
						case 'customer':
							episode += 1;
							last = message(`${business}-${count}`, 'Oi', {
								...{ provider: 'simulator', business: { id: business } },
								timestamp: act().toISOString(),
							});
							await receive(store, [last], { account, keep: () => false });
							break;
						case 'repeat':
							if (last) await receive(store, [last], { account, keep: () => false });
							break;
						case 'answer':
							await store.messages.recordSent(
								ends,
								{ ...REPLY, messageId: `${business}-${count}` },
								act(),
							);
							break;
						case 'people':
						case 'bot':
							await store.conversations.changeHandler(
								ends,
								one.do === 'bot'
									? { action: 'handBack' }
									: { action: 'redirect', handler: 'waiting' },
								act(),
							);
							break;
						case 'pass':
							real += one.minutes;
							break;
						case 'move':
							offset += one.minutes;
							await store.simulator.setClockOffset(business, offset * 60_000);
					}
					started = [];
					await look(real);
					for (const { key, event } of started) {
						const { update, updateMinutes: minutes } = event.conversation ?? {};
						if (event.business.id === business) seen.push(`${key} ${update} ${minutes} ${episode}`);
					}
				};
				for (const one of steps) await take(one);
				for (const last of ['bot', 'customer', 'answer'] as const) await take({ do: last });
				for (const minutes of [5, 20, 40]) await take({ do: 'pass', minutes });
				const silent = seen.filter((one) => one.includes('customerSilent'));
				expect(new Set(silent).size).toBe(silent.length);
				expect(silent.slice(-2)).toEqual([
					`first-${run} customerSilent 5 ${episode}`,
					`later-${run} customerSilent 20 ${episode}`,
				]);
			}),
			{ numRuns: sizeOf({ short: 12, nightly: 100 }) },
		);
	}, 120_000);
});

type Step =
	| { do: 'customer' | 'repeat' | 'answer' | 'people' | 'bot' }
	| { do: 'pass' | 'move'; minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom(...(['customer', 'repeat', 'answer', 'people', 'bot'] as const)),
		}),
	},
	fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 0, max: 30 }) }),
	fc.record({ do: fc.constant('move' as const), minutes: fc.integer({ min: -90, max: 90 }) }),
);
