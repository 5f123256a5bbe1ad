import type {
	ConsentScope,
	ConsentSource,
	ConsentState,
	DeliveryState,
	EventContact,
	EventConversation,
	EventCustomer,
	Handler,
	MessagingEvent,
} from '../messaging/event';
import type { MessagingError } from '../messaging/error';
import type { TemplateCategory } from '../messaging/outbound-message';
import type { Channel, Provider } from '../messaging/provider-names';
import type { Campaigns } from './campaign-contract';
import type { Counts } from './counters';
import type { Erasures } from './erasure-contract';
import type { Reports } from './report-contract';

/**
 * The memory of the package: who wrote, what was agreed, who answers, what was sent and what became of it. One
 * contract for every engine. Times are ISO 8601 UTC strings in results and `Date` in arguments; the clock always comes
 * in as an argument, because the Simulator moves it.
 *
 * Every method is one transaction. A method that rejects has written nothing.
 */
export interface Store {
	readonly inbox: Inbox;
	readonly contacts: Contacts;
	readonly conversations: Conversations;
	readonly messages: Messages;
	readonly campaigns: Campaigns;
	readonly reports: Reports;
	readonly erasures: Erasures;
	readonly simulator: SimulatorRecords;
	readonly pacing: Pacing;
	/** Whether several machines may work on this store, so that what one process remembers is not everything. */
	readonly isShared: boolean;
	/** A random word, the same for every process of this installation, for ever. Never shown to anybody. */
	installationSecret(): Promise<string>;
	/** Deletes done claims, old messages and transcripts that are older than the given time. Returns rows deleted. */
	prune(before: Date): Promise<number>;
	close(): Promise<void>;
}

/** Streams in which messages leave at a rate, shared by every process on this store. */
export interface Pacing {
	/**
	 * Takes the next stretch of a stream.
	 *
	 * @param now ms since the epoch
	 * @returns when the stretch begins: now, or the end of what was taken before
	 */
	reserve(stream: string, milliseconds: number, now: number): Promise<number>;
}

/** Names one process. A new one at every start. */
export interface Owner {
	bootId: string;
	hostname: string;
	processId: number;
}

/** A conversation's two ends. */
export interface Ends {
	provider: Provider;
	channel: Channel;
	businessId: string;
	/** At least an address; phone and user id help to recognise one person under several addresses. */
	contact: EventContact;
}

/**
 * The durable inbox (docs/concepts.md#nothing-lost-nothing-twice). Events are claimed and kept before the provider gets
 * its 200; the kept payload goes when the execution that works on them has ended.
 */
export interface Inbox {
	/**
	 * In one transaction: claims each event for this trigger, drops repeats, records contact, customer service window,
	 * consent, delivery state and handler, and returns the fresh events in their order with `customer` and
	 * `conversation` added. Repeats inside one batch count as repeats too.
	 *
	 * An event for which `keep` is false is claimed and recorded but not kept for recovery, because no execution
	 * will be started for it (absorbed receipts).
	 */
	receive(
		events: readonly MessagingEvent[],
		options: {
			/** Which trigger: two triggers that get the same event both work on it. */
			trigger: string;
			owner: Owner;
			/** Real time, never the Simulator's. */
			now: Date;
			windowHours: (event: MessagingEvent) => number | undefined;
			keep: (event: MessagingEvent) => boolean;
			/** How long a conversation stays with a person when a handover event does not say so. */
			handoverMinutes: number;
		},
	): Promise<{ fresh: MessagingEvent[]; repeats: number }>;
	/** Tells that the owner lives. */
	heartbeat(owner: Owner, now: Date): Promise<void>;
	/**
	 * Takes over kept events of this trigger whose owner is dead: its last heartbeat is before `deadBefore`, or it ran
	 * on this host and `isProcessAlive` denies it. `atMost` so many, of each owner the oldest first. Each is given to
	 * exactly one caller, marked `redelivered` unless its owner only held it (`NOT_BEGUN`).
	 * What twenty processes died with is given up and counted.
	 */
	takeOver(options: {
		trigger: string;
		owner: Owner;
		now: Date;
		deadBefore: Date;
		isProcessAlive: (processId: number) => boolean;
		atMost: number;
	}): Promise<MessagingEvent[]>;
	/** Lets go of kept events whose execution has ended: nobody takes them over any more. */
	settle(trigger: string, events: readonly MessagingEvent[]): Promise<void>;
	/** Forgets a claim after all, so that the provider's next delivery counts (the answer could not be given). */
	release(trigger: string, events: readonly MessagingEvent[]): Promise<void>;
	/** Counts webhooks of a trigger that could not prove where they come from. */
	countRefused(trigger: string, webhooks: number): Promise<void>;
	/** Counters of a trigger since ever. */
	counts(trigger: string): Promise<Counts>;
	/** Of every trigger that has counted anything, by its name. */
	allCounts(): Promise<Map<string, Counts>>;
}

