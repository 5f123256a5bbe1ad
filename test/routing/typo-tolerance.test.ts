import fc from 'fast-check';
import { allowedEdits, editDistance } from '../../messaging/edit-distance';
import { compileTypoTolerance, startComparisonBudget } from '../../routing/typo-tolerance';

/** Computes the distance by the textbook definition, without any of the shortcuts. */
function plainDistance(left: string, right: string): number {
	const rows = Array.from({ length: left.length + 1 }, (_, row) =>
		Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : row)),
	);
	const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
	for (let row = 1; row <= left.length; row++) {
		for (let column = 1; column <= right.length; column++) {
			let cost = Math.min(
				at(row - 1, column) + 1,
				at(row, column - 1) + 1,
				at(row - 1, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1),
			);
			if (
				row > 1 &&
				column > 1 &&
				left[row - 1] === right[column - 2] &&
				left[row - 2] === right[column - 1]
			) {
				cost = Math.min(cost, at(row - 2, column - 2) + 1);
			}
			const line = rows[row];
			if (line) line[column] = cost;
		}
	}
	return at(left.length, right.length);
}

const fewLetters = (minLength: number, maxLength: number) =>
	fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength, maxLength });

describe('edit distance', () => {
	it.each([
		['menu', 'menu', 0],
		['menu', 'mneu', 1],
		['menu', 'men', 1],
		['menu', 'manus', 2],
		['', 'ab', 2],
		['ca', 'abc', 3],
	])('the distance between %s and %s is %i', (left, right, distance) => {
		expect(editDistance(left, right, 5)).toBe(distance);
	});

	it('equals the textbook definition up to the limit, and is undefined beyond it', () => {
		fc.assert(
			fc.property(fewLetters(0, 9), fewLetters(0, 9), fc.nat(3), (left, right, limit) => {
				const plain = plainDistance(left, right);
				expect(editDistance(left, right, limit)).toBe(plain <= limit ? plain : undefined);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('typo tolerance', () => {
	it.each([
		['oi', 0],
		['sim', 0],
		['menu', 1],
		['pedidos', 1],
		['cardapio', 2],
		['a1234567', 0],
		['予約変更希望確認中', 0],
		['👍', 0],
	])('allows %s %i edits', (word, edits) => {
		expect(allowedEdits(word)).toBe(edits);
	});

	it('finds exactly the nearest words that comparing with every word finds', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fewLetters(1, 12), { maxLength: 20 }),
				fewLetters(1, 12),
				(words, typed) => {
					const distances = words
						.filter((word) => word !== typed && allowedEdits(typed) > 0)
						.map((word) => ({ word, distance: plainDistance(typed, word) }))
						.filter(({ word, distance }) => distance <= allowedEdits(word));
					const best = Math.min(...distances.map(({ distance }) => distance));
					const expected = distances.filter(({ distance }) => distance === best);
					const nearest = compileTypoTolerance(words)(typed, startComparisonBudget());
					expect([...nearest].sort()).toEqual(expected.map(({ word }) => word).sort());
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it('reads words as they were typed once the budget of a message is used up', () => {
		const nearest = compileTypoTolerance(['cardapio', 'pedidos']);
		const budget = startComparisonBudget();
		expect(nearest('cardapoi', budget)).toEqual(['cardapio']);
		budget.left = 1;
		expect(nearest('cardapoi', budget)).toEqual([]);
	});
});
