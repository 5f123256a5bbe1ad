import type { NumberWord } from './number-words';

/** Puts a number together from its parts: "dois mil e quinhentos" is two, a factor of a thousand, and five hundred. */

export type NumberPart = Exclude<NumberWord, { does: 'and' }>;

/** A number while its parts are read. */
export interface Run {
	/** Number of parts. */
	count: number;
	total: number;
	/** Part below the next factor. */
	current: number;
	/** A part that is added must be smaller. */
	room: number;
	/** Factor that was read last. */
	factor: number;
	isHalf: boolean;
	isArticle: boolean;
}

export function startRun(): Run {
	return {
		count: 0,
		total: 0,
		current: 0,
		room: Infinity,
		factor: Infinity,
		isHalf: false,
		isArticle: false,
	};
}

/** Returns the number that the parts make, `undefined` where there was none. */
export function valueOf({ count, total, current }: Run): number | undefined {
	return count === 0 ? undefined : total + current;
}

/** Adds a part to a number. Returns false where the part begins another number. */
export function extend(run: Run, part: NumberPart): boolean {
	if (part.does === 'half') return extendByHalf(run);
	if (part.does === 'multiply') return multiply(run, part.value);
	if (run.isHalf || part.value >= run.room) return false;
	if (run.count > 0 && (part.value <= 0 || !Number.isInteger(part.value))) return false;
	run.isArticle = part.isArticle === true && run.count === 0;
	run.current += part.value;
	run.count++;
	run.room = part.isWhole ? 0 : roomBehind(part.value);
	return true;
}

/** Returns the bound of what may follow: 10 behind "twenty", 100 behind "two hundred", nothing behind "five". */
function roomBehind(value: number): number {
	if (value >= 100) return value % 100 === 0 ? 100 : 0;
	return value >= 20 && value % 10 === 0 ? 10 : 0;
}

function extendByHalf(run: Run): boolean {
	if (run.count === 0) {
		if (run.isHalf) return false;
		run.isHalf = true;
		return true;
	}
	run.current += Number.isFinite(run.factor) && run.current === 0 ? run.factor / 2 : 0.5;
	run.room = 0;
	run.count++;
	return true;
}

function multiply(run: Run, factor: number): boolean {
	const isBare = run.count === 0;
	if (factor >= run.factor && run.current === 0) {
		// "Mil millones".
		run.total *= factor;
	} else if (factor === 100) {
		if (run.current >= 100) return false;
		run.current = (isBare ? 1 : run.current) * factor;
		run.room = 100;
		run.count++;
		run.isArticle = false;
		return true;
	} else {
		if (factor >= run.factor) return false;
		run.total += (run.isHalf ? 0.5 : isBare ? 1 : run.current) * factor;
		run.current = 0;
	}
	run.factor = factor;
	run.room = factor === 12 ? 0 : factor;
	run.isHalf = false;
	run.isArticle = false;
	run.count++;
	return true;
}
