import { setImmediate as nextTick } from 'node:timers/promises';
import fc from 'fast-check';

import { runInLanes } from '../../delivery/run-in-lanes';

describe('delivery: many items', () => {
	it('gives the results in the order of the items, whichever is finished first', async () => {
		const results = await runInLanes(
			3,
			{ concurrency: 3, lane: () => undefined },
			async (index) => {
				for (let turn = 0; turn < 3 - index; turn++) await nextTick();
				return index;
			},
		);
		expect(results).toEqual([0, 1, 2]);
	});

	it('never works on two items of one customer at once, nor on more items than allowed', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }),
				fc.integer({ min: 1, max: 8 }),
				async (people, concurrency) => {
					const busy = new Set<number>();
					const seen = new Map<number, number[]>();
					let most = 0;
					await runInLanes(
						people.length,
						{ concurrency, lane: (index) => String(people[index]) },
						async (index) => {
							const person = people[index] ?? 0;
							expect(busy.has(person)).toBe(false);
							busy.add(person);
							most = Math.max(most, busy.size);
							await nextTick();
							seen.set(person, [...(seen.get(person) ?? []), index]);
							busy.delete(person);
						},
					);
					expect(most).toBeLessThanOrEqual(concurrency);
					for (const order of seen.values())
						expect(order).toEqual([...order].sort((a, b) => a - b));
				},
			),
			{ numRuns: 30 },
		);
	});

	it('starts nothing new after a failure, finishes the started work, and fails with the first failure', async () => {
		const begun: number[] = [];
		const finished: number[] = [];
		const run = runInLanes(10, { concurrency: 2, lane: () => undefined }, async (index) => {
			begun.push(index);
			if (index === 1) throw new Error('number one');
			await nextTick();
			await nextTick();
			finished.push(index);
		});
		await expect(run).rejects.toThrow('number one');
		expect(begun).toEqual([0, 1]);
		expect(finished).toEqual([0]);
	});

	it('returns no results for no items', async () => {
		expect(await runInLanes(0, { concurrency: 4, lane: () => undefined }, async () => 1)).toEqual(
			[],
		);
	});
});
