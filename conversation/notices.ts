import type { Language } from '../messaging/customer-language';
import { AGENT_NAME, NOTICE_TEXTS, TEXTS_WITH_NAME, TICKET_ID, type Notice } from './notice-texts';

/**
 * Notices to the customer about who answers. Their default texts are in the customer's language, and a user may replace
 * each of them. A style can also be a letter, as in isoBot: S (simple), C (complete, with the name) or N (none).
 */

/** `withName` names the agent; `ownText` is the text that the user entered. */
export const NOTICE_STYLES = ['none', 'simple', 'withName', 'ownText'] as const;
export type NoticeStyle = (typeof NOTICE_STYLES)[number];

/** The notices that name the agent, if the user wants it. */
const NAMES_AGENT: ReadonlySet<Notice> = new Set<Notice>(['started']);

const LETTERS: ReadonlyMap<string, NoticeStyle> = new Map([
	['s', 'simple'],
	['c', 'withName'],
]);

/** Reads a style, also as a letter. Anything else is `none`: a missing notice harms less than an unwanted one. */
export function readNoticeStyle(given: unknown, notice: Notice): NoticeStyle {
	const text = typeof given === 'string' ? given.trim() : '';
	const style =
		NOTICE_STYLES.find((name) => name === text) ?? LETTERS.get(text.toLowerCase()) ?? 'none';
	return style === 'withName' && !NAMES_AGENT.has(notice) ? 'none' : style;
}

const FACTS = new RegExp([AGENT_NAME, TICKET_ID].join('|').replace(/[{}]/g, '\\$&'), 'g');

export interface NoticeWish {
	style: NoticeStyle;
	/** The text of the style `ownText`. */
	ownText?: string;
	/** Texts of the user that replace default texts. */
	texts?: Partial<Record<Language, string>>;
}

/** The facts that a text may name. */
export interface NoticeFacts {
	agentName?: string;
	ticketId?: string;
}

/** Returns the text of a notice, or `undefined` for none. A notice with the name of an unknown agent is simple. */
export function noticeText(
	notice: Notice,
	{ style, ownText = '', texts = {} }: NoticeWish,
	language: Language,
	{ agentName = '', ticketId = '' }: NoticeFacts = {},
): string | undefined {
	if (style === 'none') return undefined;
	const name = agentName.trim();
	const standard = style === 'withName' && name !== '' ? TEXTS_WITH_NAME : NOTICE_TEXTS[notice];
	const own = style === 'ownText' ? ownText : (texts[language] ?? '');
	const text = own.trim() === '' && style !== 'ownText' ? standard[language] : own;
	const facts: Record<string, string> = { [AGENT_NAME]: name, [TICKET_ID]: ticketId };
	return text.replace(FACTS, (fact) => facts[fact] ?? fact).trim() || undefined;
}
