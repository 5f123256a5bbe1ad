/**
 * Words for days and times in Portuguese, Spanish and English, folded. A word that means the same in one language only
 * is read in all of them, because customers mix languages.
 */

/** Weekdays from Monday to Sunday. Abbreviations that are ordinary words ("ter", "mar") are left out. */
const WEEKDAYS = [
	'segunda seg lunes lun monday mon',
	'terca martes tuesday tues tue',
	'quarta qua miercoles mie wednesday wed',
	'quinta qui jueves jue thursday thurs thu',
	'sexta sex viernes vie friday fri',
	'sabado sab saturday sat',
	'domingo dom sunday sun',
];

const MONTHS = [
	'janeiro enero january jan ene',
	'fevereiro febrero february fev feb',
	'marco marzo march mar',
	'abril april abr apr',
	'maio mayo may mai',
	'junho junio june jun',
	'julho julio july jul',
	'agosto august ago aug',
	'setembro septiembre setiembre september set sept sep',
	'outubro octubre october out oct',
	'novembro noviembre november nov',
	'dezembro diciembre december dez dic dec',
];

const UNITS = {
	days: 'dia dias day days',
	weeks: 'semana semanas week weeks',
	months: 'mes meses month months',
	hours: 'h hora horas hour hours hr hrs',
	minutes: 'min mins minuto minutos minute minutes',
};
export type Unit = keyof typeof UNITS;

/** Parts of the day that tell 3 in the afternoon from 3 at night. */
const PARTS = {
	dawn: 'madrugada',
	morning: 'manha morning',
	afternoon: 'tarde tardinha afternoon',
	night: 'noite noche evening night',
};
export type PartOfDay = keyof typeof PARTS;

/** Days counted from today. */
const RELATIVE_DAYS: ReadonlyArray<readonly [string, number]> = [
	['day before yesterday', -2],
	['anteontem', -2],
	['anteayer', -2],
	['antes de ayer', -2],
	['ontem', -1],
	['ayer', -1],
	['yesterday', -1],
	['hoje', 0],
	['hj', 0],
	['hoy', 0],
	['today', 0],
	['amanha', 1],
	['amanhan', 1],
	['manana', 1],
	['tomorrow', 1],
	['tomorow', 1],
	['tmrw', 1],
	['depois de amanha', 2],
	['pasado manana', 2],
	['day after tomorrow', 2],
];

function indexWords(rows: readonly string[]): ReadonlyMap<string, number> {
	return new Map(
		rows.flatMap((row, index) => row.split(' ').map((word) => [word, index] as const)),
	);
}

function nameWords<Name extends string>(
	rows: Readonly<Record<Name, string>>,
): ReadonlyMap<string, Name> {
	const names = Object.keys(rows) as Name[];
	return new Map(
		names.flatMap((name) => rows[name].split(' ').map((word) => [word, name] as const)),
	);
}

/** 0 for Monday. */
export const WEEKDAY_WORDS = indexWords(WEEKDAYS);
/** 0 for January. */
export const MONTH_WORDS = indexWords(MONTHS);
export const RELATIVE_DAY_WORDS: ReadonlyMap<string, number> = new Map(RELATIVE_DAYS);
export const UNIT_WORDS = nameWords(UNITS);
export const PART_WORDS = nameWords(PARTS);

/** Returns a group of a regular expression that matches any of the words, the longest first. */
export function anyOf(words: Iterable<string>): string {
	return `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`;
}
