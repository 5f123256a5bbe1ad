import type { ListenerToPut } from '../../store/contracts/listeners';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { minute } from './events';

const ACCOUNT = 'account:whatsappCloud:1';

function listener(name: string, more: Partial<ListenerToPut> = {}): ListenerToPut {
	return {
		key: `${name}:trigger`,
		account: ACCOUNT,
		provider: 'whatsappCloud',
		workflowName: name,
		url: `https://n8n.example/webhook/${name}`,
		verifyToken: 'verify',
		webhookToken: 'token',
		setUpByHand: false,
		settings: {},
		...more,
	};
}

describe.each(ENGINES)('$name: listeners', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeAll(async () => ({ store, dispose } = await create()));
	afterAll(() => dispose());

	it('an ended listener gets no events, and is kept with the memory of its registration', async () => {
		const { listeners } = store;
		const [a, b] = [listener('a'), listener('b')];
		await listeners.put(a, minute(0));
		await listeners.put(b, minute(1));
		await listeners.rememberRegistration(a.key, { app: 'ours' });
		await listeners.end(a.key, minute(2));
		await listeners.end(b.key, minute(2));
		expect(await listeners.ofAccount(ACCOUNT, minute(2))).toEqual([]);
		expect(await listeners.all(minute(2))).toEqual([]);
		expect(await listeners.ended(ACCOUNT, minute(2))).toMatchObject([
			{ key: a.key, memory: { app: 'ours' } },
			{ key: b.key, memory: {} },
		]);
		expect(await listeners.ended('account:whatsappCloud:2', minute(2))).toEqual([]);
	});

	it('a listener that is published again gets events again, and keeps the memory of its registration', async () => {
		const { listeners } = store;
		const c = listener('c');
		await listeners.put(c, minute(3));
		await listeners.rememberRegistration(c.key, { app: 'ours' });
		await listeners.end(c.key, minute(4));
		await listeners.put(c, minute(5));
		expect(await listeners.ofAccount(ACCOUNT, minute(5))).toMatchObject([
			{ key: c.key, memory: { app: 'ours' } },
		]);
	});

	it('a test run that is over has nothing to undo', async () => {
		const { listeners } = store;
		const account = 'account:whatsappCloud:3';
		const test = listener('d', { account, expiresAt: minute(1).toISOString() });
		await listeners.put(test, minute(0));
		expect(await listeners.ofAccount(account, minute(0))).toHaveLength(1);
		expect(await listeners.ofAccount(account, minute(2))).toEqual([]);
		expect(await listeners.ended(account, minute(2))).toEqual([]);
	});
});
