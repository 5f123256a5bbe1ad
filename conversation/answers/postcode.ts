import { cleanText } from './answer-text';
import { onlyOne } from './only-one';

/** Reads the postcode in an answer: a Brazilian CEP, or the code of another country. */

export interface Postcode {
	/** The code without spaces and dashes. Those of some countries have letters. */
	digits: string;
	/** The code as it is written on a letter: `01310-100`. */
	formatted: string;
}

interface Format {
	pattern: RegExp;
	/** Replacement that writes the code. */
	written: string;
}

const FIVE: Format = { pattern: /^\d{5}$/, written: '$&' };
const FOUR: Format = { pattern: /^\d{4}$/, written: '$&' };

/** Codes without spaces and dashes. */
const FORMATS: Readonly<Record<string, Format>> = {
	// The first five digits of São Paulo start with 01; there are no smaller ones.
	BR: { pattern: /^(0[1-9]\d{3}|[1-9]\d{4})(\d{3})$/, written: '$1-$2' },
	AR: { pattern: /^(?:\d{4}|[A-Z]\d{4}[A-Z]{3})$/, written: '$&' },
	AT: FOUR,
	AU: FOUR,
	BE: FOUR,
	CA: { pattern: /^([A-Z]\d[A-Z])(\d[A-Z]\d)$/, written: '$1 $2' },
	CH: FOUR,
	CL: { pattern: /^\d{7}$/, written: '$&' },
	CO: { pattern: /^\d{6}$/, written: '$&' },
	DE: FIVE,
	ES: FIVE,
	FR: FIVE,
	GB: { pattern: /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/, written: '$1 $2' },
	IT: FIVE,
	MX: FIVE,
	NL: { pattern: /^(\d{4})([A-Z]{2})$/, written: '$1 $2' },
	PE: FIVE,
	PT: { pattern: /^(\d{4})(\d{3})$/, written: '$1-$2' },
	US: { pattern: /^(\d{5})(\d{4})?$/, written: '$1-$2' },
	UY: FIVE,
};

/** Letters and digits, at least one of them a digit: a code of a country that has no format here. */
const OTHER: Format = { pattern: /^(?=\D*\d)[A-Z\d]{3,10}$/, written: '$&' };

/** Returns the only postcode of the country in a text; a CEP where no country is known. */
export function readPostcode(text: string, country = 'BR'): Postcode | undefined {
	const format = FORMATS[country] ?? OTHER;
	const clean = cleanText(text)
		.toUpperCase()
		.replace(/\p{Pd}/gu, '-');
	const whole = withoutSigns(clean);
	const digits = format.pattern.test(whole)
		? whole
		: onlyOne(
				wordsWithNeighbours(clean)
					.map(withoutSigns)
					.filter((code) => format !== OTHER && format.pattern.test(code)),
			);
	if (digits === undefined) return undefined;
	const formatted = digits.replace(format.pattern, format.written).replace(/-$/, '');
	return { digits, formatted };
}

/** Returns the words of a text, and each pair of neighbours, because some codes have a space. */
function wordsWithNeighbours(text: string): string[] {
	const words = text.split(/[\s,;:()]+/);
	return words.flatMap((word, index) => [word, `${word}${words[index + 1] ?? ''}`]);
}

function withoutSigns(code: string): string {
	return code.replace(/[\s.-]/g, '');
}
