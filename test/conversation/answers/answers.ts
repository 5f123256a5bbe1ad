import { readAnswer, type AnswerReading } from '../../../conversation/answers/read-answer';
import type { Expectation } from '../../../conversation/answers/expectation';
import type { EventMessage, MessagingEvent } from '../../../messaging/event';

/** Answers of an invented customer, for the tests of this folder. */

/** Monday, 30 November 2026, 16:00 in São Paulo. */
export const NOW = new Date('2026-11-30T19:00:00Z');

export const BRAZIL = { timeZone: 'America/Sao_Paulo', language: 'pt-BR', country: 'BR' };
export const MEXICO = { timeZone: 'America/Mexico_City', language: 'es-MX', country: 'MX' };
export const SPAIN = { timeZone: 'Europe/Madrid', language: 'es-ES', country: 'ES' };
export const UNITED_STATES = { timeZone: 'America/New_York', language: 'en-US', country: 'US' };

/** Returns the event of a message. */
export function messageEvent(
	message: Partial<EventMessage>,
	rest: Partial<MessagingEvent> = {},
): MessagingEvent {
	return {
		event: 'message',
		id: 'event-1',
		provider: 'simulator',
		channel: 'whatsapp',
		timestamp: NOW.toISOString(),
		contact: { id: '5511900000001' },
		business: { id: 'shop' },
		message: { id: 'message-1', type: 'text', text: '', ...message },
		...rest,
	};
}

/** Returns the reading of a typed answer. */
export function readText(text: string, expected: Expectation): AnswerReading {
	return readAnswer(messageEvent({ text }), expected, NOW);
}

/** Returns the value of a typed answer, `undefined` when it was refused. */
export function valueOf(text: string, expected: Expectation): unknown {
	const reading = readText(text, expected);
	return reading.ok ? reading.value : undefined;
}
