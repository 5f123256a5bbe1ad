import fc from 'fast-check';

import { PROVIDERS } from '../../../messaging/provider-names';
import {
	boundEntries,
	MAX_FIELDS,
	MAX_LIST_ITEMS,
	MAX_VALUES,
} from '../../../messaging/reading/bounded-entries';
import { providers } from '../../../providers';
import { delivery } from '../../fixtures/inbound';

interface Size {
	items: number;
	values: number;
	widest: number;
}

function sizeOf(value: unknown): Size {
	if (typeof value !== 'object' || value === null) return { items: 0, values: 0, widest: 0 };
	const parts = Object.values(value) as unknown[];
	const own = {
		items: Array.isArray(value) ? parts.length : 0,
		values: parts.length,
		widest: Array.isArray(value) ? 0 : parts.length,
	};
	return parts.map(sizeOf).reduce(
		(sum, part) => ({
			items: sum.items + part.items,
			values: sum.values + part.values,
			widest: Math.max(sum.widest, part.widest),
		}),
		own,
	);
}

const record = (count: number, value: unknown = 1) =>
	Object.fromEntries(Array.from({ length: count }, (_, at) => [`field${at}`, value]));

describe('the bounds of a delivery', () => {
	it('leaves a delivery within the bounds as it is, the very same object', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(boundEntries(value)).toEqual({ value, dropped: 0 });
				expect(boundEntries(value).value).toBe(value);
			}),
		);
		const largest = { results: Array.from({ length: MAX_LIST_ITEMS }, () => ({ id: '1' })) };
		expect(boundEntries(largest).value).toBe(largest);
	});

	it('keeps the first items of a list that is too long, and says how many it dropped', () => {
		const list = Array.from({ length: 1_000_000 }, (_, at) => at);
		expect(boundEntries({ entry: list })).toEqual({
			value: { entry: list.slice(0, MAX_LIST_ITEMS) },
			dropped: 1_000_000 - MAX_LIST_ITEMS,
		});
	});

	it('counts the items of all lists together, at whatever depth they stand', () => {
		const nested = Array.from({ length: 2_000 }, () => ({ changes: [[1, 2], [3], []] }));
		const { value, dropped } = boundEntries({ entry: nested });
		expect(sizeOf(value).items).toBe(MAX_LIST_ITEMS);
		expect(dropped).toBeGreaterThan(0);
	});

	it('keeps the first fields of an object that is too wide', () => {
		const { value, dropped } = boundEntries([record(MAX_FIELDS + 5), { id: 'neighbour' }]);
		expect(value).toEqual([record(MAX_FIELDS), { id: 'neighbour' }]);
		expect(dropped).toBe(5);
	});

	it('bounds the values of many wide objects together', () => {
		const { value } = boundEntries(Array.from({ length: 400 }, () => record(MAX_FIELDS)));
		expect(sizeOf(value).values).toBe(MAX_VALUES);
	});

	it('survives lists and objects that are nested without end', () => {
		for (const [open, close] of [
			['[', ']'],
			['{"a":', '}'],
		] as const) {
			const text = `${open.repeat(20_000)}1${close.repeat(20_000)}`;
			const deep: unknown = JSON.parse(text);
			expect(boundEntries(deep).dropped).toBe(0);
		}
	});

	it('never changes the value that it was given', () => {
		const list = Array.from({ length: MAX_LIST_ITEMS + 1 }, () => ({ a: [1] }));
		boundEntries(list);
		expect(list).toHaveLength(MAX_LIST_ITEMS + 1);
		expect(list[0]).toEqual({ a: [1] });
	});
});

describe.each(PROVIDERS)('the bounds of a delivery of %s', (provider) => {
	it.each(['entry', 'results', 'events', 'messages', 'data', ''])(
		'parsers read at most 10,000 of a million entries in the list "%s"',
		(name) => {
			let reads = 0;
			const count = () => void reads++;
			const entry = new Proxy(
				{},
				{ ownKeys: (target) => (count(), Reflect.ownKeys(target)), get: count, has: () => false },
			);
			const entries = Array.from({ length: 1_000_000 }, () => entry);
			const request = delivery({});
			const body = name === '' ? entries : { [name]: entries };
			expect(providers[provider].parse({ ...request, body })).toEqual([]);
			expect(reads).toBeGreaterThan(0);
			expect(reads).toBeLessThanOrEqual(MAX_LIST_ITEMS);
		},
	);
});
