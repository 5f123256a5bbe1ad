import { splitPatterns, splitWords } from '../../routing/keyword-words';

describe('keyword field', () => {
	it('separates words by commas, semicolons and lines, and drops empty parts', () => {
		expect(splitWords(' oi, bom dia;\nmenu,,\r\n ')).toEqual(['oi', 'bom dia', 'menu']);
	});

	it('knows the commas of other scripts', () => {
		expect(splitWords('予約、変更，中止 مرحبا، شكرا')).toEqual([
			'予約',
			'変更',
			'中止 مرحبا',
			'شكرا',
		]);
	});

	it('separates patterns by lines only', () => {
		expect(splitPatterns('a{1,3};\n\n b|c ')).toEqual(['a{1,3};', 'b|c']);
	});
});
