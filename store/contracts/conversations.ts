import type { HandlerChange } from '../../conversation/handler';
import type { StateChange } from '../../conversation/state';
import type { UpdateFacts } from '../../conversation/updates';
import type {
	EventContact,
	EventConversation,
	EventCustomer,
	Handler,
} from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';
import type { RecentTexts } from '../../messaging/recent-texts';
import type { Parties } from './parties';

/** An expired handler reads as `bot`, and an expired state as none. */
export interface Conversations {
	/** Returns `undefined` when the two parties have never exchanged anything. */
	get(parties: Parties, now: Date): Promise<StoredConversation | undefined>;
	/**
	 * Returns the business that a customer last wrote to; `undefined` when they never wrote. Customers of the Simulator
	 * are known at one business only, so the answer is always `undefined` for them.
	 */
	lastBusiness(
		customer: Omit<Parties, 'businessId'>,
	): Promise<{ businessId: string; at: string } | undefined>;
	/** Changes who answers. Creates contact and conversation when they are new. */
	changeHandler(parties: Parties, change: HandlerChange, now: Date): Promise<StoredConversation>;
	/** Changes step, values and expiry of the bot's memory. Creates contact and conversation when they are new. */
	changeState(parties: Parties, change: StateChange, now: Date): Promise<StoredConversation>;
	/**
	 * Returns conversations of these accounts whose handler's time is over, and for which no handover to the bot has been
	 * recorded since.
	 */
	endedHandlers(accounts: readonly string[], now: Date): Promise<EndedHandler[]>;
	/** Returns conversations that have changed, or of which an update may be due: some, the longest due first. */
	looks(request: LookRequest, now: Date): Promise<ConversationLook[]>;
	/** Sets the time of the next look; absent for none. A conversation that has changed meanwhile keeps its own. */
	looked(looks: readonly { look: ConversationLook; nextAt?: string }[]): Promise<void>;
	/**
	 * Returns a page of conversations. A filter for waiting customers gives the longest wait first, one for closing
	 * windows the earliest end. Otherwise those that their handler has had longest come first.
	 */
	list(filter: ConversationFilter, now: Date): Promise<ConversationPage>;
}

export interface StoredConversation extends EventConversation {
	contact: EventContact;
	customer: EventCustomer;
	lastInboundAt?: string;
	lastOutboundAt?: string;
	/** Texts of the last minute, as hashes. */
	recentTexts: { inbound: RecentTexts; outbound: RecentTexts };
}

/** Conditions of a list, all of which hold for its conversations. */
export interface ConversationFilter {
	provider: Provider;
	channel?: Channel;
	businessId?: string;
	handler?: Handler;
	team?: string;
	agentId?: string;
	step?: string;
	/** The present handler has had it since this time, or longer. */
	since?: Date;
	/** The customer wrote last, at this time or before. */
	unansweredSince?: Date;
	/** The customer service window is open, and closes at this time or before. */
	windowClosesBy?: Date;
	/** `next` of the page before. */
	after?: string;
	limit: number;
}

export interface EndedHandler {
	/** Key of the conversation. */
	key: string;
	account: string;
	provider: Provider;
	channel: Channel;
	businessId: string;
	contact: EventContact;
	/** ISO 8601 UTC. */
	until: string;
	ticketId?: string;
}

export interface LookRequest {
	account: string;
	provider: Provider;
	/**
	 * Returns the time before which a look leads to nothing, on a clock with this offset in ms. Without listeners the looks
	 * of an account are never made.
	 */
	clockFrom(offset: number): string;
}

/** A conversation as it is at a look. */
export interface ConversationLook {
	key: string;
	provider: Provider;
	channel: Channel;
	businessId: string;
	contact: EventContact;
	facts: UpdateFacts;
	/** ISO 8601 UTC. Time on the clock of the business. */
	now: string;
	/** Its clock minus real time, in ms. */
	clockOffset: number;
	/** ISO 8601 UTC. Time for which the look was planned. */
	lookAt: string;
}

export interface ConversationPage {
	conversations: ListedConversation[];
	/** Absent on the last page. */
	next?: string;
}

export interface ListedConversation extends StoredConversation {
	channel: Channel;
	businessId: string;
}
