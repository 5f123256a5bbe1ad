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

	it('a send that never began has no outcome', async () => {
		expect(await store.sendOutcomes.find(KEY)).toBeUndefined();
	});

	it('a send is open from the request until the answer', async () => {
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

	it('one of ten concurrent attempts may begin', async () => {
		const attempts = Array.from({ length: 10 }, () => store.sendOutcomes.begin(FIRST, minute(0)));
		expect((await Promise.all(attempts)).filter((begun) => begun)).toHaveLength(1);
	});

	it('a send that was certainly not accepted is forgotten', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		await store.sendOutcomes.forget(KEY);
		expect(await store.sendOutcomes.begin(FIRST, minute(1))).toBe(true);
	});

	it('an outcome is replaced only by a send that names the execution of the earlier one', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		const again = { key: KEY, executionId: '9' };
		expect(await store.sendOutcomes.begin({ ...again, replaces: '8' }, minute(1))).toBe(false);
		expect(await store.sendOutcomes.begin({ ...again, replaces: '7' }, minute(1))).toBe(true);
		expect(await store.sendOutcomes.find(KEY)).toMatchObject({ executionId: '9' });
	});

	it('an erasure removes the customer from outcomes, which are still known', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		await accept();
		await store.erasures.erase(ENDS, minute(2));
		const found = await store.sendOutcomes.find(KEY);
		expect(found).toMatchObject({ state: 'accepted' });
		expect(found).not.toHaveProperty('messageId');
	});

	it('outcomes are deleted with other records of their age', async () => {
		await store.sendOutcomes.begin(FIRST, minute(0));
		await store.prune(minute(0), minute(0));
		expect(await store.sendOutcomes.find(KEY)).toBeDefined();
		await store.prune(minute(1), minute(1));
		expect(await store.sendOutcomes.find(KEY)).toBeUndefined();
	});
});
