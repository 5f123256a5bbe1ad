import type { ConsentScope, ConsentState, EventAgent, Handler } from '../messaging/event';
import type { TranscriptEntry } from '../store/contracts/simulator';
import type { Store } from '../store/contracts/store';
import { simulatedNow } from './clock';
import type { PageContext } from './context';
import { CUSTOMER_ENTRY, partiesOf, INVENTED_CUSTOMERS, type SimulatedCustomer } from './customers';

/**
 * Parts of the chat for the page, each of a bounded size. A part has `PART_ENTRIES` lines (the first one also the last
 * line of each customer), and a line at most `MAX_CONTENT_BYTES`.
 */

/** Longest values of a conversation that the page draws, as JSON. */
const MAX_SHOWN_VALUES = 2_000;

/** Conversations of one answer that wait, and that people handle. */
const MAX_QUEUE = 20;

/** Lines of one answer. */
export const PART_ENTRIES = 50;
/** Customers of one answer: the most recently active ones. */
export const MAX_CUSTOMERS = 50;

/** State that the page draws, with the changes after the number that the page has last. */
export interface PageState {
	/** Simulated time, ISO 8601 UTC. */
	now: string;
	/** Difference between simulated and real time, in ms. */
	clockOffset: number;
	businessName?: string;
	timeZone?: string;
	/** The invented customers, and every customer in the chat; only in the first part. */
	customers: readonly SimulatedCustomer[];
	conversations: ConversationState[];
	/** Conversations that wait for a person, longest first, and those that people handle. */
	queue: QueuedConversation[];
	/** Oldest first. In the first part the newest lines; later what was added or changed. */
	entries: TranscriptEntry[];
	/** Number for the next request. */
	last: number;
	/** Whether there is more for an immediate request. */
	more: boolean;
	/** Whether there are older lines, which are requested by customer; only in the first part. */
	older?: boolean;
}

export type QueuedConversation = Pick<
	ConversationState,
	'customerId' | 'handler' | 'team' | 'agent'
> & {
	/** Time at which this handler got it, ISO 8601 UTC. */
	since?: string;
};

export interface ConversationState {
	customerId: string;
	handler: Handler;
	handlerUntil?: string;
	service?: string;
	team?: string;
	agent?: EventAgent;
	ticketId?: string;
	step?: string;
	values?: Record<string, unknown>;
	windowExpiresAt?: string;
	consent: Record<ConsentScope, ConsentState | 'unknown'>;
}

/**
 * Returns a part of the chat. `after`: 0 for the first part. `customers`: E.164 numbers of the wanted conversations.
 */
export async function pageState(
	businessId: string,
	asked: { after: number; customers: readonly string[] },
	context: PageContext,
): Promise<PageState> {
	const { store, now, businessName, timeZone } = context;
	const time = await simulatedNow(store, businessId, now);
	const conversations = await Promise.all(
		asked.customers.map((id) => conversationState(store, businessId, id, time)),
	);
	const queue = await queueOf(store, businessId, time);
	const part =
		asked.after === 0
			? await firstPart(store, businessId)
			: await nextPart(store, businessId, asked.after);
	return {
		now: time.toISOString(),
		clockOffset: time.getTime() - now.getTime(),
		...(businessName !== undefined && { businessName }),
		...(timeZone !== undefined && { timeZone }),
		conversations,
		queue,
		...part,
	};
}

/** Returns lines of one customer before a line that the page has, oldest first. */
export async function olderPart(
	businessId: string,
	asked: { customer: string; before: number },
	{ store }: PageContext,
): Promise<{ entries: TranscriptEntry[]; more: boolean }> {
	const { customer: customerId, before } = asked;
	const part = { limit: PART_ENTRIES, customerId, before };
	const entries = await store.simulator.latest(businessId, part);
	return { entries: entries.map(drawable), more: entries.length === PART_ENTRIES };
}

type Part = Pick<PageState, 'customers' | 'entries' | 'last' | 'more' | 'older'>;

