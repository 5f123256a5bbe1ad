import fc from 'fast-check';

import { reserve } from '../../../delivery/pacing/rate';

const NOW = 1_000_000;

describe('pacing: rate', () => {
	it('lets a burst leave at once, and then one an interval', () => {
		const { times } = reserve(0, { perSecond: 10, burst: 3 }, 5, NOW);
		expect(times).toEqual([NOW, NOW, NOW, NOW + 100, NOW + 200]);
	});

	it('never lets two messages leave together without a burst', () => {
		const { times } = reserve(0, { perSecond: 80, burst: 1 }, 3, NOW);
		expect(times).toEqual([NOW, NOW + 12.5, NOW + 25]);
	});

	it('allows the full burst again after a pause', () => {
		const first = reserve(0, { perSecond: 10, burst: 2 }, 2, NOW);
		const later = reserve(first.conformsAt, { perSecond: 10, burst: 2 }, 2, NOW + 10_000);
		expect(later.times).toEqual([NOW + 10_000, NOW + 10_000]);
	});

	it('never lets more than rate and burst leave in any window, however slots are reserved', () => {
		fc.assert(
			fc.property(
				fc.record({
					perSecond: fc.integer({ min: 1, max: 200 }),
					burst: fc.integer({ min: 1, max: 50 }),
				}),
				fc.array(
					fc.record({
						count: fc.integer({ min: 1, max: 20 }),
						gap: fc.integer({ min: 0, max: 3_000 }),
					}),
					{
						minLength: 1,
						maxLength: 30,
					},
				),
				fc.integer({ min: 1, max: 5_000 }),
				(rate, takes, windowMs) => {
					let conformsAt = 0;
					let now = NOW;
					const times: number[] = [];
					for (const { count, gap } of takes) {
						now += gap;
						const reserved = reserve(conformsAt, rate, count, now);
						conformsAt = reserved.conformsAt;
						times.push(...reserved.times);
					}
					expect(times).toEqual([...times].sort((a, b) => a - b));
					for (const start of times) {
						const inside = times.filter((time) => time >= start && time < start + windowMs).length;
						expect(inside).toBeLessThanOrEqual(
							rate.burst + Math.ceil((windowMs * rate.perSecond) / 1000),
						);
					}
				},
			),
		);
	});
});
