import type { MessagingError } from './error';
import type { Channel, Provider } from './provider-names';

/**
 * The event: one shape for everything that happens in a conversation, for every provider. Workflow authors build on
 * these names. A field is never renamed and never changes its meaning.
 */

export const EVENT_KINDS = [
	'message',
	'buttonClick',
	'consent',
	'status',
	'handover',
	'conversation',
	'account',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const MESSAGE_TYPES = [
	'text',
	'image',
	'video',
	'audio',
	'voice',
	'document',
	'sticker',
	'location',
	'contacts',
	'reaction',
	'form',
	'order',
	'unsupported',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const DELIVERY_STATES = [
	'accepted',
	'sent',
	'delivered',
	'read',
	'failed',
	'deleted',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Handler of a conversation: the workflow, an agent, or a queue in which the customer waits for an agent. */
export const HANDLERS = ['bot', 'human', 'waiting'] as const;
export type Handler = (typeof HANDLERS)[number];

export const CONSENT_SCOPES = ['all', 'marketing'] as const;
/** Scope of a consent. `all` covers every message, `marketing` only promotions. */
export type ConsentScope = (typeof CONSENT_SCOPES)[number];
export type ConsentState = 'optedIn' | 'optedOut';
export type ConsentSource = 'keyword' | 'button' | 'platform' | 'provider' | 'api';

/** The customer, as the provider names them. In a group: the member who wrote. */
export interface EventContact {
	/** The address to answer to. Opaque: it may be a phone number, a business-scoped user id, or anything else. */
	id: string;
	/** E.164 with `+`, only when it is known for certain. */
	phone?: string;
	/** The provider's own id of the customer (on WhatsApp the BSUID). */
	userId?: string;
	username?: string;
	name?: string;
	/** BCP 47, e.g. `pt-BR`. */
	language?: string;
}

/** Our side: the number, sender, bot or app that the customer wrote to. */
export interface EventBusiness {
	id: string;
	/** E.164 with `+`. */
	phone?: string;
	name?: string;
}

/** The group in which a message was written. An answer to `contact.id` goes to its member alone. */
export interface EventGroup {
	/** The provider's id of the group. */
	id: string;
	/** Subject of the group, where the provider gives it. */
	name?: string;
}

export interface EventMedia {
	/** Address of the file. Mostly it needs the provider's key, and is valid for minutes only. */
	url?: string;
	/** The provider's media id, for Message > Download Media. */
	id?: string;
	mimeType?: string;
	fileName?: string;
	sizeBytes?: number;
	/** The hash as the provider gives it (hex or base64). */
	sha256?: string;
}

export interface SharedContact {
	name: string;
	/** E.164 where it could be read as such, otherwise as given. */
	phones?: string[];
	emails?: string[];
	organization?: string;
}

export interface EventMessage {
	id: string;
	type: MessageType;
	/** Never missing: `''` when there is none. A caption and the title of a tapped button count as text. */
	text: string;
	media?: EventMedia;
	location?: { latitude: number; longitude: number; name?: string; address?: string };
	contacts?: SharedContact[];
	/** `emoji` is `''` when the reaction was removed, `messageId` when the provider does not name the message. */
	reaction?: { emoji: string; messageId: string };
	form?: Record<string, unknown>;
	order?: Record<string, unknown>;
	/** Id of the message that this one quotes. */
	replyTo?: string;
	/** Id of the message that this one replaces, after the customer edited it. */
	editOf?: string;
	/** The advertisement or post the customer came from. */
	referral?: Record<string, unknown>;
	forwarded?: boolean;
	/** The provider's own name of an `unsupported` message. */
	unsupportedType?: string;
	/**
	 * The messages that were joined into this one, in their order; added by the inbox. `text` is then all of their texts,
	 * line by line. Absent when the message came alone.
	 */
	parts?: EventMessagePart[];
}

/** One of several messages that were joined into one. */
export type EventMessagePart = Pick<EventMessage, 'id' | 'type' | 'text' | 'media'>;

export interface EventButton {
	/** The id that the workflow gave to the button. */
	id: string;
	title: string;
	kind: 'button' | 'list' | 'template';
	/** Id of our message that carried the button. */
	messageId?: string;
}

export interface EventConsent {
	state: ConsentState;
	scope: ConsentScope;
	source: ConsentSource;
	/** The word that was typed, or the provider's explanation. */
	text?: string;
}

export interface EventStatus {
	/**
	 * Id of the outbound message. In state `deleted` it may be a message that the customer wrote and withdrew: the
	 * `contact` is then its author.
	 */
	messageId: string;
	state: DeliveryState;
	error?: MessagingError;
	/** The reference that the workflow gave when it sent the message. */
	reference?: string;
}

export interface EventHandover {
	direction: 'toBot' | 'toHuman';
	service?: string;
	ticketId?: string;
	reason?: string;
	/** The message by which an agent took over, and the agent's name. It is never a `message` event. */
	message?: EventMessagePart & { author?: string };
}

/** The customer as the store knows them; added by the store. */
export interface EventCustomer {
	tier?: string;
	tags?: string[];
	language?: string;
	attributes?: Record<string, unknown>;
	customerId?: string;
}

/** State of the conversation; added by the store. */
export interface EventConversation {
	/** Opaque and stable: one for each pair of a business and a customer. */
	key: string;
	handler: Handler;
	/** Name of the bot, service, team or agent that handles it, when one was named. */
	service?: string;
	team?: string;
	agent?: EventAgent;
	/** Id of the ticket, as the other system writes it. */
	ticketId?: string;
	/** ISO 8601 UTC. Start of the present handler's turn. */
	since?: string;
	/** ISO 8601 UTC. When the conversation returns to the bot automatically. */
	until?: string;
	/** ISO 8601 UTC. The same as `until`; kept for workflows of version 0.1.0. */
	handlerUntil?: string;
	/** Name of the bot's present step in this conversation. */
	step?: string;
	/** The bot's memory of this conversation. */
	values?: Record<string, unknown>;
	/** ISO 8601 UTC. End of the customer service window; absent when it was never open. */
	windowExpiresAt?: string;
	isFirstMessage: boolean;
	/** Reason of a conversation update. */
	update?: ConversationUpdate;
	/** Minutes that the user chose for the update. */
	updateMinutes?: number;
	/** ISO 8601 UTC. Start of the silence that an update announces. */
	silentSince?: string;
	/** Whether the customer's last message has no answer; on an update about the closing window. */
	isUnanswered?: boolean;
}

/** The window is about to close, or one side has been silent for the time that the user chose. */
export const CONVERSATION_UPDATES = ['windowCloses', 'customerSilent', 'agentSilent'] as const;
export type ConversationUpdate = (typeof CONVERSATION_UPDATES)[number];

/** A person of the business who answers customers. */
export interface EventAgent {
	id: string;
	name?: string;
}

/** Answer to a question that a workflow asked; added by the inbox. */
export interface EventAnswer {
	/** The name that the workflow gave to the question. */
	question: string;
	/** The kind of answer that was asked for, e.g. `number` or `choice`. */
	kind: string;
	/** The answer, read as its kind. */
	value: unknown;
	/** The answer as the customer wrote it. */
	text: string;
}

/** Decision of the Message Router; added by the router. */
export interface EventRoute {
	/** Name of the rule, or of the fallback. */
	rule: string;
	/** The text, tier, time or other value that met the rule. */
	matched?: string;
	/** One sentence that explains the decision. */
	reason: string;
	team?: string;
	destination?: string;
	priority?: string | number;
}

/** The agent that the Message Router chose; added by the router. */
export interface EventRoutedAgent extends EventAgent {
	/** One sentence that explains the choice. */
	why: string;
}

export interface MessagingEvent {
	event: EventKind;
	/** The provider's id of the event. With the kind it is the key by which repeats are dropped. */
	id: string;
	provider: Provider;
	channel: Channel;
	/** ISO 8601 UTC. Time of the event on the provider's clock. */
	timestamp: string;
	contact: EventContact;
	business: EventBusiness;
	/** Present when it happened in a group. */
	group?: EventGroup;
	message?: EventMessage;
	button?: EventButton;
	consent?: EventConsent;
	status?: EventStatus;
	handover?: EventHandover;
	account?: { type: string; [key: string]: unknown };
	customer?: EventCustomer;
	conversation?: EventConversation;
	answer?: EventAnswer;
	route?: EventRoute;
	agent?: EventRoutedAgent;
	/** True when a crash interrupted this event and it starts again: an earlier execution may have worked on it. */
	redelivered?: true;
	/** The provider's own form of this event; only when the user asks for it. */
	raw?: unknown;
}