export interface StoredContact {
	/** Opaque id of the person in this store. */
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
	/** The consent that holds now, by scope; `unknown` when nothing was ever recorded. */
	consent: Record<ConsentScope, ConsentState | 'unknown'>;
	firstSeenAt: string;
	lastSeenAt: string;
}

/** Only the given fields change; `null` clears one. `attributes` are merged key by key, `null` removes a key. */
export interface ContactChanges {
	name?: string | null;
	phone?: string | null;
	language?: string | null;
	tier?: string | null;
	tags?: string[];
	attributes?: Record<string, unknown>;
	customerId?: string | null;
}

export interface ConsentRecord {
	state: ConsentState;
	scope: ConsentScope;
	source: ConsentSource;
	/** The word that was typed, the form that was signed, the person who asked. */
	evidence?: string;
	at: string;
}

export interface Contacts {
	get(ends: Ends): Promise<StoredContact | undefined>;
	upsert(ends: Ends, changes: ContactChanges, now: Date): Promise<StoredContact>;
	/** Appends to the history; the latest record of a scope holds, and `all` opted out silences every scope. */
	recordConsent(ends: Ends, consent: Omit<ConsentRecord, 'at'>, now: Date): Promise<StoredContact>;
	/** Newest first. */
	consentHistory(ends: Ends): Promise<ConsentRecord[]>;
}

export interface StoredConversation extends EventConversation {
	contact: EventContact;
	customer: EventCustomer;
	lastInboundAt?: string;
	lastOutboundAt?: string;
}

export interface Conversations {
	/** `undefined` when the two have never exchanged anything. An expired handler reads as `bot`. */
	get(ends: Ends, now: Date): Promise<StoredConversation | undefined>;
	/** Creates contact and conversation when they are new. `until` undefined: until somebody changes it. */
	setHandler(
		ends: Ends,
		change: { handler: Handler; until?: Date; service?: string; reason?: string },
		now: Date,
	): Promise<StoredConversation>;
	/** Remembers the numbered choices of a degraded menu, so that a typed number comes back as a tap. */
	rememberChoices(
		ends: Ends,
		choices: Array<{ id: string; title: string }>,
		now: Date,
	): Promise<void>;
}

export interface OutboundRecord {
	messageId: string;
	type: string;
	/** `blocked`: kept back, so that it never left. */
	state: DeliveryState | 'unknown' | 'blocked';
	reference?: string;
	templateName?: string;
	campaign?: string;
	/** When it is a template whose category is known. */
	category?: TemplateCategory;
	/** Outside an open customer service window; it counts towards the provider's limit. */
	businessInitiated?: boolean;
	error?: Pick<MessagingError, 'code' | 'title'> & Partial<MessagingError>;
	at: string;
}

export interface Messages {
	/**
	 * Records a send and its result. Also when its receipt was faster than the answer: the better state stays.
	 *
	 * @param message `claimId`: the claim of a campaign that ends with it
	 */
	recordSent(
		ends: Ends,
		message: Omit<OutboundRecord, 'at'> & { claimId?: string },
		now: Date,
	): Promise<void>;
	get(provider: Provider, messageId: string): Promise<OutboundRecord | undefined>;
}

/** One line of a simulated chat. `content` is the outbound message, the inbound message, or a notice of the page. */
export interface TranscriptEntry {
	/** Grows; the page asks for what came after the last one it has. */
	sequence: number;
	messageId: string;
	customerId: string;
	from: 'customer' | 'bot' | 'human';
	content: unknown;
	state?: DeliveryState;
	at: string;
}

/** What only the Simulator needs: its transcript, its customers and its clock. */
export interface SimulatorRecords {
	append(
		businessId: string,
		entry: Omit<TranscriptEntry, 'sequence' | 'at'>,
		now: Date,
	): Promise<TranscriptEntry>;
	/** Entries with a greater sequence, oldest first, and every earlier one whose state changed since. */
	transcript(businessId: string, afterSequence: number, limit: number): Promise<TranscriptEntry[]>;
	setState(businessId: string, messageId: string, state: DeliveryState): Promise<void>;
	/** How far the Simulator's clock of this business is ahead of real time, in ms. */
	clockOffset(businessId: string): Promise<number>;
	setClockOffset(businessId: string, milliseconds: number): Promise<void>;
	/** Businesses that have a transcript, most recently used first. */
	businesses(): Promise<Array<{ id: string; name?: string }>>;
	/** Clears transcript, clock, contacts, consents and conversations of a simulated business. */
	reset(businessId: string): Promise<void>;
}
