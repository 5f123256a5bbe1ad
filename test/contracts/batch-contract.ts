import fc from 'fast-check';

import type { MessagingEvent } from '../../messaging/event';
import type { ProviderAdapter } from '../../messaging/provider';
import { MAX_LIST_ITEMS } from '../../messaging/reading/bounded-entries';
import { delivery } from '../fixtures/inbound';
import { faultsOf } from './event-faults';
import { mutated } from './mutated-json';

/**
 * Items that give the same events in every batch. From this follow three promises on which the inbox relies: a broken
 * item does not affect the others, the order of a batch does not matter, and a repeated delivery has the same ids.
 */
export interface Batch {
	/** Readable items. Each gives at least one event, and no two give the same. */
	items: readonly unknown[];
	/** Nearly readable items, which must not affect the others. */
	broken?: readonly unknown[];
	/** Returns the body with these items, in this order. */
	body: (items: readonly unknown[]) => unknown;
}

/** Returns this number of items of all sorts, each different. */
export function many(item: (position: number) => unknown, count = 200): unknown[] {
	return Array.from({ length: count }, (_, position) => item(position));
}

/** Declares the tests. */
export function batchContract(
	adapter: Pick<ProviderAdapter, 'name' | 'channels' | 'parse'>,
	{ items, broken = [], body }: Batch,
): void {
	const eventsOf = (some: readonly unknown[]): MessagingEvent[] =>
		adapter.parse(delivery(asJson(body(some))));
	const alone = (some: readonly unknown[]) => some.flatMap((item) => eventsOf([item]));
	const someItems = fc.shuffledSubarray([...items], {
		minLength: 1,
		maxLength: Math.min(items.length, 12),
	});

	it('a batch has items that each give an event', () => {
		expect(items.length).toBeGreaterThan(0);
		expect(items.filter((item) => eventsOf([item]).length === 0)).toEqual([]);
	});

	it('gives whole events, no two of one kind with the same id', () => {
		const events = eventsOf(items);
		for (const event of events) expect(faultsOf(event, adapter)).toEqual([]);
		const names = events.map(({ event, id }) => `${event} ${id}`);
		expect(names).toEqual([...new Set(names)]);
	});

	it('gives the items of a whole batch the events that they have alone', () => {
		expect(eventsOf(items)).toStrictEqual(alone(items));
	});

	it('reads no more items of a delivery than the bound, and these as in a small one', () => {
		const [first] = items;
		const few = Array.from({ length: 10 }, () => first);
		const many = Array.from({ length: MAX_LIST_ITEMS + 2_000 }, () => first);
		const events = adapter.parse(delivery(body(many), { rawBody: Buffer.alloc(0) }));
		expect(events.length).toBeGreaterThan(1_000);
		expect(events.length).toBeLessThanOrEqual(MAX_LIST_ITEMS);
		expect(asJson(events.slice(0, 10))).toEqual(asJson(eventsOf(few).slice(0, 10)));
	});

	it('gives the same events in any order', () => {
		fc.assert(
			fc.property(someItems, (some) => {
				expect(eventsOf(some)).toStrictEqual(alone(some));
			}),
		);
	});

	it('leaves the events of all others unchanged when any items are broken in any way', () => {
		const changed = fc
			.tuple(fc.constantFrom(...items), fc.nat(), fc.jsonValue())
			.map(([item, where, other]) => mutated(item, where, other));
		const stray = fc.oneof(fc.constantFrom(null, ...broken), fc.jsonValue(), changed);
		const strays = fc.array(fc.tuple(stray, fc.nat()), { maxLength: 6 });
		fc.assert(
			fc.property(someItems, strays, (some, between) => {
				const mixed = [...some];
				for (const [item, at] of between) mixed.splice(at % (mixed.length + 1), 0, item);
				expect(eventsOf(mixed)).toStrictEqual(alone(mixed));
			}),
			{ numRuns: 200 },
		);
	});
}

/** Returns the value as JSON transports it, without undefined keys. */
function asJson(body: unknown): unknown {
	return JSON.parse(JSON.stringify(body));
}
