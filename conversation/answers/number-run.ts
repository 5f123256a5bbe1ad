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
	if (run.isHalf) return false;
	if (run.count === 0) {
		run.isHalf = true;
		return true;
	}
	run.current += Number.isFinite(run.factor) && run.current === 0 ? run.factor / 2 : 0.5;
	run.room = 0;
	run.count++;
	return true;
}

const HUNDRED = 100;
const DOZEN = 12;

function multiply(run: Run, factor: number): boolean {
	const multiplier = run.isHalf ? 0.5 : run.count === 0 ? 1 : run.current;
	if (factor === HUNDRED) {
		if (run.current >= HUNDRED) return false;
		run.current = multiplier * HUNDRED;
	} else if (factor < run.factor) {
		run.total += multiplier * factor;
		run.current = 0;
		run.factor = factor;
	} else if (run.current === 0) {
		// "Mil millones".
		run.total *= factor;
		run.factor = factor;
	} else {
		return false;
	}
	run.room = factor === DOZEN ? 0 : factor;
	run.isHalf = false;
	run.isArticle = false;
	run.count++;
	return true;
}
