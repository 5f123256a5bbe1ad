import type { Expectation } from './expectation';
import { regionOf } from './region';

/** Reads a number in digits, with the separators of the customer's locale. */

/** A run of digits with separators inside of it. */
export const DIGITS = /\d+(?:[.,'’٫٬]\d+)*/u;

/** Longest number that a JavaScript number holds exactly. */
const MAX_DIGITS = 15;

/** Separators of a locale, or none where the language is unknown. */
export interface Separators {
	decimal?: string;
	groupsBySpace: boolean;
}

/** Returns the separators by which a customer of this language and country writes numbers. */
export function separatorsOf(customer: Pick<Expectation, 'language' | 'country'>): Separators {
	const parts = formatParts(customer);
	const valueOf = (type: string) => parts.find((part) => part.type === type)?.value;
	const decimal = valueOf('decimal');
	return {
		...(decimal !== undefined && { decimal }),
		groupsBySpace: /\s/u.test(valueOf('group') ?? ''),
	};
}

function formatParts(customer: Pick<Expectation, 'language' | 'country'>): Intl.NumberFormatPart[] {
	const region = regionOf(customer);
	if (region === undefined) return [];
	try {
		const { language } = new Intl.Locale(customer.language || `und-${region}`).maximize();
		// The script is left out, because it would hide the differences between the country and its language.
		return new Intl.NumberFormat(`${language}-${region}`).formatToParts(1_234_567.8);
	} catch {
		// A language or country that the runtime does not accept says nothing about separators.
		return [];
	}
}

/**
 * Returns the number of a run of digits with separators. Returns `undefined` where the groups are not those of a
 * number, and for "1.200" of a customer whose language is unknown: it may be 1200 or 1.2.
 */
export function readDigits(run: string, { decimal }: Separators): number | undefined {
	if (run.length > 2 * MAX_DIGITS || run.replace(/\D/g, '').length > MAX_DIGITS) return undefined;
	const groups = run.split(/\D/);
	const signs = [...run.replace(/\d/g, '')].map((sign) => (sign === '’' ? "'" : sign));
	const last = signs.at(-1);
	if (last === undefined) return Number(run);
	if (isDecimal(last, signs, groups, decimal)) {
		const fraction = groups.pop() ?? '';
		// "1,000" in Brazil is more likely a thousand in the foreign form than one.
		if (signs.length === 1 && fraction === '000') return undefined;
		return isGrouped(signs.slice(0, -1), groups)
			? Number(`${groups.join('')}.${fraction}`)
			: undefined;
	}
	// A single separator may be of either kind when three digits follow it and the locale is unknown.
	if (signs.length === 1 && (last === '.' || last === ',') && decimal === undefined)
		return undefined;
	return isGrouped(signs, groups) ? Number(groups.join('')) : undefined;
}

/** Returns whether the last separator begins the fraction. */
function isDecimal(
	last: string,
	signs: readonly string[],
	groups: readonly string[],
	decimal: string | undefined,
): boolean {
	if (last === '٫') return true;
	if (last === '٬' || last === "'") return false;
	if (signs.length > 1) return signs.slice(0, -1).every((sign) => sign !== last);
	const [whole = '', rest = ''] = groups;
	if (rest.length !== 3 || whole.length > 3 || whole.startsWith('0')) return true;
	return last === decimal;
}

/** Returns whether digits are grouped by thousands, or as in India by two digits before the last three. */
function isGrouped(signs: readonly string[], groups: readonly string[]): boolean {
	if (signs.length === 0) return true;
	const [first = '', ...others] = groups;
	const isIndian = signs[0] === ',' && others[0]?.length === 2;
	return (
		signs.every((sign) => sign === signs[0]) &&
		first.length >= 1 &&
		first.length <= 3 &&
		others.slice(0, -1).every(({ length }) => length === (isIndian ? 2 : 3)) &&
		others.at(-1)?.length === 3
	);
}
