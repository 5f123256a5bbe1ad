import { sendMessage } from './customer-actions';
import { drawAny, refresh, type Side } from './draw-entry';
import type { View } from './draw-message';
import { $, h, icon } from './elements';
import { activeCustomer, isTyping, page, type Entry, type Customer } from './page-data';
import { askOlder } from './polling';
import { dayName } from './times';
import { IS_TEST } from './wire';
import { t } from './words';

/** Draws the chat of the active customer twice: on the phone, and at the desk. */

/** Distance from the first line of a chat, in CSS pixels, within which older lines are requested. */
const NEAR_THE_TOP = 200;
/** Distance from the last line, in CSS pixels, within which the reader is at the end. */
const NEAR_THE_END = 60;
const NO_ANSWER_AFTER_MS = 10_000;

type Extra = 'welcome' | 'typing' | 'late' | undefined;

interface Pane extends View {
	log: HTMLElement;
	/** Drawn lines by message. */
	nodes: Map<string, HTMLElement>;
	/** Whether the reader is at the last line, and the scroll position of that state. */
	isAtEnd: boolean;
	notedTop?: number;
	/** The chat that is drawn, and the data it was drawn with. */
	chat?: string;
	key?: string;
	previous?: { day: string; side: Side } | undefined;
	/** The hint below the last line. */
	wanted?: Extra;
	extra?: HTMLElement | undefined;
}

export const phonePane: Pane = {
	log: $('phone-log'),
	own: 'customer',
	isLive: true,
	nodes: new Map(),
	isAtEnd: true,
};
export const deskPane: Pane = {
	log: $('desk-log'),
	own: 'business',
	isLive: false,
	nodes: new Map(),
	isAtEnd: true,
};

/** Keeps a reader who is at the end at the end, also when a picture grows or the window shrinks. */
export function followReader(pane: Pane): void {
	const { log } = pane;
	const stay = () => {
		if (pane.isAtEnd) scrollToEnd(pane);
	};
	log.addEventListener('scroll', () => {
		noteReader(pane);
		askOlderNearTheTop(pane);
	});
	log.addEventListener('load', stay, true);
	log.addEventListener('error', () => queueMicrotask(stay), true);
	new ResizeObserver(stay).observe(log);
}

/** Records the reader's position. New lines below it do not move the reader. */
function noteReader(pane: Pane): void {
	const { log, notedTop } = pane;
	if (log.scrollTop === notedTop) return;
	pane.notedTop = log.scrollTop;
	pane.isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
}

export function scrollToEnd({ log }: Pane): void {
	log.scrollTop = log.scrollHeight;
}

function askOlderNearTheTop({ log }: Pane): void {
	const customer = activeCustomer();
	if (customer && log.clientHeight > 0 && log.scrollTop < NEAR_THE_TOP) void askOlder(customer);
}

export function drawLog(pane: Pane): void {
	const customer = activeCustomer();
	// The scroll event comes one frame later. An answer that is drawn before it must not move the reader to the end.
	noteReader(pane);
	const { log, isAtEnd } = pane;
	const chat = `${customer?.id} ${page.language} ${page.zone} ${page.era}`;
	const key = `${chat} ${customer?.inserted}`;
	const fromEnd = log.scrollHeight - log.scrollTop;
	// Older lines were added before the one that is being read.
	const isGrowing = pane.chat === chat && pane.key !== key && !isAtEnd;
	if (pane.key !== key) clear(pane, chat, key);
	if (!customer) return;
	const hasNew = appendNew(pane, customer);
	for (const [id, node] of pane.nodes) refresh(customer, customer.byId.get(id), node);
	const hasExtra = drawExtra(pane, customer);
	if (isGrowing) log.scrollTop = log.scrollHeight - fromEnd;
	else if (hasNew || (hasExtra && isAtEnd)) {
		scrollToEnd(pane);
		pane.isAtEnd = true;
	}
	askOlderNearTheTop(pane);
}

