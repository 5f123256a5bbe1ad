import type { ConsentScope, ConsentState } from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';
import type { ConsentRecord } from './consents';
import type { Parties } from './parties';

export interface Contacts {
	get(parties: Parties): Promise<StoredContact | undefined>;
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
