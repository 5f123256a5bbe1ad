import type { TranscriptEntry } from '../../store/contracts/simulator';
import type { PageState } from '../page-state';
import { page, type Content, type Entry, type Customer } from './page-data';
import { isSeen, sendReceipt } from './receipts';

/** Adds the server's answers to the chats. */

const TYPING_MS = 25_000;

export function spacedPhone(id: string): string {
	const [, area, first, last] = /^\+55(\d\d)(\d{4,5})(\d{4})$/.exec(id) ?? [];
	return area === undefined ? id : `+55 ${area} ${first}-${last}`;
}

export function customerOf(id: string, name?: string): Customer {
	const known = page.customers.get(id);
	if (known) {
		if (name) known.name = name;
		return known;
	}
	const customer: Customer = {
		id,
		name: name || spacedPhone(id),
		entries: [],
		byId: new Map(),
		oldest: undefined,
		hasOlder: page.hasOlder,
		isAsking: false,
		inserted: 0,
		unread: 0,
		unseen: [],
		conversation: undefined,
		reactions: new Map(),
		chosen: new Map(),
		typingUntil: undefined,
		askedAt: undefined,
	};
	page.customers.set(id, customer);
	return customer;
}

/** Adds a part of the state to the page's data. */
export function absorb(state: PageState): void {
	page.skew = Date.parse(state.now) - Date.now();
	page.offset = state.clockOffset;
	if (state.timeZone) page.zone = state.timeZone;
	page.business = state.businessName;
	if (state.older !== undefined) page.hasOlder = state.older;
	for (const { id, name } of state.customers) if (!page.customers.has(id)) customerOf(id, name);
	page.active ??= state.customers[0]?.id;
	for (const entry of state.entries) takeAny(entry);
	page.last = Math.max(page.last, state.last);
	for (const conversation of state.conversations) {
		const customer = page.customers.get(conversation.customerId);
		if (customer) customer.conversation = conversation;
	}
	page.queue = state.queue;
	page.isReady = true;
}

/** Adds a line to its chat. A line that cannot be read does not affect the others. */
export function takeAny(line: TranscriptEntry, isOlder = false): void {
	const entry = line as TranscriptEntry & { content: Content };
	try {
		takeEntry(entry, isOlder);
	} catch {
		if (entry?.messageId === undefined) return;
		entry.content = { kind: 'unreadable' };
		const customer = customerOf(entry.customerId);
		if (!customer.byId.has(entry.messageId)) addEntry(customer, entry);
	}
}

function takeEntry(entry: Entry & { sequence: number }, isOlder: boolean): void {
	const customer = customerOf(entry.customerId);
	const known = customer.byId.get(entry.messageId);
	// A change of a line that is not here yet. The line comes with its neighbours.
	if (!known && !isOlder && customer.hasOlder && entry.sequence < (customer.oldest ?? 0)) return;
	customer.oldest = Math.min(customer.oldest ?? Infinity, entry.sequence);
	if (known) return takeChange(customer, known, entry);
	if (!entry.content?.kind) return;
	page.changedAt = Date.now();
	const { content } = entry;
	if (content.kind === 'customer') {
		customer.name = String(content.name);
		return;
	}
	if (content.kind === 'typing') {
		if (!isOlder) customer.typingUntil = Date.parse(entry.at) + TYPING_MS;
		return;
	}
	addEntry(customer, entry);
	if (content.kind === 'outbound') takeOutbound(customer, entry, isOlder);
}

function takeChange(customer: Customer, known: Entry, { sequence, state, at }: Entry): void {
	known.sequence = sequence;
	known.state = state ?? known.state;
	if (at) known.at = at;
	if (known.state === 'read' && known.from === 'customer') readUpTo(customer, known);
}

function takeOutbound(customer: Customer, entry: Entry, isOlder: boolean): void {
	if (!isOlder) {
		customer.typingUntil = undefined;
		customer.askedAt = undefined;
	}
	if (entry.state !== 'sent' && entry.state !== 'delivered') return;
	if (entry.state === 'sent') {
		if (entry.from === 'bot') sendReceipt(customer, entry, 'sent');
		sendReceipt(customer, entry, 'delivered');
	}
	if (!isSeen(customer)) customer.unread += 1;
	customer.unseen.push(entry);
}

/** Applies a read mark, which on WhatsApp covers everything before it. */
function readUpTo(customer: Customer, entry: Entry): void {
	for (const earlier of customer.entries) {
		if (earlier.from === 'customer' && earlier.state === 'delivered') earlier.state = 'read';
		if (earlier === entry) break;
	}
}

/** Adds a line to a chat. A reaction is added to its message instead. */
export function addEntry(customer: Customer, entry: Entry): void {
	const { content } = entry;
	customer.byId.set(entry.messageId, entry);
	const message = 'message' in content ? content.message : undefined;
	if (message?.type === 'reaction') {
		const target = message.messageId ?? message.reaction?.messageId;
		const emoji = message.emoji ?? message.reaction?.emoji;
		if (emoji) customer.reactions.set(target, emoji);
		else customer.reactions.delete(target);
	} else {
		insert(customer, entry);
	}
	if (content.kind === 'tap') customer.chosen.set(content.button?.messageId, content.button?.id);
	if (entry.state === 'read' && entry.from === 'customer') readUpTo(customer, entry);
}

/** Inserts by sequence. A line that the reader has just written has none yet, and stays in its place. */
function insert(customer: Customer, entry: Entry): void {
	const { entries } = customer;
	let at = entries.length;
	while (at > 0 && isAfter(entries[at - 1], entry)) at -= 1;
	if (at < entries.length) customer.inserted += 1;
	entries.splice(at, 0, entry);
}

function isAfter(one: Entry | undefined, other: Entry): boolean {
	return (one?.sequence ?? NaN) > (other.sequence ?? NaN);
}
