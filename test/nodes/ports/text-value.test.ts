import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INode } from 'n8n-workflow';

import { textValue } from '../../../nodes/ports/text-value';

const NODE = { name: 'Send' } as INode;
const read = (value: unknown) => textValue(NODE, 'Text', value, 2);
const refusal = (value: unknown) => {
	try {
		return read(value);
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		return `${message}. ${description}`;
	}
};

describe('a text from an expression', () => {
	it.each<[string, unknown, string]>([
		['a text', ' Olá ', 'Olá'],
		['a number', 12.5, '12.5'],
		['zero', 0, '0'],
		['nothing', undefined, ''],
		['null', null, ''],
		[
			'a time',
			DateTime.fromISO('2026-03-02T10:00:00Z', { zone: 'utc' }),
			'2026-03-02T10:00:00.000Z',
		],
		['a date', new Date('2026-03-02T10:00:00Z'), '2026-03-02T10:00:00.000Z'],
	])('accepts %s', (_, value, text) => {
		expect(read(value)).toBe(text);
	});

	it.each<[string, unknown, string]>([
		[
			'an object, whose fields it names',
			{ output: 'Olá', id: 7 },
			'an object. Choose one of its fields: output, id',
		],
		['an empty object', {}, 'an empty object'],
		['a list', ['a', 'b'], 'a list of 2'],
		['false', false, 'false'],
		['true', true, 'true'],
		['no number', Number.NaN, 'NaN'],
		['a function', () => 'x', 'Choose a field with a text'],
	])('refuses %s', (_, value, words) => {
		expect(refusal(value)).toMatch(/^"Text" is not a text\. Its expression gives /);
		expect(refusal(value)).toContain(words);
	});

	it('refuses every object, list and boolean', () => {
		const value = fc.oneof(fc.object(), fc.array(fc.anything()), fc.boolean());
		fc.assert(fc.property(value, (given) => expect(() => read(given)).toThrow('is not a text')));
	});
});
