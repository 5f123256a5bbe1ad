import type { TranscriptEntry } from '../../store/contracts/simulator';
import type { PageState } from '../page-state';
import { page, type Content, type Entry, type Person } from './page-data';
import { isSeen, sendReceipt } from './receipts';

/** Adds the server's answers to the chats. */

const TYPING_MS = 25_000;

export function spacedPhone(id: string): string {
	const [, area, first, last] = /^\+55(\d\d)(\d{4,5})(\d{4})$/.exec(id) ?? [];
	return area === undefined ? id : `+55 ${area} ${first}-${last}`;
}

export function personOf(id: string, name?: string): Person {
	const known = page.people.get(id);
	if (known) {
		if (name) known.name = name;
		return known;
	}
	const person: Person = {
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
	page.people.set(id, person);
	return person;
}

/** Adds a part of the state to the page's data. */
export function absorb(state: PageState): void {
	page.skew = Date.parse(state.now) - Date.now();
	page.offset = state.clockOffset;
	if (state.timeZone) page.zone = state.timeZone;
	page.business = state.businessName;
	if (state.older !== undefined) page.hasOlder = state.older;
	for (const { id, name } of state.customers) if (!page.people.has(id)) personOf(id, name);
	page.active ??= state.customers[0]?.id;
	for (const entry of state.entries) takeAny(entry);
	page.last = Math.max(page.last, state.last);
	for (const conversation of state.conversations) {
		const person = page.people.get(conversation.customerId);
		if (person) person.conversation = conversation;
	}
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
		const person = personOf(entry.customerId);
		if (!person.byId.has(entry.messageId)) addEntry(person, entry);
	}
}

function takeEntry(entry: Entry & { sequence: number }, isOlder: boolean): void {
	const person = personOf(entry.customerId);
	const known = person.byId.get(entry.messageId);
	// A change of a line that is not here yet. The line comes with its neighbours.
	if (!known && !isOlder && person.hasOlder && entry.sequence < (person.oldest ?? 0)) return;
	person.oldest = Math.min(person.oldest ?? Infinity, entry.sequence);
	if (known) return takeChange(person, known, entry);
	if (!entry.content?.kind) return;
	page.changedAt = Date.now();
	const { content } = entry;
	if (content.kind === 'customer') {
		person.name = String(content.name);
		return;
	}
	if (content.kind === 'typing') {
		if (!isOlder) person.typingUntil = Date.parse(entry.at) + TYPING_MS;
		return;
	}
	addEntry(person, entry);
	if (content.kind === 'outbound') takeOutbound(person, entry, isOlder);
}

function takeChange(person: Person, known: Entry, { sequence, state, at }: Entry): void {
	known.sequence = sequence;
	known.state = state ?? known.state;
	if (at) known.at = at;
	if (known.state === 'read' && known.from === 'customer') readUpTo(person, known);
}

function takeOutbound(person: Person, entry: Entry, isOlder: boolean): void {
	if (!isOlder) {
		person.typingUntil = undefined;
		person.askedAt = undefined;
	}
	if (entry.state !== 'sent' && entry.state !== 'delivered') return;
	if (entry.state === 'sent') {
		if (entry.from === 'bot') sendReceipt(person, entry, 'sent');
		sendReceipt(person, entry, 'delivered');
	}
	if (!isSeen(person)) person.unread += 1;
	person.unseen.push(entry);
}

/** Applies a read mark, which on WhatsApp covers everything before it. */
function readUpTo(person: Person, entry: Entry): void {
	for (const earlier of person.entries) {
		if (earlier.from === 'customer' && earlier.state === 'delivered') earlier.state = 'read';
		if (earlier === entry) break;
	}
}

/** Adds a line to a chat. A reaction is added to its message instead. */
export function addEntry(person: Person, entry: Entry): void {
	const { content } = entry;
	person.byId.set(entry.messageId, entry);
	const message = 'message' in content ? content.message : undefined;
	if (message?.type === 'reaction') {
		const target = message.messageId ?? message.reaction?.messageId;
		const emoji = message.emoji ?? message.reaction?.emoji;
		if (emoji) person.reactions.set(target, emoji);
		else person.reactions.delete(target);
	} else {
		insert(person, entry);
	}
	if (content.kind === 'tap') person.chosen.set(content.button?.messageId, content.button?.id);
	if (entry.state === 'read' && entry.from === 'customer') readUpTo(person, entry);
}

/** Inserts by sequence. A line that the reader has just written has none yet, and stays in its place. */
function insert(person: Person, entry: Entry): void {
	const { entries } = person;
	let at = entries.length;
	while (at > 0 && isAfter(entries[at - 1], entry)) at -= 1;
	if (at < entries.length) person.inserted += 1;
	entries.splice(at, 0, entry);
}

function isAfter(one: Entry | undefined, other: Entry): boolean {
	return (one?.sequence ?? NaN) > (other.sequence ?? NaN);
}
