import type {
	ConsentScope,
	ConsentState,
	EventContact,
	EventConversation,
	EventCustomer,
} from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';
import type { ConsentRecord } from './consents';
import type { Parties } from './parties';

export interface Contacts {
	get(parties: Parties): Promise<StoredContact | undefined>;
	/**
	 * Returns the contacts of a shop with a mark, those seen last first, each with its latest conversation at the provider.
	 * Leaves out contacts of whom no address at the provider is known.
	 */
	find(search: ContactSearch, now: Date): Promise<FoundContact[]>;
	upsert(parties: Parties, changes: ContactChanges, now: Date): Promise<StoredContact>;
	/** Appends to the history. The latest record of a scope counts, and an opt-out of `all` covers every scope. */
	recordConsent(
		parties: Parties,
		consent: Omit<ConsentRecord, 'at'>,
		now: Date,
	): Promise<StoredContact>;
	/**
	 * Returns the consent that holds now. A named shop may know an opt-out of a customer of whom it has no contact yet: it
	 * begins with the opt-outs of the unnamed one.
	 */
	consentOf(parties: Parties): Promise<Consent>;
	/** Returns the records of a customer, newest first, with the opt-outs that a named shop began with. */
	consentHistory(parties: Parties): Promise<ConsentRecord[]>;
}

export interface ContactSearch {
	provider: Provider;
	/** Name of the shop, as in `Parties`. */
	shop?: string | undefined;
	/** Only for the Simulator, where each business has contacts of its own. */
	businessId?: string;
	/** The text of the mark, letter by letter. */
	by: { customerId: string } | { ticketId: string } | { attribute: string; value: string };
	limit: number;
}

export interface FoundContact {
	contact: EventContact;
	customer: EventCustomer;
	channel: Channel;
	/** Absent when the two never exchanged anything. */
	businessId?: string;
	conversation?: EventConversation;
}

export type Consent = Record<ConsentScope, ConsentState | 'unknown'>;

export interface StoredContact {
	/** Opaque id of the customer in this store. */
	key: string;
	provider: Provider;
	channel: Channel;
	businessId: string;
	id: string;
	phone?: string;
	userId?: string;
	username?: string;
	name?: string;
	language?: string;
	tier?: string;
	tags: string[];
	attributes: Record<string, unknown>;
	customerId?: string;
	/** The present consent by scope. `unknown` when nothing was ever recorded. */
	consent: Consent;
	firstSeenAt: string;
	lastSeenAt: string;
}

/** Changes only the given fields; `null` clears one. `attributes` are merged key by key, and `null` removes a key. */
export interface ContactChanges {
	name?: string | null;
	phone?: string | null;
	language?: string | null;
	tier?: string | null;
	tags?: string[];
	attributes?: Record<string, unknown>;
	customerId?: string | null;
}
