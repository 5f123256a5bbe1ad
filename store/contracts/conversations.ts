import type {
	EventContact,
	EventConversation,
	EventCustomer,
	Handler,
} from '../../messaging/event';
import type { RecentTexts } from '../../messaging/recent-texts';
import type { Parties } from './parties';

export interface Conversations {
	/** Returns `undefined` when the two parties have never exchanged anything. An expired handler reads as `bot`. */
	get(parties: Parties, now: Date): Promise<StoredConversation | undefined>;
	/**
	 * Returns the business that a customer last wrote to; `undefined` when they never wrote. Customers of the Simulator
	 * are known at one business only, so the answer is always `undefined` for them.
	 */
	lastBusiness(
		customer: Omit<Parties, 'businessId'>,
	): Promise<{ businessId: string; at: string } | undefined>;
	/** Sets who answers, until `until` or the next change. Creates contact and conversation when they are new. */
	setHandler(
		parties: Parties,
		change: { handler: Handler; until?: Date; service?: string; reason?: string },
		now: Date,
	): Promise<StoredConversation>;
}

export interface StoredConversation extends EventConversation {
	contact: EventContact;
	customer: EventCustomer;
	lastInboundAt?: string;
	lastOutboundAt?: string;
	/** Texts of the last minute, as hashes. */
	recentTexts: { inbound: RecentTexts; outbound: RecentTexts };
}
