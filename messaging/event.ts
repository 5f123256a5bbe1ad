import type { MessagingError } from './error';
import type { Channel, Provider } from './provider-names';

/**
 * The one shape in which everything that happens in a conversation reaches a workflow, whatever provider it came
 * through. Workflow authors build on these names: a field is never renamed, and never changes its meaning.
 */

export const EVENT_KINDS = [
	'message',
	'buttonClick',
	'consent',
	'status',
	'handover',
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

/** Who answers the customer now: the workflow, a person, or nobody yet because the customer waits for a person. */
export const HANDLERS = ['bot', 'human', 'waiting'] as const;
export type Handler = (typeof HANDLERS)[number];

export const CONSENT_SCOPES = ['all', 'marketing'] as const;
/** What a consent covers. `all` silences everything; `marketing` only promotions. */
export type ConsentScope = (typeof CONSENT_SCOPES)[number];
export type ConsentState = 'optedIn' | 'optedOut';
export type ConsentSource = 'keyword' | 'button' | 'platform' | 'provider' | 'api';

/** The customer, as the provider names them. */
export interface EventContact {
	/** The address to answer to. Opaque: it may be a phone number, a business-scoped user id, or anything else. */
	id: string;
	/** E.164 with `+`, only when it is really known. */
	phone?: string;
	/** The provider's own id of the person (on WhatsApp the BSUID). */
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

export interface EventMedia {
	/** Where the file can be fetched; usually only with the provider's key, and only for minutes. */
	url?: string;
	/** The provider's media id, for Message > Download Media. */
	id?: string;
	mimeType?: string;
	fileName?: string;
	sizeBytes?: number;
	/** As the provider gives it (hex or base64). */
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
	/** `emoji` is `''` when the reaction was removed. */
	reaction?: { emoji: string; messageId: string };
	form?: Record<string, unknown>;
	order?: Record<string, unknown>;
	/** Id of the message that this one quotes. */
	replyTo?: string;
	/** Id of the message that this one replaces: the customer edited it. */
	editOf?: string;
	/** The advertisement or post the customer came from. */
	referral?: Record<string, unknown>;
	forwarded?: boolean;
	/** For `unsupported`: what the provider calls it. */
	unsupportedType?: string;
}

export interface EventButton {
	/** The id that the workflow gave the button. */
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
	/** Id of the outbound message that this is about. */
	messageId: string;
	state: DeliveryState;
	error?: MessagingError;
	/** The reference that was given when the message was sent. */
	reference?: string;
}

export interface EventHandover {
	direction: 'toBot' | 'toHuman';
	service?: string;
	ticketId?: string;
	reason?: string;
}

/** What the store knows of the person; added by the store. */
export interface EventCustomer {
	tier?: string;
	tags?: string[];
	language?: string;
	attributes?: Record<string, unknown>;
	customerId?: string;
}

/** Where the conversation stands; added by the store. */
export interface EventConversation {
	/** Opaque and stable: one for each pair of a business and a person. */
	key: string;
	handler: Handler;
	/** ISO 8601 UTC. When the conversation returns to the bot by itself. */
	handlerUntil?: string;
	/** Name of the person, team or bot that handles it, when one was named. */
	service?: string;
	/** ISO 8601 UTC. End of the customer service window; absent when it was never open. */
	windowExpiresAt?: string;
	isFirstMessage: boolean;
}

export interface MessagingEvent {
	event: EventKind;
	/** The provider's id of the event. With the kind it is the key by which repeats are dropped. */
	id: string;
	provider: Provider;
	channel: Channel;
	/** ISO 8601 UTC: when it happened, at the provider. */
	timestamp: string;
	contact: EventContact;
	business: EventBusiness;
	message?: EventMessage;
	button?: EventButton;
	consent?: EventConsent;
	status?: EventStatus;
	handover?: EventHandover;
	account?: { type: string; [key: string]: unknown };
	customer?: EventCustomer;
	conversation?: EventConversation;
	/** True when this event was kept through a crash and is emitted once more: it may have been worked on already. */
	redelivered?: true;
	/** The provider's own form of this event; only when the user asks for it. */
	raw?: unknown;
}
