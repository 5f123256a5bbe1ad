import type { ConsentScope, ConsentState, Handler } from '../messaging/event';
import type { TranscriptEntry } from '../store/contracts/simulator';
import type { Store } from '../store/contracts/store';
import { simulatedNow } from './clock';
import type { PageContext } from './context';
import { partiesOf, INVENTED_CUSTOMERS, type SimulatedCustomer } from './customers';
import { readOn } from './read-transcript';

/** Everything that the page draws, as it stands after the entry that the page has last. */
export interface PageState {
	/** Simulated time, ISO 8601 UTC. */
	now: string;
	/** How far it is ahead of real time, in ms. */
	clockOffset: number;
	businessName?: string;
	timeZone?: string;
	/** The invented people; others are in the entries. */
	customers: readonly SimulatedCustomer[];
	conversations: ConversationState[];
	entries: Array<TranscriptEntry | ChangedEntry>;
	/** To be asked for next. */
	last: number;
	more: boolean;
}

/** An entry that the page has already, and whose state is another now. */
export type ChangedEntry = Pick<TranscriptEntry, 'sequence' | 'messageId' | 'customerId' | 'state'>;

export interface ConversationState {
	customerId: string;
	handler: Handler;
	handlerUntil?: string;
	service?: string;
	windowExpiresAt?: string;
	consent: Record<ConsentScope, ConsentState | 'unknown'>;
}

/** `customers`: E.164 numbers whose conversations are wanted. */
export async function pageState(
	businessId: string,
	asked: { after: number; customers: readonly string[] },
	context: PageContext,
): Promise<PageState> {
	const { store, now, businessName, timeZone } = context;
	const time = await simulatedNow(store, businessId, now);
	const [part, conversations] = await Promise.all([
		readOn(store, businessId, asked.after),
		Promise.all(asked.customers.map((id) => conversationState(store, businessId, id, time))),
	]);
	return {
		now: time.toISOString(),
		clockOffset: time.getTime() - now.getTime(),
		...(businessName !== undefined && { businessName }),
		...(timeZone !== undefined && { timeZone }),
		customers: INVENTED_CUSTOMERS,
		conversations,
		entries: part.entries.map((entry) => withoutKnownContent(entry, asked.after)),
		last: part.last,
		more: part.more,
	};
}

/** A picture that was just read need not travel again for the sake of a tick. */
function withoutKnownContent(
	entry: TranscriptEntry,
	after: number,
): TranscriptEntry | ChangedEntry {
	if (entry.sequence > after) return entry;
	const { sequence, messageId, customerId, state } = entry;
	return { sequence, messageId, customerId, ...(state && { state }) };
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
	return {
		customerId,
		handler,
		...(handlerUntil !== undefined && { handlerUntil }),
		...(service !== undefined && { service }),
		...(windowExpiresAt !== undefined && { windowExpiresAt }),
		consent: contact?.consent ?? { all: 'unknown', marketing: 'unknown' },
	};
}
