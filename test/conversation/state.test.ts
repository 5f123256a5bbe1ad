import fc from 'fast-check';

import { afterStateChange, NO_STATE, stateAt } from '../../conversation/state';

const START = Date.parse('2026-03-02T12:00:00.000Z');
const minute = (minutes: number) => new Date(START + minutes * 60_000);

describe('memory of the bot', () => {
	it('keeps the step and the values that a change does not name', () => {
		const first = afterStateChange(NO_STATE, { step: 'size', values: { a: 1, b: 2 } }, minute(0));
		expect(afterStateChange(first, { values: { b: 3 } }, minute(1))).toEqual({
			step: 'size',
			values: { a: 1, b: 3 },
		});
	});

	it('removes a value that is set to null, and an empty step', () => {
		const first = afterStateChange(NO_STATE, { step: 'size', values: { a: 1, b: 2 } }, minute(0));
		const change = { step: '', values: { a: null } };
		expect(afterStateChange(first, change, minute(1))).toEqual({ values: { b: 2 } });
	});

	it('the memory of the bot is forgotten at its time, and does not come back with the next change', () => {
		const change = { step: 'size', values: { a: 1 }, expiresAt: minute(30) };
		const state = afterStateChange(NO_STATE, change, minute(0));
		expect(stateAt(state, minute(29).toISOString())).toBe(state);
		expect(stateAt(state, minute(30).toISOString())).toEqual(NO_STATE);
		expect(afterStateChange(state, { values: { b: 2 } }, minute(31))).toEqual({
			values: { b: 2 },
		});
	});

	it('keeps its time until a change names another one, or none', () => {
		const state = afterStateChange(NO_STATE, { step: 'a', expiresAt: minute(30) }, minute(0));
		expect(afterStateChange(state, { step: 'b' }, minute(1)).expiresAt).toBe(
			minute(30).toISOString(),
		);
		expect(afterStateChange(state, { expiresAt: null }, minute(1))).not.toHaveProperty('expiresAt');
	});

	it('returns the value that was last set under each name, whatever the name', () => {
		const entries = fc.array(fc.tuple(fc.string(), fc.option(fc.integer())));
		const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'nome');
		const odd = fc.array(fc.tuple(names, fc.option(fc.integer())));
		fc.assert(
			fc.property(entries, odd, (some, others) => {
				const expected = new Map<string, number>();
				let state = NO_STATE;
				for (const [name, value] of [...some, ...others]) {
					state = afterStateChange(
						state,
						{ values: Object.fromEntries([[name, value]]) },
						minute(0),
					);
					if (value === null) expected.delete(name);
					else expected.set(name, value);
				}
				expect(new Map(Object.entries(state.values))).toEqual(expected);
			}),
		);
	});
});
