import { postEvent } from './customer-actions';
import { drawMessage, type DrawnMessage, type View } from './draw-message';
import { h, icon } from './elements';
import { openActions } from './message-actions';
import type { ChatMessage, Entry, Customer } from './page-data';
import { noticeWords, quoteOf } from './snippet';
import { clockTime } from './times';
import { t } from './words';

/** Draws a line of a chat and its later changes. */

export type Side = 'notice' | 'mine' | Entry['from'];

const TICKS: Readonly<Record<string, string>> = {
	pending: 'wait',
	accepted: 'tick',
	sent: 'tick',
	delivered: 'ticks',
	read: 'ticks',
	failed: 'alert',
	deleted: 'close',
};

/** Draws a line. One that cannot be drawn does not affect the others. */
export function drawAny(view: View, customer: Customer, entry: Entry, side: Side): HTMLElement {
	try {
		return drawEntry(view, customer, entry, side);
	} catch {
		return drawEntry(view, customer, { ...entry, content: { kind: 'unreadable' } }, side);
	}
}

function drawEntry(view: View, customer: Customer, entry: Entry, side: Side): HTMLElement {
	if (side === 'notice') return h('li', { class: 'notice' }, noticeWords(customer, entry.content));
	const { body, after = [], isWide } = drawContent(view, customer, entry);
	const message = messageOf(entry);
	const isSticker = message.type === 'sticker';
	const bubble = h(
		'div',
		{ class: `bubble${isSticker ? ' bare' : ''}${isWide ? ' wide' : ''}` },
		view.own === 'business' && entry.from !== 'customer' ? drawAuthor(entry) : undefined,
		message.replyTo ? quoteOf(customer, message.replyTo) : undefined,
		body,
		h(
			'div',
			{ class: 'meta' },
			h('time', { datetime: entry.at }, clockTime(new Date(entry.at))),
			side === 'mine' ? h('span', { class: 'ticks', role: 'img' }) : undefined,
		),
	);
	if (view.isLive) bubble.append(drawMore(entry));
	return h(
		'li',
		{ class: `row${side === 'mine' ? ' mine' : ''}`, 'data-message': entry.messageId },
		bubble,
		h('span', { class: 'reaction', hidden: true }),
		after.length > 0 ? h('div', { class: 'choices' }, after) : undefined,
	);
}

function messageOf({ content }: Entry): Partial<ChatMessage> {
	return ('message' in content ? content.message : undefined) ?? {};
}

function drawContent(view: View, customer: Customer, entry: Entry): DrawnMessage {
	const { content } = entry;
	if (content.kind === 'tap') {
		const { messageId, title } = content.button;
		return { body: [quoteOf(customer, messageId), h('div', { class: 'said' }, title)] };
	}
	if (content.kind === 'unreadable') {
		return { body: [h('div', { class: 'said' }, t('unreadable'))] };
	}
	const drawing = 'drawing' in content ? content.drawing : undefined;
	return drawMessage(view, entry, messageOf(entry) as ChatMessage, drawing);
}

function drawAuthor({ from }: Entry): HTMLElement {
	return h('div', { class: `author ${from}` }, t(from === 'human' ? 'person' : 'bot'));
}

function drawMore(entry: Entry): HTMLElement {
	const button: HTMLElement = h(
		'button',
		{
			type: 'button',
			class: 'more',
			'aria-haspopup': 'menu',
			'aria-label': t('messageActions'),
			onclick: () => openActions(button, entry),
		},
		icon('down'),
	);
	return button;
}

/** Updates the changeable parts of a drawn line: its ticks, its reaction, its chosen button. */
export function refresh(customer: Customer, entry: Entry | undefined, node: HTMLElement): void {
	if (!entry) return;
	const ticks = node.querySelector<HTMLElement>('.ticks');
	if (ticks && ticks.dataset.state !== entry.state) refreshTicks(customer, entry, node, ticks);
	const emoji = customer.reactions.get(entry.messageId) ?? '';
	const badge = node.querySelector<HTMLElement>('.reaction');
	if (badge && badge.textContent !== emoji) {
		badge.textContent = emoji;
		badge.hidden = emoji === '';
	}
	const chosen = customer.chosen.get(entry.messageId);
	if (chosen === undefined || node.dataset.chosen === chosen) return;
	node.dataset.chosen = chosen;
	for (const button of node.querySelectorAll<HTMLElement>('[data-choice]'))
		button.classList.toggle('chosen', button.dataset.choice === chosen);
}

function refreshTicks(
	customer: Customer,
	entry: Entry,
	node: HTMLElement,
	ticks: HTMLElement,
): void {
	const { state = 'pending' } = entry;
	ticks.dataset.state = state;
	ticks.className = `ticks ${state}`;
	ticks.setAttribute('aria-label', t(state === 'failed' ? 'failedState' : state));
	ticks.replaceChildren(icon(TICKS[state] ?? 'wait'));
	node.querySelector('.again')?.remove();
	if (state !== 'failed' || !entry.event) return;
	const sendAgain = () => void postEvent(customer, entry);
	node.append(h('button', { type: 'button', class: 'again', onclick: sendAgain }, t('failed')));
}