async function firstPart(store: Store, businessId: string): Promise<Part> {
	const { simulator } = store;
	// Read first, so that the next part contains changes in between again.
	const last = await simulator.lastNumber(businessId);
	const newest = await simulator.latest(businessId, { limit: PART_ENTRIES });
	const ofCustomers = await simulator.latestOfCustomers(businessId, MAX_CUSTOMERS);
	const added = await simulator.withIdPrefix(businessId, CUSTOMER_ENTRY, MAX_CUSTOMERS);
	const entries = new Map(
		[...ofCustomers, ...newest].map((entry) => [entry.sequence, drawable(entry)] as const),
	);
	return {
		customers: customersOf([...ofCustomers].reverse(), added),
		entries: [...entries.values()].sort((a, b) => a.sequence - b.sequence),
		last,
		more: false,
		older: newest.length === PART_ENTRIES,
	};
}

async function nextPart(store: Store, businessId: string, after: number): Promise<Part> {
	const entries = await store.simulator.transcript(businessId, after, PART_ENTRIES);
	return {
		customers: INVENTED_CUSTOMERS,
		entries: entries.map(drawable),
		last: entries.reduce((most, { changed }) => Math.max(most, changed), after),
		more: entries.length === PART_ENTRIES,
	};
}

/** Returns the invented customers first, then the others in the order of `present`. A name that the user gave wins. */
function customersOf(
	present: readonly TranscriptEntry[],
	added: readonly TranscriptEntry[],
): SimulatedCustomer[] {
	const names = new Map(added.map(({ customerId, content }) => [customerId, nameIn(content)]));
	const invented = INVENTED_CUSTOMERS.map(({ id, name }) => ({ id, name: names.get(id) ?? name }));
	const known = new Set(invented.map(({ id }) => id));
	const others = present.filter(({ customerId }) => !known.has(customerId));
	return [...invented, ...others.map(({ customerId: id }) => ({ id, name: names.get(id) ?? '' }))];
}

function nameIn(content: unknown): string | undefined {
	const name: unknown =
		typeof content === 'object' && content !== null ? Reflect.get(content, 'name') : undefined;
	return typeof name === 'string' ? name : undefined;
}

function drawable(entry: TranscriptEntry): TranscriptEntry {
	return entry.content === null ? { ...entry, content: { kind: 'unreadable' } } : entry;
}

async function queueOf(
	store: Store,
	businessId: string,
	time: Date,
): Promise<QueuedConversation[]> {
	const business = { provider: 'simulator', businessId, limit: MAX_QUEUE } as const;
	const pages = await Promise.all(
		(['waiting', 'human'] as const).map((handler) =>
			store.conversations.list({ ...business, handler }, time),
		),
	);
	return pages.flatMap(({ conversations }) =>
		conversations.map(({ contact, handler, team, agent, since }) => ({
			customerId: contact.id,
			handler,
			...(team !== undefined && { team }),
			...(agent !== undefined && { agent }),
			...(since !== undefined && { since }),
		})),
	);
}

async function conversationState(
	store: Store,
	businessId: string,
	customerId: string,
	time: Date,
): Promise<ConversationState> {
	const parties = partiesOf(businessId, { id: customerId });
	const [conversation, contact] = await Promise.all([
		store.conversations.get(parties, time),
		store.contacts.get(parties),
	]);
	const { handler = 'bot', handlerUntil, service, windowExpiresAt } = conversation ?? {};
	const { team, agent, ticketId, step, values } = conversation ?? {};
	return {
		customerId,
		handler,
		...(handlerUntil !== undefined && { handlerUntil }),
		...(service !== undefined && { service }),
		...(team !== undefined && { team }),
		...(agent !== undefined && { agent }),
		...(ticketId !== undefined && { ticketId }),
		...(step !== undefined && { step }),
		...(values !== undefined && isShort(values) && { values }),
		...(windowExpiresAt !== undefined && { windowExpiresAt }),
		consent: contact?.consent ?? { all: 'unknown', marketing: 'unknown' },
	};
}

function isShort(values: object): boolean {
	return JSON.stringify(values).length <= MAX_SHOWN_VALUES;
}
