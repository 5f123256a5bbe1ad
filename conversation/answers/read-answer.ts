import type { EventMessage, MessagingEvent } from '../../messaging/event';
import { textOf } from './answer-text';
import { readDate } from './date';
import { readEmail } from './email';
import type { AnswerKind, Expectation } from './expectation';
import { readNumber } from './number';
import { readTappedOption, readTypedOption } from './option';

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
	/** Trimmed text of the message. */
	text: string;
}

/** Returns the value of an answer, `undefined` when it is of another kind. */
type Reader = (answer: Answer, expected: Expectation, now: Date) => unknown;

const READERS: Readonly<Record<AnswerKind, Reader>> = {
	anything: ({ text }) => text || undefined,
	option: ({ event, text }, { choices = [] }) =>
		(event.button && readTappedOption(event.button, choices)) ?? readTypedOption(text, choices),
	number: ({ text }, expected) => readNumber(text, expected),
	date: ({ text }, expected, now) => readDate(text, expected, now),
	email: ({ text }) => readEmail(text),
	phone: () => undefined,
	cpfOrCnpj: () => undefined,
	postcode: () => undefined,
	file: () => undefined,
	place: () => undefined,
	pattern: () => undefined,
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
	const text = textOf(message);
	const value = READERS[expected.kind]({ event, message, text }, expected, now);
	return value === undefined ? { ok: false } : { ok: true, value, text };
}
