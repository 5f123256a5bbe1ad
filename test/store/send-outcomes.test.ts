import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, minute } from './events';

const KEY = 'send-1';
const FIRST = { key: KEY, executionId: '7' };

describe.each(ENGINES)('$name: outcomes of sends', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const accept = (key = KEY, messageId = 'out-1') =>
		store.messages.recordSent(
			ENDS,
			{
				...{ messageId, type: 'text', state: 'accepted' },
				send: { key, result: { held: true, notices: ['Sent as text.'] } },
			},
			minute(1),
		);

	it('are not known of a send that never began', async () => {
		expect(await store.sendOutcomes.find(KEY)).toBeUndefined();
	});

	it('are open from the request until the answer', async () => {
		expect(await store.sendOutcomes.begin(FIRST, minute(0))).toBe(true);
		expect(await store.sendOutcomes.find(KEY)).toEqual({
			state: 'requested',
			executionId: '7',
			at: minute(0).toISOString(),
			result: {},
		});
		await accept();
		expect(await store.sendOutcomes.find(KEY)).toEqual({
			state: 'accepted',
			executionId: '7',
			at: minute(0).toISOString(),
			messageId: 'out-1',
			result: { held: true, notices: ['Sent as text.'] },
		});
	});

	it('let one of ten concurrent attempts begin', async () => {
		const attempts = Array.from({ length: 10 }, () => store.sendOutcomes.begin(FIRST, minute(0)));
		expect((await Promise.all(attempts)).filter((begun) => begun)).toHaveLength(1);
	});

	it('are forgotten where the message certainly did not go out', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		await store.sendOutcomes.forget(KEY);
		expect(await store.sendOutcomes.begin(FIRST, minute(1))).toBe(true);
	});

	it('give way only to the send that names the execution of the earlier one', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		const again = { key: KEY, executionId: '9' };
		expect(await store.sendOutcomes.begin({ ...again, replaces: '8' }, minute(1))).toBe(false);
		expect(await store.sendOutcomes.begin({ ...again, replaces: '7' }, minute(1))).toBe(true);
		expect(await store.sendOutcomes.find(KEY)).toMatchObject({ executionId: '9' });
	});

	it('keep nothing of an erased customer, and are still known', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		await accept();
		await store.erasures.erase(ENDS, minute(2));
		const found = await store.sendOutcomes.find(KEY);
		expect(found).toMatchObject({ state: 'accepted' });
		expect(found).not.toHaveProperty('messageId');
	});

	it('are deleted with other records of their age', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		await store.prune(minute(0));
		expect(await store.sendOutcomes.find(KEY)).toBeDefined();
		await store.prune(minute(1));
		expect(await store.sendOutcomes.find(KEY)).toBeUndefined();
	});
});
