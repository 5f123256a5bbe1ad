/**
 * How many slips of the finger lie between two words: a letter too many, one missing, a wrong one, or two neighbours
 * swapped (the optimal string alignment distance, in which no part is edited twice). Counted in UTF-16 units, which
 * are letters in every script that people chat in.
 */

/** The distance, or `undefined` as soon as it is certain to exceed `limit`. */
export function editDistance(left: string, right: string, limit: number): number | undefined {
	if (Math.abs(left.length - right.length) > limit) return undefined;
	let beforePrevious: number[] = [];
	let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		let best = row;
		for (let column = 1; column <= right.length; column++) {
			const same = left[row - 1] === right[column - 1];
			let cost = Math.min(
				(previous[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(previous[column - 1] ?? 0) + (same ? 0 : 1),
			);
			const swapped =
				row > 1 &&
				column > 1 &&
				left[row - 1] === right[column - 2] &&
				left[row - 2] === right[column - 1];
			if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
			current.push(cost);
			best = Math.min(best, cost);
		}
		// A swap may still reach back over one row, so both rows have to be beyond the limit.
		if (best > limit && Math.min(...previous) > limit) return undefined;
		beforePrevious = previous;
		previous = current;
	}
	const distance = previous[right.length] ?? 0;
	return distance <= limit ? distance : undefined;
}
