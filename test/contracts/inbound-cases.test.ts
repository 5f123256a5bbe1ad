import { z } from 'zod';

import { PROVIDERS } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { delivery } from '../fixtures/inbound';
import { faultsOf } from './event-faults';
import { sharedJson } from './shared-papers';

/** Small deliveries that were once read wrongly, each with the events that must come out. */

const CASES = z.array(
	z.object({
		provider: z.enum(PROVIDERS),
		name: z.string(),
		why: z.string(),
		body: z.unknown(),
		expect: z.array(z.record(z.unknown())),
	}),
);

/** A part of an expectation that says whether the field is present. */
const presence = z.object({ $exists: z.boolean() }).strict();

/** Lists every field whose value is not the expected one. Fields that are not listed may have any value. */
function differences(expected: unknown, actual: unknown, path = ''): string[] {
	const exists = presence.safeParse(expected);
	if (exists.success) {
		return (actual !== undefined) === exists.data.$exists ? [] : [`${path} is ${String(actual)}`];
	}
	if (typeof expected !== 'object' || expected === null) {
		return expected === actual ? [] : [`${path} is ${JSON.stringify(actual)}`];
	}
	const fields = typeof actual === 'object' && actual !== null ? actual : {};
	return Object.entries(expected).flatMap(([name, value]) =>
		differences(value, (fields as Record<string, unknown>)[name], `${path}/${name}`),
	);
}

const file = sharedJson('cases/inbound.json');
const cases = file === undefined ? [] : CASES.parse(file);

// No other tests can be declared without the file.
it('reads the cases where they are, and none elsewhere', () => {
	expect(cases.length > 0).toBe(file !== undefined);
});

if (cases.length > 0) {
	describe('cases of deliveries', () => {
		it.each(cases)('$provider: $name', ({ provider, body, expect: expected }) => {
			const events = providers[provider].parse(delivery(body));
			expect(events.map(({ event }) => event)).toEqual(expected.map(({ event }) => event));
			expect(expected.flatMap((part, at) => differences(part, events[at]))).toEqual([]);
			for (const event of events) expect(faultsOf(event, providers[provider])).toEqual([]);
		});

		it('keeps every event of a provider apart by its id', () => {
			const ids = cases.flatMap(({ provider, name, body }) =>
				name.startsWith('snapshot with') ? [] : eventIds(provider, body),
			);
			const snapshots = ids.filter((id) => id.startsWith('botmaker status MSG-OUT'));
			expect(new Set(snapshots).size).toBe(snapshots.length);
		});
	});
}

function eventIds(provider: (typeof PROVIDERS)[number], body: unknown): string[] {
	return providers[provider]
		.parse(delivery(body))
		.map(({ event, id }) => `${provider} ${event} ${id}`);
}
