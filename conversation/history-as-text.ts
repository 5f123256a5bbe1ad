import type { Language } from '../messaging/customer-language';
import type { HistoryMessage } from './history';
import { AUTHOR_WORDS, TYPE_WORDS } from './history-texts';

/** Writes a history as one text: a line for each message, for a ticket or a language model. */

const DAY_LOCALES: Record<Language, string> = { en: 'en-GB', es: 'es', pt: 'pt-BR' };

/**
 * Returns the messages as text. A line with the day stands above the first message of each day. Further lines of a
 * message are indented: a customer cannot write a line that looks like an agent's.
 *
 * @param timeZone IANA zone of the times
 */
export function historyText(
	messages: readonly HistoryMessage[],
	language: Language,
	timeZone: string,
): string {
	const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
	const day = new Intl.DateTimeFormat(DAY_LOCALES[language], { timeZone, dateStyle: 'short' });
	let lastDay = '';
	return messages
		.flatMap((message) => {
			const at = new Date(message.at);
			const today = day.format(at);
			const line = `${time.format(at)} ${nameOf(message, language)}: ${wordsOf(message, language)}`;
			const heading = today === lastDay ? [] : [today];
			lastDay = today;
			return [...heading, line];
		})
		.join('\n');
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
const INDENTED = '\n  ';

/** Returns the newest lines of a text that fit into a limit of characters. */
export function newestLines(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const end = text.indexOf('\n', text.length - limit - 1);
	return end === -1 ? text.slice(-limit) : text.slice(end + 1);
}

function nameOf({ from, name }: HistoryMessage, language: Language): string {
	return name?.split(LINE_BREAK).join(' ') ?? AUTHOR_WORDS[language][from];
}

function wordsOf({ type, text }: HistoryMessage, language: Language): string {
	const words = TYPE_WORDS[language];
	const word = Object.hasOwn(words, type) ? words[type] : undefined;
	const label = word === undefined ? '' : `[${word}]`;
	return [label, text.split(LINE_BREAK).join(INDENTED)].filter(Boolean).join(' ');
}