function clear(pane: Pane, chat: string, key: string): void {
	pane.chat = chat;
	pane.key = key;
	pane.nodes.clear();
	pane.previous = undefined;
	pane.log.replaceChildren();
	pane.extra = undefined;
}

function appendNew(pane: Pane, customer: Customer): boolean {
	const missing = customer.entries.filter(({ messageId }) => !pane.nodes.has(messageId));
	for (const entry of missing) {
		pane.extra?.remove();
		pane.extra = undefined;
		appendEntry(pane, customer, entry);
	}
	return missing.length > 0;
}

function appendEntry(pane: Pane, customer: Customer, entry: Entry): void {
	const day = dayName(new Date(entry.at));
	const { previous } = pane;
	if (previous?.day !== day) pane.log.append(h('li', { class: 'daymark' }, day));
	const side = sideOf(entry, pane);
	const node = drawAny(pane, customer, entry, side);
	if (previous?.side !== side || previous.day !== day) node.classList.add('turn');
	pane.previous = { day, side };
	pane.nodes.set(entry.messageId, node);
	pane.log.append(node);
}

/** Kinds of lines that are not messages. */
const NOTICES: ReadonlySet<string> = new Set(['handover', 'consent', 'notSent']);

function sideOf({ content, from }: Entry, { own }: Pane): Side {
	if (NOTICES.has(content.kind)) return 'notice';
	return (from === 'customer') === (own === 'customer') ? 'mine' : from;
}

/**
 * Draws below the last line: a greeting, the three dots, or the reason why there is no answer. Returns whether it
 * changed.
 */
function drawExtra(pane: Pane, customer: Customer): boolean {
	const wanted = extraFor(pane, customer);
	if (pane.wanted === wanted && (pane.extra || !wanted)) return false;
	pane.extra?.remove();
	pane.wanted = wanted;
	pane.extra = wanted && makeExtra(wanted, pane, customer);
	if (pane.extra) pane.log.append(pane.extra);
	return pane.extra !== undefined;
}

function extraFor({ isLive }: Pane, customer: Customer): Extra {
	if (customer.entries.length === 0) return 'welcome';
	if (isTyping(customer)) return 'typing';
	return isLive && isLate(customer) ? 'late' : undefined;
}

function isLate({ askedAt, conversation }: Customer): boolean {
	return (
		askedAt !== undefined &&
		Date.now() - askedAt > NO_ANSWER_AFTER_MS &&
		!page.trouble &&
		(conversation?.handler ?? 'bot') === 'bot'
	);
}

function makeExtra(wanted: NonNullable<Extra>, { isLive }: Pane, customer: Customer): HTMLElement {
	switch (wanted) {
		case 'welcome':
			return isLive ? drawWelcome(customer) : h('li', { class: 'welcome' }, t('deskWelcome'));
		case 'typing':
			return drawTyping(isLive);
		case 'late':
			return h('li', { class: 'notice hint' }, t(IS_TEST ? 'noAnswerTest' : 'noAnswer'));
	}
}

function drawWelcome({ name }: Customer): HTMLElement {
	const onclick = () => sendMessage({ type: 'text', text: t('hi') });
	return h(
		'li',
		{ class: 'welcome' },
		h('div', { class: 'logo' }, icon('chat')),
		h('b', {}, t('welcomeTitle', name)),
		t('welcome'),
		h('div', {}, h('button', { type: 'button', class: 'plain strong', onclick }, t('sayHi'))),
	);
}

function drawTyping(isLive: boolean): HTMLElement {
	const dots = { class: 'dotsline', role: 'img', 'aria-label': t('typing') };
	return h(
		'li',
		{ class: `row turn${isLive ? '' : ' mine'}` },
		h('div', { class: 'bubble' }, h('span', dots, h('i'), h('i'), h('i'))),
	);
}
