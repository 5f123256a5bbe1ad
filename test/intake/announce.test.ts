import { announce } from '../../intake/announce';
import { InboxKeeper } from '../../intake/keeper/inbox-keeper';
import { completeSettings, type ListenerSettings } from '../../intake/listeners/listener-settings';
import type { StoreHandle } from '../../intake/ports';
import type { MessagingEvent } from '../../messaging/event';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { openStore } from '../../store/open-store';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { ManualClock } from './keeper/manual-clock';

const OWNER: Owner = { bootId: 'here', hostname: 'host', processId: 1 };
const ACCOUNT = 'account:whatsappCloud:1';

describe('account events of this package', () => {
	const folder = temporaryFolder();
	let store: Store;
	let keeper: InboxKeeper;
	let clock: ManualClock;
	const started = new Map<string, MessagingEvent[]>();

	beforeAll(async () => {
		store = await openStore({ file: folder.file('store.sqlite') });
		clock = new ManualClock(new Date());
		keeper = new InboxKeeper({
			owner: OWNER,
			clock,
			runsExecutions: true,
			isProvenDead: () => false,
		});
	});
	afterAll(async () => {
		await keeper.dispose();
		await store.close();
	});

	const handle = (): StoreHandle => ({ location: 'store', use: async (work) => await work(store) });

	async function listen(key: string, kinds: ListenerSettings['kinds']): Promise<void> {
		const settings = completeSettings({ provider: 'whatsappCloud', kinds, inOrder: true });
		await store.listeners.put(
			{
				key,
				account: ACCOUNT,
				provider: 'whatsappCloud',
				workflowName: key,
				url: '',
				verifyToken: '',
				webhookToken: '',
				businessId: 'number-1',
				setUpByHand: false,
				settings,
			},
			clock.now(),
		);
		keeper.run({
			key,
			store: async () => handle(),
			keptDays: 35,
			collectMs: 0,
			start: async (events) => {
				started.set(key, [...(started.get(key) ?? []), ...events]);
				return 'ended';
			},
			warn: () => undefined,
		});
	}

	it('an account event starts the named listeners that have chosen Account Update, each time', async () => {
		await listen('a', ['message', 'account']);
		await listen('b', ['message']);
		await listen('c', ['account']);
		const details = { type: 'addressLost', url: 'https://another-product.example/…' };
		const given = { account: ACCOUNT, provider: 'whatsappCloud', channel: 'whatsapp' } as const;
		for (let time = 0; time < 2; time++) {
			await announce(
				{ ...given, details, to: ['a', 'b'] },
				{ store: handle(), keeper, owner: OWNER },
			);
			await clock.settled();
		}
		expect([...started.keys()]).toEqual(['a']);
		expect(started.get('a')).toMatchObject([
			{ event: 'account', account: details },
			{ event: 'account', account: details },
		]);
	});
});
