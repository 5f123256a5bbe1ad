import fc from 'fast-check';

import { EVENT_KINDS, type MessagingEvent } from '../../messaging/event';
import type { InboundRequest, Secrets } from '../../messaging/inbound-request';
import type { ProviderAdapter } from '../../messaging/provider';

/**
 * The contract of every provider's way in: no input throws, and each entry of a batch gives the same events in every
 * company. From the latter follow the three promises that the inbox rests on: a broken neighbour costs nothing, the
 * order of a batch does not matter, and a repeated delivery has the same ids.
 */
export interface InboundBatchSuite {
	adapter: Pick<ProviderAdapter, 'name' | 'channels' | 'authenticate' | 'handshake' | 'parse'>;
	/** What an entry is here, for the names of the tests, e.g. `messages of one change`. */
	entries: string;
	/** Entries that each give at least one event. */
	readable: readonly unknown[];
	/** Entries that are nearly readable; whatever they give, their neighbours must not notice. */
	broken: readonly unknown[];
	/** A body that holds these entries in this order. */
	bodyOf(entries: readonly unknown[]): unknown;
	secrets?: Secrets;
}

const RECEIVED_AT = new Date('2026-03-02T10:00:00.000Z');
const ISO_8601_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A POST as the trigger hands it on. `body` is what n8n's parser made of the bytes. */
export function inboundPost(body: unknown, rawBody?: Buffer): InboundRequest {
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		query: {},
		rawBody: rawBody ?? Buffer.from(JSON.stringify(body) ?? ''),
		body,
		receivedAt: RECEIVED_AT,
		receiver: 'trigger-1',
	};
}

/** Declares the tests. */
export function inboundBatchContract(suite: InboundBatchSuite): void {
	const { adapter, readable } = suite;
	const parse = (entries: readonly unknown[]): MessagingEvent[] =>
		adapter.parse(inboundPost(asJson(suite.bodyOf(entries))));

	describe(`${adapter.name}: inbound batches, ${suite.entries}`, () => {
		it('has readable entries, and each gives an event', () => {
			expect(readable.length).toBeGreaterThan(0);
			expect(readable.filter((entry) => parse([entry]).length === 0)).toEqual([]);
		});

		it('gives complete events of plain JSON', () => {
			const events = parse(readable);
			expect(events).toStrictEqual(JSON.parse(JSON.stringify(events)));
			for (const event of events) expectComplete(event, adapter);
		});

		it('gives no two events of one kind the same id', () => {
			const keys = parse(readable).map(({ event, id }) => `${event} ${id}`);
			expect(keys).toEqual([...new Set(keys)]);
		});

		entriesTellForThemselves(suite, parse);
		throwsNever(suite);
	});
}

function expectComplete(
	event: MessagingEvent,
	{ name, channels }: Pick<ProviderAdapter, 'name' | 'channels'>,
): void {
	expect(EVENT_KINDS).toContain(event.event);
	expect(event.provider).toBe(name);
	expect(channels).toContain(event.channel);
	expect(event.id).not.toBe('');
	expect(event.timestamp).toMatch(ISO_8601_UTC);
	// The part that the kind promises is there; `buttonClick` calls its own `button`.
	expect(event[event.event === 'buttonClick' ? 'button' : event.event]).toBeDefined();
	if (event.event !== 'message' && event.event !== 'buttonClick') return;
	expect(typeof event.message?.text).toBe('string');
	// What comes from nobody may be seen, but nothing that could be answered.
	if (event.message?.type !== 'unsupported') expect(event.contact.id).not.toBe('');
}

/** As it comes over the wire: without the keys that hold nothing. */
function asJson(body: unknown): unknown {
	return JSON.parse(JSON.stringify(body));
}

function entriesTellForThemselves(
	{ readable, broken }: InboundBatchSuite,
	parse: (entries: readonly unknown[]) => MessagingEvent[],
): void {
	const alone = (entries: readonly unknown[]) => entries.flatMap((entry) => parse([entry]));
	const batch = fc.shuffledSubarray([...readable], { minLength: 1 });

	it('gives the same events for the same bytes', () => {
		expect(parse(readable)).toStrictEqual(parse(readable));
	});

	it('reads each entry as if it had come alone, in every order', () => {
		fc.assert(
			fc.property(batch, (entries) => {
				expect(parse(entries)).toStrictEqual(alone(entries));
			}),
		);
	});

	it('keeps the neighbours of entries that it cannot read', () => {
		const odd = fc.oneof(fc.constantFrom(...broken), fc.jsonValue());
		fc.assert(
			fc.property(batch, fc.array(fc.tuple(odd, fc.nat()), { maxLength: 6 }), (entries, strays) => {
				const mixed = [...entries];
				for (const [stray, at] of strays) mixed.splice(at % (mixed.length + 1), 0, stray);
				expect(parse(mixed)).toStrictEqual(alone(mixed));
			}),
		);
	});
}

function throwsNever({ adapter, readable, bodyOf, secrets = {} }: InboundBatchSuite): void {
	const everything = (request: InboundRequest) => {
		adapter.authenticate(request, secrets);
		adapter.handshake?.(request, secrets);
		return adapter.parse(request);
	};

	it('throws for no bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.boolean(), (bytes, isText) => {
				const raw = Buffer.from(bytes);
				const body = isText ? raw.toString('utf8') : undefined;
				expect(Array.isArray(everything(inboundPost(body, raw)))).toBe(true);
			}),
		);
	});

	it('throws for no JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (body) => {
				expect(Array.isArray(everything(inboundPost(body)))).toBe(true);
			}),
		);
	});

	it('throws for no headers, no query and no method', () => {
		const words = fc.dictionary(fc.string(), fc.string());
		fc.assert(
			fc.property(fc.string(), words, words, (method, headers, query) => {
				const request = { ...inboundPost(bodyOf(readable)), method, headers, query };
				expect(Array.isArray(everything(request))).toBe(true);
			}),
		);
	});

	it('throws for no readable entry in which one part became something else', () => {
		const part = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant(''));
		fc.assert(
			fc.property(fc.constantFrom(...readable), fc.nat(), part, (entry, at, other) => {
				const changed = withPartReplaced(entry, at, other);
				for (const event of everything(inboundPost(asJson(bodyOf([changed]))))) {
					expectComplete(event, adapter);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('leaves the body as it was', () => {
		const body = bodyOf(readable);
		const before = JSON.stringify(body);
		adapter.parse(inboundPost(body));
		expect(JSON.stringify(body)).toBe(before);
	});

	it('survives any depth', () => {
		const abyss = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000);
		const entry = JSON.parse(abyss) as unknown;
		expect(() => adapter.parse(inboundPost(bodyOf([entry]), Buffer.from(abyss)))).not.toThrow();
	});
}

/** A copy in which the part with this number, counted through the whole tree, is replaced. */
function withPartReplaced(whole: unknown, at: number, other: unknown): unknown {
	const copy = structuredClone({ whole });
	const places: Array<() => void> = [];
	const visit = (holder: Record<string, unknown>) => {
		for (const key of Object.keys(holder)) {
			places.push(() => {
				holder[key] = other;
			});
			const held = holder[key];
			if (typeof held === 'object' && held !== null) visit(held as Record<string, unknown>);
		}
	};
	visit(copy);
	places[at % places.length]?.();
	return copy.whole;
}
