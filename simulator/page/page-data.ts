import type { ConversationState, QueuedConversation } from '../page-state';

/**
 * Data of the page. The page has an opaque origin, so it has no cookies and no storage. What it must keep is here, or
 * in the store behind the routes.
 */

export type Language = 'en' | 'pt' | 'es';

/** Well-formed parts of a message. A line that differs is drawn as unreadable. */
export interface Media {
	content?: string;
	url?: string;
	id?: string;
	mimeType?: string;
	fileName?: string;
	sizeBytes?: number;
}

export interface SharedLocation {
	latitude: number;
	longitude: number;
	name?: string;
	address?: string;
}

export interface SharedContact {
	name: string;
	phones?: string[];
	emails?: string[];
	organization?: string;
}

export interface Header {
	type: string;
	text?: string;
	media?: Media;
}

export interface Button {
	id: string;
	title: string;
	kind: 'button' | 'list' | 'template';
	messageId?: string;
}

export interface Section {
	title?: string;
	rows: Array<{ id: string; title: string; description?: string }>;
}

/** A message of either side; each type has its own fields. */
export interface ChatMessage extends Partial<SharedLocation> {
	type: string;
	text?: string;
	caption?: string;
	media?: Media;
	location?: SharedLocation;
	contacts?: SharedContact[];
	header?: Header;
	footer?: string;
	buttons?: Array<{ id: string; title: string }>;
	buttonText?: string;
	sections?: Section[];
	title?: string;
	url?: string;
	formId?: string;
	form?: Record<string, unknown>;
	rendered?: string;
	body?: unknown;
	reaction?: { emoji: string; messageId: string };
	emoji?: string;
	messageId?: string;
	replyTo?: string;
	reference?: string;
}

/** A template as the customer sees it. */
export interface Drawing {
	text?: string;
	header?: Header;
	footer?: string;
	buttons?: DrawnButton[];
}

export interface DrawnButton {
	kind: string;
	title: string;
	url?: string;
	code?: string;
	payload?: string;
}

export type Content =
	| { kind: 'outbound' | 'inbound'; message: ChatMessage; drawing?: Drawing }
	| { kind: 'tap'; button: Button }
	| { kind: 'handover'; direction: 'toBot' | 'toHuman' }
	| { kind: 'consent'; state: 'optedIn' | 'optedOut'; scope: 'all' | 'marketing' }
	| { kind: 'notSent'; reason: string }
	| { kind: 'typing' }
	| { kind: 'customer'; name: string }
	| { kind: 'unreadable' };

/** A line of a chat. One that the reader has just written has no sequence yet. */
export interface Entry {
	sequence?: number;
	messageId: string;
	customerId: string;
	from: 'customer' | 'bot' | 'human';
	content: Content;
	state?: string;
	at: string;
	/** The event that is posted again when sending failed. */
	event?: PageEvent;
}

export type PageEvent = Record<string, unknown> & { id: string };

export interface Customer {
	id: string;
	name: string;
	entries: Entry[];
	byId: Map<string, Entry>;
	/** The smallest loaded sequence, and whether the store has smaller ones. */
	oldest: number | undefined;
	hasOlder: boolean;
	isAsking: boolean;
	/** Counts lines that were added before others, so that the log is drawn again. */
	inserted: number;
	unread: number;
	/** Lines of the business that the customer has not seen. */
	unseen: Entry[];
	conversation: ConversationState | undefined;
	/** Emoji of the customer, and chosen buttons, by message. */
	reactions: Map<string | undefined, string>;
	chosen: Map<string | undefined, string>;
	/** End of the typing indicator, in simulated time. */
	typingUntil: number | undefined;
	/** Time since which an answer is awaited, in real time. */
	askedAt: number | undefined;
}

export interface ChosenFile extends Required<Pick<Media, 'content' | 'mimeType' | 'fileName'>> {
	type: string;
	sizeBytes: number;
}

export type Trouble = 'reload' | 'testOver' | 'gone' | 'busy' | 'unreachable';

interface PageData {
	language: Language;
	customers: Map<string, Customer>;
	/** Conversations that wait for a person or that people handle. */
	queue: QueuedConversation[];
	/** Id of the customer whose phone is shown. */
	active: string | undefined;
	/** Number of the last loaded change. */
	last: number;
	/** Whether the first part left out lines of a customer. */
	hasOlder: boolean;
	/** Simulated time minus this machine's time, in ms. */
	skew: number;
	/** Simulated time minus the server's time, in ms. */
	offset: number;
	zone: string | undefined;
	business: string | undefined;
	/** Id of the message that the next one replies to. */
	replyTo: string | undefined;
	file: ChosenFile | undefined;
	trouble: Trouble | undefined;
	/** Time of the last change, in real time. */
	changedAt: number;
	/** Counts resets, so that an answer from before a reset is ignored. */
	era: number;
	isReady: boolean;
}

const LANGUAGE = /^(pt|es)\b/i;

function firstLanguage(): Language {
	const chosen = /lang=(en|pt|es)/.exec(location.hash)?.[1];
	return (chosen ?? LANGUAGE.exec(navigator.language)?.[1] ?? 'en').toLowerCase() as Language;
}

export const page: PageData = {
	language: firstLanguage(),
	customers: new Map(),
	queue: [],
	active: undefined,
	last: 0,
	hasOlder: false,
	skew: 0,
	offset: 0,
	zone: undefined,
	business: undefined,
	replyTo: undefined,
	file: undefined,
	trouble: undefined,
	changedAt: Date.now(),
	era: 0,
	isReady: false,
};

/** Returns the customer whose phone is shown. */
export function activeCustomer(): Customer | undefined {
	return page.active === undefined ? undefined : page.customers.get(page.active);
}

export function simulatedNow(): Date {
	return new Date(Date.now() + page.skew);
}

export function isTyping({ typingUntil }: Customer): boolean {
	return typingUntil !== undefined && simulatedNow().getTime() < typingUntil;
}
