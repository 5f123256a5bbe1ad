import fc from 'fast-check';

import {
	countEqual,
	countMostEqual,
	LOOP,
	withText,
	type RecentTexts,
} from '../../messaging/recent-texts';

const START = Date.parse('2026-03-02T10:00:00Z');
const texts = (...given: Array<[text: string, second: number]>) =>
	given.reduce<RecentTexts>(
		(recent, [text, second]) => withText(recent, text, START + second * 1000),
		[],
	);

describe('recent texts', () => {
	it('equal texts within a minute are counted', () => {
		const recent = texts(['Oi', 0], ['Oi', 10], ['Olá', 20], ['Oi', 61]);
		expect(countEqual(recent, 'Oi', START + 61_000)).toBe(2);
		expect(countMostEqual(recent, START + 61_000)).toBe(2);
		expect(countMostEqual(recent, START + 200_000)).toBe(0);
	});

	it('recent texts are kept as hashes only', () => {
		expect(JSON.stringify(texts(['Meu CPF é 123', 0]))).not.toContain('CPF');
	});

	it('recent texts are bounded, and still show a loop of two alternating texts', () => {
		const given = fc.array(fc.tuple(fc.string(), fc.integer({ min: 0, max: 59 })), {
			maxLength: 200,
		});
		fc.assert(
			fc.property(given, (list) => {
				expect(texts(...list).length).toBeLessThanOrEqual(2 * LOOP.texts);
			}),
		);
		const alternating = Array.from(
			{ length: 60 },
			(_, second) => [`${second % 2}`, second] as const,
		);
		const recent = texts(...alternating.map(([text, second]): [string, number] => [text, second]));
		expect(countEqual(recent, '1', START + 59_000)).toBe(LOOP.texts);
	});
});
