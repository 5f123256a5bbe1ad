import {
	anyOf,
	MONTH_WORDS,
	RELATIVE_DAY_WORDS,
	UNIT_WORDS,
	WEEKDAY_WORDS,
} from './calendar-words';

/** Patterns of a day in the text of a date (`date-text.ts`). */

const START = '(?<![\\p{L}\\d])';
const END = '(?![\\p{L}\\d])';
const MONTH = `(?<month>${anyOf(MONTH_WORDS.keys())})${END}(?: \\.)?`;
const DAY = `(?<day>\\d{1,2}|primeiro|primero|first)${END}`;
const ORDINAL = '(?: (?:o|a|ro|er|st|nd|rd|th|°))?';
/** Not the hour of a time. */
const NO_TIME = `(?! (?::|[ap] \\.|(?:h|hs|hrs|hr|horas?|am|pm|da|e|y|in the|minutos?|minutes?)${END}))`;
const AMOUNT = `(?<count>\\d{1,3}) (?<unit>${anyOf(UNIT_WORDS.keys())})${END}`;
const WEEKDAY = `(?<weekday>${anyOf(WEEKDAY_WORDS.keys())})${END}(?: feira)?(?: \\.)?`;
const NEXT_MONTH =
	'(?:do (?:mes que vem|proximo mes)|del (?:mes que viene|proximo mes)|of next month)';
const THIS_MONTH = '(?:deste mes|de este mes|of this month)';
const NEXT_WEEK =
	'(?:da (?:proxima semana|semana que vem)|de la (?:proxima semana|semana que viene)|(?:of )?next week)';
const THIS_WEEK = '(?:desta semana|de esta semana|this week)';

/** 2026 - 12 - 24 */
export const YEAR_FIRST = pattern(
	`(?<year>\\d{4}) (?<sign>[-/.]) (?<month>\\d{1,2}) \\k<sign> (?<day>\\d{1,2})${END}`,
);
/** 15031985 */
export const EIGHT_DIGITS = pattern('(?<digits>\\d{8})(?!\\d)');
/** 24 / 12, 24 / 12 / 2026 */
export const NUMERIC = pattern(
	`(?<first>\\d{1,2}) (?<sign>[-/.]) (?<second>\\d{1,2})(?: \\k<sign> (?<year>\\d{4}|\\d{2}))?${END}(?! [-/] \\d)${NO_TIME}`,
);
/** 5 de dezembro de 2026, 5 / dez */
export const DAY_AND_MONTH = pattern(
	`${DAY}${ORDINAL}(?: (?:de|of|[-/.]))? ${MONTH}` +
		`(?:(?: (?:de|del|of|,|/|-|\\.))? (?<year>\\d{4})${END}| (?:de|del|/|-) (?<shortYear>\\d{2})${END}${NO_TIME})?`,
);
/** December 5 , 2026 */
export const MONTH_AND_DAY = pattern(
	`${MONTH} (?:the )?${DAY}${ORDINAL}${NO_TIME}(?:(?: ,)? (?<year>\\d{4})${END})?`,
);
/** daqui a 3 dias, in half an hour */
export const DURATION_AHEAD = pattern(
	`(?:em|daqui a|daqui|dentro de|de aqui a|en|in) (?:${AMOUNT}|(?<half>meia hora|media hora|half an hour)${END})`,
);
/** 2 days from now */
export const DURATION_FROM_NOW = pattern(`${AMOUNT} from (?:now|today)${END}`);
/** ha 3 dias */
export const DURATION_SINCE = pattern(`(?:ha|hace|faz) ${AMOUNT}(?: atras)?`);
/** 3 days ago */
export const DURATION_AGO = pattern(`${AMOUNT} (?:atras|ago)${END}`);
/** agora */
export const NOW = pattern(`^(?:agora|agora mesmo|ja|ahora|ahora mismo|now|right now)$`);
/** dia 12, the 12 th */
export const DAY_OF_MONTH = pattern(
	`(?:(?:dia|el dia|el|the) ${DAY}${ORDINAL}|(?<ordinal>\\d{1,2}) (?:st|nd|rd|th)${END})${NO_TIME}` +
		`(?:(?<next> ${NEXT_MONTH})| ${THIS_MONTH})?`,
);
/** amanha, depois de amanha */
export const RELATIVE = pattern(`(?:the )?(?<word>${anyOf(RELATIVE_DAY_WORDS.keys())})${END}`);
/** proxima sexta feira, sexta que vem, sexta passada */
export const DAY_OF_WEEK = pattern(
	`(?:(?:proxim[oa]|next|this|est[ae]|(?<past>last|ultim[oa])) )?${WEEKDAY}` +
		`(?:(?<nextWeek> ${NEXT_WEEK})| ${THIS_WEEK}| que (?:vem|viene)| proxim[oa]|(?<last> (?:passad[oa]|pasado)))?`,
);
/** 6 a feira */
export const NUMBERED_WEEKDAY = pattern('(?<number>[2-6]) a feira');

function pattern(source: string): RegExp {
	return new RegExp(START + source, 'gu');
}
