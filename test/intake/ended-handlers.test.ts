import { accountsHere } from '../../intake/accounts-here';
import { announceEndedHandlers } from '../../intake/ended-handlers';
import { InboxKeeper } from '../../intake/keeper/inbox-keeper';
import { AccountRuleBook } from '../../intake/listeners/account-rules';
import { completeSettings } from '../../intake/listeners/listener-settings';
import type { RunningListener, StoreHandle } from '../../intake/ports';
import type { MessagingEvent } from '../../messaging/event';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from '../store/engines';
import { ENDS, message, minute, receive } from '../store/events';
import { ManualClock } from './keeper/manual-clock';

const ACCOUNT = 'account:whatsappCloud:1';
const redirect = (minutes: number) =>
	({ action: 'redirect', handler: 'waiting', until: minute(minutes) }) as const;

describe.each(ENGINES)('$name: handlers whose time is over', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	let keeper: InboxKeeper;
	let started: MessagingEvent[];
	let here: RunningListener[];
	beforeEach(async () => {
		({ store, dispose } = await create());
		started = [];
		here = [];
		keeper = newKeeper('here');
		await receive(store, [message('a', 'Oi', { timestamp: minute(0).toISOString() })], {
			account: ACCOUNT,
		});
	});
	afterEach(async () => {
		await keeper.dispose();
		await dispose();
	});

	const handle = (): StoreHandle => ({ location: 'store', use: async (work) => await work(store) });

	function newKeeper(bootId: string): InboxKeeper {
		return new InboxKeeper({
			...{ owner: ownerOf(bootId), clock: new ManualClock(minute(0)), runsExecutions: true },
			isProvenDead: () => false,
		});
	}

	function ownerOf(bootId: string): Owner {
		return { bootId, hostname: 'host', processId: 1 };
	}

	/** Publishes a workflow in this process. */
	async function listen(key = 'bot', account = ACCOUNT): Promise<void> {
		const settings = completeSettings({ provider: 'whatsappCloud', kinds: ['handover'] });
		await store.listeners.put(
			{
				...{ key, account, provider: 'whatsappCloud', workflowName: key, url: '', settings },
				...{ verifyToken: '', webhookToken: '', setUpByHand: false },
			},
			minute(0),
		);
		const listener: RunningListener = {
			...{ key, store: async () => handle(), keptDays: 35, collectMs: 0, warn: () => undefined },
			start: async (events) => {
				started.push(...events);
				return 'ended';
			},
		};
		here.push(listener);
		keeper.run(listener);
	}

	const look = async (minutes: number, by = keeper, bootId = 'here') => {
		const owner = ownerOf(bootId);
		const ports = { store: handle(), keeper: by, ruleBook: new AccountRuleBook(), owner };
		const due = { ...ports, now: minute(minutes) };
		await announceEndedHandlers(await accountsHere(here, due), due);
	};

	it('start the workflow with a handover to the bot', async () => {
		await listen();
		const { conversations } = store;
		await conversations.changeHandler(ENDS, { ...redirect(30), ticketId: '0042' }, minute(1));
		await look(29);
		expect(started).toEqual([]);
		await look(30);
		expect(started).toEqual([
			expect.objectContaining({
				event: 'handover',
				timestamp: minute(30).toISOString(),
				handover: { direction: 'toBot', reason: 'timeOver', ticketId: '0042' },
				contact: expect.objectContaining({ id: ENDS.contact.id }) as unknown,
				conversation: expect.objectContaining({ handler: 'bot' }) as unknown,
			}),
		]);
	});

	it('start it once, also after a restart and from two processes', async () => {
		await listen();
		await store.conversations.changeHandler(ENDS, redirect(30), minute(1));
		const other = newKeeper('there');
		for (const listener of here) other.run(listener);
		await Promise.all([look(31), look(31, other, 'there')]);
		await look(32);
		await other.dispose();
		expect(started).toHaveLength(1);
		await store.conversations.changeHandler(ENDS, redirect(50), minute(40));
		await look(51);
		expect(started).toHaveLength(2);
	});

	it('start nothing after the conversation was handed back or got more time', async () => {
		await listen();
		await store.conversations.changeHandler(ENDS, redirect(30), minute(1));
		const bia = { action: 'accept', agent: { id: 'bia' }, until: minute(90) } as const;
		await store.conversations.changeHandler(ENDS, bia, minute(20));
		await look(31);
		await store.conversations.changeHandler(ENDS, { action: 'handBack' }, minute(40));
		await look(91);
		expect(started).toEqual([]);
	});

	it('start only workflows of the account to which the customer wrote', async () => {
		await listen('other', 'account:whatsappCloud:2');
		await store.conversations.changeHandler(ENDS, redirect(30), minute(1));
		await look(31);
		expect(started).toEqual([]);
	});

	it('follow the clock of each business of the Simulator', async () => {
		const ends = { ...ENDS, provider: 'simulator', businessId: 'bakery' } as const;
		const wrote = { provider: 'simulator', business: { id: 'bakery' } } as const;
		await receive(store, [message('s', 'Oi', wrote)], { account: 'simulator' });
		await store.simulator.setClockOffset('bakery', 60 * 60_000);
		await store.conversations.changeHandler(ends, redirect(90), minute(61));
		const ended = async (minutes: number) =>
			(await store.conversations.endedHandlers(['simulator'], minute(minutes))).length;
		expect(await ended(29)).toBe(0);
		expect(await ended(30)).toBe(1);
	});
});
