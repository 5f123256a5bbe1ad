import type { ConversationUpdate } from '../../messaging/event';
import type { RegistrationMemory } from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';

/**
 * The listeners of each account: every published trigger, and every "Listen for test event" that is under way. A
 * process that receives an event reads here which listeners it is for.
 */
export interface Listeners {
	/** Adds or renews a listener. Its registration, and when it was last called, stay as they are. */
	put(listener: ListenerToPut, now: Date): Promise<void>;
	remove(key: string): Promise<void>;
	get(key: string): Promise<StoredListener | undefined>;
	/** Returns the listeners of an account in the order of their publication. */
	ofAccount(account: string, now: Date): Promise<StoredListener[]>;
	all(now: Date): Promise<StoredListener[]>;
	/**
	 * Records the memory that undoes the registration of this listener's address; `undefined` when it is not registered.
	 */
	rememberRegistration(key: string, memory: RegistrationMemory | undefined): Promise<void>;
	/** Records the address of another system that gets the events instead; `undefined` when they come here. */
	rememberLoss(key: string, lostTo: string | undefined): Promise<void>;
	/** Stops the listener from getting events. It stays until its registration is undone and it is removed. */
	end(key: string, now: Date): Promise<void>;
	/** Returns the ended listeners of an account whose registration must still be undone. */
	ended(account: string, now: Date): Promise<StoredListener[]>;
}

export interface ListenerToPut {
	/** `<workflow id>:<node id>`, with `test:` in front for a test run. */
	key: string;
	/** The account at the provider. */
	account: string;
	provider: Provider;
	workflowName: string;
	/** Address to which the provider sends events for this listener. */
	url: string;
	verifyToken: string;
	webhookToken: string;
	/** Number, sender or bot that the user chose; absent: every one of the account. */
	businessId?: string;
	/** Days for which both sides' texts are kept; absent or 0: not at all. */
	keepTextsDays?: number;
	/** Whether the user enters its address at the provider. */
	setUpByHand: boolean;
	/** Settings that the user chose, as JSON; the way in knows their shape. */
	settings: unknown;
	/** Minutes of each conversation update that it wants. */
	updateMinutes?: Partial<Record<ConversationUpdate, number>>;
	/** ISO 8601 UTC: when a test run stops listening, or a published trigger has stopped. */
	expiresAt?: string;
}

export interface StoredListener extends ListenerToPut {
	/** Present when this listener's address is registered at the provider. */
	memory?: RegistrationMemory;
	/** ISO 8601 UTC: when the provider last called this listener's address. */
	heardAt?: string;
	/** Address of another system that gets the events instead, by the last check. */
	lostTo?: string;
	/** ISO 8601 UTC, real time: since when it has wanted its conversation updates. */
	updatesSince?: string;
	/** Offset of the Simulator's clock at that time, in ms; 0 for other providers. */
	updatesClockOffset: number;
}
