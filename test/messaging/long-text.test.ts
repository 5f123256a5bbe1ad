import fc from 'fast-check';

import { countCharacters } from '../../messaging/limit-checks';
import { splitText } from '../../messaging/long-text';

const words = (count: number, word = 'palavra') =>
	Array.from({ length: count }, () => word).join(' ');

describe('a long text', () => {
	it.each([
		[
			'at a paragraph',
			'Um dois.\n\nTrês quatro.\n\nCinco.',
			24,
			['Um dois.\n\nTrês quatro.', 'Cinco.'],
		],
		['at a line', 'Um dois\nTrês quatro\nCinco', 20, ['Um dois\nTrês quatro', 'Cinco']],
		[
			'at a sentence',
			'Um dois três. Quatro cinco? Seis',
			28,
			['Um dois três. Quatro cinco?', 'Seis'],
		],
		['at a clause', 'um dois três, quatro cinco', 18, ['um dois três,', 'quatro cinco']],
		['at a word', 'um dois três quatro', 10, ['um dois', 'três', 'quatro']],
		['nowhere when it fits', 'um dois', 10, ['um dois']],
		['in a word that is too long itself', '0123456789', 4, ['0123', '4567', '89']],
		['between emoji, not in them', '👩‍👩‍👧👩‍👩‍👧', 6, ['👩‍👩‍👧', '👩‍👩‍👧']],
	])('a long text is split %s', (_, text, limit, parts) => {
		expect(splitText(text, limit)).toEqual(parts);
	});

	it('a block of code that is split is a block in both parts', () => {
		const parts = splitText(`Veja:\n\n\`\`\`${words(40, 'x = 1')}\`\`\`\n\nFim.`, 120) ?? [];
		expect(parts.length).toBeGreaterThan(1);
		for (const part of parts) expect(part.split('```').length % 2).toBe(1);
	});

	it('a text of more than ten parts is not split', () => {
		expect(splitText(words(30), 24)).toHaveLength(10);
		expect(splitText(words(31), 24)).toBeUndefined();
	});

	it('every part fits, none is empty, and no letter is lost, for any text', () => {
		const text = fc.array(
			fc.constantFrom('olá', ' ', '\n', '\n\n', '. ', '```', 'é', '👍🏽', 'ação', ', ', '*a b*'),
			{ maxLength: 300 },
		);
		fc.assert(
			fc.property(text, fc.integer({ min: 20, max: 200 }), (pieces, limit) => {
				const whole = pieces.join('');
				const parts = splitText(whole, limit);
				if (parts === undefined) return;
				const letters = (given: string) => given.replaceAll(/[\s`]/g, '');
				expect(letters(parts.join(''))).toBe(letters(whole));
				for (const part of parts) {
					expect(countCharacters(part)).toBeLessThanOrEqual(limit);
					expect(part.trim()).not.toBe('');
				}
			}),
		);
	});
});
