import type { Choice } from '../../messaging/typed-choice';

/** Kinds of answers that a question can ask for. */
export const ANSWER_KINDS = [
	'anything',
	'option',
	'number',
	'date',
	'email',
	'phone',
	'cpfOrCnpj',
	'postcode',
	'file',
	'place',
	'pattern',
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** The answer that a question asks for. */
export interface Expectation {
	kind: AnswerKind;
	/** Choices that the question offered: buttons, list rows or typed options. */
	choices?: readonly Choice[];
	/** Smallest number that is accepted. */
	minimum?: number;
	/** Largest number that is accepted. */
	maximum?: number;
	/** Regular expression in RE2 syntax, matched against the trimmed text. */
	pattern?: string;
	/** IANA time zone in which dates are meant. */
	timeZone: string;
	/** BCP 47 language of the customer. */
	language?: string;
	/** ISO 3166-1 alpha-2. Home of national phone numbers and postcodes; decides the order of day and month. */
	country?: string;
}
