import fc from 'fast-check';

import { compileConsentWords } from '../../messaging/consent-words';
import type { ProviderAdapter } from '../../messaging/provider';
import { comparable, delivery, inboundFixtures } from '../fixtures/inbound';
import { faultsOf } from './event-faults';
import { mutated } from './mutated-json';

/**
 * The contract of every provider's way in, over the deliveries in `test/fixtures/<provider>`: they give the events that
 * stand beside them; no input throws; nothing broken ever costs its neighbours; ids follow from the content.
 */

export interface InboundContract {
	adapter: Pick<ProviderAdapter, 'name' | 'parse'>;
	/** How several items come in one delivery, by what the items are; empty when the provider sends one at a time. */
	batches: Readonly<Record<string, Batch>>;
	/** Scenarios that cannot exist at this provider. */
	without?: readonly string[];
}

export interface Batch {
	/** The n-th healthy item; each gives exactly one event, and each another one. */
	item: (position: number) => unknown;
	/** The body that carries them, in this order. */
	body: (items: readonly unknown[]) => unknown;
}

/** What every provider must have shown, or said that it does not exist there. */
const SCENARIOS = [
	'text',
	'tap',
	'opt-out-word',
	'echo',
	'broken-neighbour',
	'duplicate',
	'unknown-kind',
];

/** Declares the tests. */
export function inboundContract({ adapter, batches, without = [] }: InboundContract): void {
	const fixtures = inboundFixtures(adapter.name);
	const eventsOf = (body: unknown) => adapter.parse(delivery(body));
	const fixtureOf = (scenario: string) => fixtures.find((fixture) => fixture.scenario === scenario);

	describe(`${adapter.name}: inbound contract`, () => {
		it('has a fixture for every scenario', () => {
			const missing = SCENARIOS.filter((name) => fixtureOf(name) === undefined);
			expect(missing).toEqual([...without]);
		});

		it.each(fixtures)('reads $scenario', ({ body, events }) => {
			expect(eventsOf(body).map(comparable)).toEqual(events);
		});

		it.each(fixtures)('makes whole events of $scenario', ({ body }) => {
			for (const event of eventsOf(body)) expect(faultsOf(event, adapter.name)).toEqual([]);
		});

		it.each(fixtures)('reads $scenario twice alike, and leaves the request alone', ({ body }) => {
			const before = structuredClone(body);
			const first = structuredClone(eventsOf(body));
			expect(eventsOf(body)).toEqual(first);
			expect(body).toEqual(before);
		});

		it('keeps an opt-out word as it was typed, so that it is recognised', () => {
			const words = compileConsentWords();
			const texts = eventsOf(fixtureOf('opt-out-word')?.body).map(
				(event) => event.message?.text ?? '',
			);
			expect(texts.map(words)).toEqual(['optedOut']);
		});

		it('gives a repeated message the same id', () => {
			const ids = eventsOf(fixtureOf('duplicate')?.body).map(({ id }) => id);
			expect(ids).toHaveLength(2);
			expect(new Set(ids).size).toBe(1);
		});

		it('does not stumble over any bytes', () => {
			fc.assert(
				fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
					const rawBody = Buffer.from(bytes);
					const request = delivery(undefined, { rawBody });
					expect(Array.isArray(adapter.parse(request))).toBe(true);
				}),
			);
		});

		it('does not stumble over any JSON', () => {
			fc.assert(
				fc.property(fc.jsonValue({ maxDepth: 8 }), (body) => {
					for (const event of eventsOf(body)) expect(faultsOf(event, adapter.name)).toEqual([]);
				}),
			);
		});

		it('makes whole events of a delivery in which anything is replaced by anything', () => {
			const bodies = fixtures.map(({ body }) => body);
			fc.assert(
				fc.property(fc.constantFrom(...bodies), fc.nat(), fc.jsonValue(), (body, where, other) => {
					const events = eventsOf(mutated(body, where, other));
					for (const event of events) expect(faultsOf(event, adapter.name)).toEqual([]);
				}),
				{ numRuns: 1000 },
			);
		});

		it('survives JSON that is nested without end', () => {
			const abyss: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
			for (const { body } of fixtures) {
				for (let where = 0; where < 60; where++) {
					const request = delivery(mutated(body, where, abyss), { rawBody: Buffer.alloc(0) });
					const events = adapter.parse(request);
					// What has been parsed must also be fit to be written down.
					expect(typeof JSON.stringify(events)).toBe('string');
				}
			}
		});
	});

	for (const [items, batch] of Object.entries(batches)) batchContract(adapter, items, batch);
}

function batchContract(
	adapter: InboundContract['adapter'],
	items: string,
	{ item, body }: Batch,
): void {
	const eventsOf = (some: readonly unknown[]) => adapter.parse(delivery(body(some)));
	const alone = (position: number) => eventsOf([item(position)]);

	describe(`${adapter.name}: batches of ${items}`, () => {
		it('gives each item of a batch the event that it has alone', () => {
			const positions = Array.from({ length: 200 }, (_, position) => position);
			const events = eventsOf(positions.map(item));
			expect(events).toEqual(positions.flatMap(alone));
			expect(new Set(events.map(({ event, id }) => `${event} ${id}`)).size).toBe(200);
		});

		it('leaves the events of all others unchanged, whichever items are broken and however', () => {
			const entry = fc.oneof(
				fc.constant({ broken: false as const }),
				fc.record({ broken: fc.constant(true as const), where: fc.nat(), other: fc.jsonValue() }),
			);
			fc.assert(
				fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
					const mixed = entries.map((given, position) =>
						given.broken ? mutated(item(position), given.where, given.other) : item(position),
					);
					const events = eventsOf(mixed);
					const healthy = entries.flatMap((given, position) =>
						given.broken ? [] : alone(position),
					);
					for (const event of healthy) expect(events).toContainEqual(event);
				}),
			);
		});

		it('gives the same events in any order', () => {
			const positions = [0, 1, 2, 3, 4, 5, 6, 7];
			const inOrder = eventsOf(positions.map(item));
			fc.assert(
				fc.property(fc.shuffledSubarray(positions, { minLength: 8 }), (shuffled) => {
					const events = eventsOf(shuffled.map(item));
					expect(shuffled.map((_, place) => events[shuffled.indexOf(place)])).toEqual(inOrder);
				}),
			);
		});
	});
}
