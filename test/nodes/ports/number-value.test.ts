import type { INode } from 'n8n-workflow';

import { numberValue } from '../../../nodes/ports/number-value';

const NODE = { name: 'Send' } as INode;
const read = (value: unknown) => numberValue(NODE, 'Messages per Second', value);

describe('number value', () => {
	it.each([
		[1.5, 1.5],
		['1,5', 1.5],
		['1.5', 1.5],
		[' 20 ', 20],
		['-23,5505', -23.5505],
		[0, 0],
	])('%j is %d', (value, number) => {
		expect(read(value)).toBe(number);
	});

	it.each([undefined, null, ''])('%j is an empty field', (value) => {
		expect(read(value)).toBeUndefined();
	});

	it.each(['1.234,5', '1,234.5', 'dez', '10 por segundo', Number.NaN, Infinity, {}, [], true])(
		'%j is refused with the name of the field',
		(value) => {
			expect(() => read(value)).toThrow('"Messages per Second" is not a number');
		},
	);
});
