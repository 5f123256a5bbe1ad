import fc from 'fast-check';

import { compileConsentWords } from '../../messaging/consent-words';
import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest, Secrets } from '../../messaging/inbound-request';
import type { ProviderAdapter } from '../../messaging/provider';
import { comparable, delivery, inboundFixtures, type InboundFixture } from '../fixtures/inbound';
import { sizeOf } from '../thoroughness';
import { batchContract, type Batch } from './batch-contract';
import { faultsOf } from './event-faults';
import { hostileJson, hostileObjects, keysIn } from './hostile-json';
import { countOf, mutated } from './mutated-json';

/**
 * The contract of every provider's way in, over the deliveries in `test/fixtures/<provider>`: they give the events in
 * their file, no input throws, a broken entry does not affect the others, and ids follow from the content.
 */
export interface InboundContract {
	adapter: Pick<ProviderAdapter, 'name' | 'channels' | 'authenticate' | 'handshake' | 'parse'>;
	/** Deliveries of several items, by the kind of the items. */
	batches: Readonly<Record<string, Batch>>;
	secrets: Secrets;
	/** Scenarios that cannot exist at this provider. */
	without?: readonly string[];
}

/** Scenarios that every provider must prove or declare as absent. */
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
export function inboundContract(contract: InboundContract): void {
	const { adapter, batches, without = [] } = contract;
	const fixtures = inboundFixtures(adapter.name);
	const eventsOf = (body: unknown) => adapter.parse(delivery(body));
	const fixtureOf = (scenario: string) => fixtures.find((fixture) => fixture.scenario === scenario);

	describe(`${adapter.name}: inbound contract`, () => {
		it('the adapter has a fixture for every scenario', () => {
			const missing = SCENARIOS.filter((name) => fixtureOf(name) === undefined);
			expect(missing).toEqual([...without]);
		});

		it.each(fixtures)('reads $scenario', ({ body, events }) => {
			expect(eventsOf(body).map(comparable)).toEqual(events);
		});

		it.each(fixtures)('makes whole events of $scenario', ({ body }) => {
			for (const event of eventsOf(body)) expect(faultsOf(event, adapter)).toEqual([]);
		});

		it.each(fixtures)(
			'reads $scenario twice with the same result, and does not change the request',
			({ body }) => {
				const before = structuredClone(body);
				const first = structuredClone(eventsOf(body));
				expect(eventsOf(body)).toEqual(first);
				expect(body).toEqual(before);
			},
		);

		it('keeps an opt-out word as it was typed, so that it is recognised', () => {
			const words = compileConsentWords();
			const texts = eventsOf(fixtureOf('opt-out-word')?.body).map(
				(event) => event.message?.text ?? '',
			);
			expect(texts.map((text) => words.read(text, { typed: true, offered: [] }))).toEqual([
				'optedOut',
			]);
		});

		it('gives a repeated message the same id', () => {
			const ids = eventsOf(fixtureOf('duplicate')?.body).map(({ id }) => id);
			expect(ids).toHaveLength(2);
			expect(new Set(ids).size).toBe(1);
		});
	});

	describe(`${adapter.name}: any input`, () => neverThrows(contract, fixtures));

	for (const [items, batch] of Object.entries(batches)) {
		describe(`${adapter.name}: batches of ${items}`, () => batchContract(adapter, batch));
	}
}

function neverThrows(
	{ adapter, secrets }: InboundContract,
	fixtures: readonly InboundFixture[],
): void {
	/** Runs everything that reads a request before its sender is known. */
	const eventsOf = (request: InboundRequest): MessagingEvent[] => {
		adapter.authenticate(request, secrets);
		adapter.handshake?.(request, secrets);
		return adapter.parse(request);
	};
	const expectWhole = (events: readonly MessagingEvent[]) => {
		for (const event of events) expect(faultsOf(event, adapter)).toEqual([]);
	};
	const bodies = fixtures.map(({ body }) => body);

	it('reads any bytes without a throw', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isText) => {
				const rawBody = Buffer.from(bytes);
				const body = isText ? rawBody.toString('utf8') : undefined;
				expectWhole(eventsOf(delivery(body, { rawBody })));
			}),
		);
	});

	it('reads any JSON without a throw', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 8 }), (body) => expectWhole(eventsOf(delivery(body)))),
		);
	});

	it('reads any method, header and query without a throw', () => {
		const words = fc.dictionary(fc.string(), fc.string());
		fc.assert(
			fc.property(
				fc.constantFrom(...bodies),
				fc.string(),
				words,
				words,
				(body, method, headers, query) => {
					expectWhole(eventsOf({ ...delivery(body, { headers }), method, query }));
				},
			),
		);
	});

	it('makes whole events of a delivery in which any value is replaced by any other', () => {
		const other = fc.oneof(hostileJson(), fc.constant(''));
		fc.assert(
			fc.property(fc.constantFrom(...bodies), fc.nat(), other, (body, where, replacement) => {
				expectWhole(eventsOf(delivery(mutated(body, where, replacement))));
			}),
			{ numRuns: sizeOf({ short: 300, nightly: 10_000 }) },
		);
	});

	it("makes whole events of any objects that have the provider's own keys", () => {
		fc.assert(
			fc.property(hostileObjects(keysIn(bodies)), (body) => expectWhole(eventsOf(delivery(body)))),
			{ numRuns: 200 },
		);
		expect(Object.prototype).not.toHaveProperty('polluted');
	});

	it.each(Object.keys(DEEPLY_NESTED))('survives endless nesting of %s', (kind) => {
		const deep: unknown = JSON.parse(DEEPLY_NESTED[kind] ?? '');
		for (const body of bodies) {
			for (let where = 0; where < Math.min(60, countOf(body)); where++) {
				const request = delivery(mutated(body, where, deep), { rawBody: Buffer.alloc(0) });
				// A parsed event must also be serializable.
				expect(typeof JSON.stringify(eventsOf(request))).toBe('string');
			}
		}
	});
}

const DEEPLY_NESTED: Readonly<Record<string, string>> = {
	lists: `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
	objects: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
};
