import type { EventMessage, MessagingEvent } from '../../messaging/event';
import { readCpfOrCnpj } from './cpf-or-cnpj';
import { readDate } from './date';
import { readEmail, readSharedEmail } from './email';
import type { AnswerKind, Expectation } from './expectation';
import { readFile } from './file';
import { readNumber } from './number';
import { readTappedOption, readTypedOption } from './option';
import { readPattern } from './pattern';
import { readPhone, readSharedPhone } from './phone';
import { readLocation, readPlaceText } from './place';
import { readPostcode } from './postcode';
import { regionOf } from './region';

/** Reads the answer that a customer gave to a question, as the kind that the question asked for. */

export type AnswerReading =
	| {
			ok: true;
			/** The answer in the type of its kind, as plain JSON. */
			value: unknown;
			/** The answer as the customer wrote it; `''` for a file or place without text. */
			text: string;
	  }
	| { ok: false };

/** An event that can be an answer: it has a message. */
interface Answer {
	event: MessagingEvent;
	message: EventMessage;
	/** Trimmed text of the message; of joined messages the texts of all, line by line. */
	text: string;
}

/** Returns the value of an answer, `undefined` when it is of another kind. */
type Reader = (answer: Answer, expected: Expectation, now: Date) => unknown;

const READERS: Readonly<Record<AnswerKind, Reader>> = {
	anything: ({ message, text }) =>
		(readFile(message) ?? readLocation(message) ?? text) ||
		(message.contacts ?? message.form ?? message.order),
	option: ({ event, text }, { choices = [] }) =>
		event.button ? readTappedOption(event.button, choices) : readTypedOption(text, choices),
	number: ({ text }, expected) => readNumber(text, expected),
	date: ({ text }, expected, now) => readDate(text, expected, now),
	email: ({ message, text }) => readEmail(text) ?? readSharedEmail(message.contacts ?? []),
	phone: ({ message, text }, expected) =>
		readPhone(text, regionOf(expected)) ??
		readSharedPhone(message.contacts ?? [], regionOf(expected)),
	cpfOrCnpj: ({ text }) => readCpfOrCnpj(text),
	postcode: ({ text }, expected) => readPostcode(text, regionOf(expected)),
	file: ({ message }) => readFile(message),
	place: ({ message, text }) => readLocation(message) ?? readPlaceText(text),
	pattern: ({ text }, { pattern = '' }) => readPattern(text, pattern),
};

/**
 * Returns the answer that an event gives to a question. An event of another kind, or of another form than expected, is
 * no answer.
 *
 * @param now the time from which "tomorrow" counts
 */
export function readAnswer(event: MessagingEvent, expected: Expectation, now: Date): AnswerReading {
	const { message } = event;
	if (message === undefined || message.type === 'reaction' || message.type === 'unsupported') {
		return { ok: false };
	}
	const text = message.text.trim();
	const value = READERS[expected.kind]({ event, message, text }, expected, now);
	return value === undefined ? { ok: false } : { ok: true, value, text };
}
