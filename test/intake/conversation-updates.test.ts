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
import { ManualClock } from './keeper/manual-clock';

const ACCOUNT = 'account:whatsappCloud:1';
const REPLY = { messageId: 'reply', type: 'text', state: 'accepted' } as const;

describe.each(ENGINES)('$name: conversation updates', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	let keeper: InboxKeeper;
	let started: Array<{ key: string; event: MessagingEvent }>;
	let here: RunningListener[];
	beforeEach(async () => {
		({ store, dispose } = await create());
		started = [];
		here = [];
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
			...{ owner: ownerOf(bootId), clock: new ManualClock(minute(0)), runsExecutions: true },
			isProvenDead: () => false,
		});
	}

	/** Publishes a workflow in this process. */
	async function listen(
		key: string,
		settings: Partial<ListenerSettings>,
		given: { at?: number; provider?: Provider; account?: string } = {},
	): Promise<void> {
		const { at = 0, provider = 'whatsappCloud', account = ACCOUNT } = given;
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
		here.push(listener);
		keeper.run(listener);
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
});
