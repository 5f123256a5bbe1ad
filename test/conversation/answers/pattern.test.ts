import { BRAZIL, valueOf } from './answers';

const read = (text: string, pattern: string) =>
	valueOf(text, { kind: 'pattern', pattern, ...BRAZIL });

describe('answers: a pattern', () => {
	it('the answer is the part of the text that matches', () => {
		expect(read('meu pedido é BR-12345, ok?', '[A-Z]{2}-\\d{5}')).toBe('BR-12345');
		expect(read(' 12345 ', '^\\d{5}$')).toBe('12345');
		expect(read('br-12345', '/[A-Z]{2}-\\d{5}/')).toBe('br-12345');
	});

	it.each([
		['12', '^\\d{5}$'],
		['', '.*'],
		['abc', 'x*'],
		['1', '('],
		['1', ''],
		['1'.repeat(1_001), '1'],
	])('%j is no answer for the pattern %j', (text, pattern) => {
		expect(read(text, pattern)).toBeUndefined();
	});
});
