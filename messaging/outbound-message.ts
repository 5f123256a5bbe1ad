import type { SharedContact } from './event';

/**
 * A message as the workflow gives it, independent of the provider. A discriminated union on `type`: each provider declares
 * in its capabilities which types it carries, within which limits, and how it replaces the others.
 */

export const OUTBOUND_TYPES = [
	'text',
	'image',
	'video',
	'audio',
	'document',
	'sticker',
	'location',
	'contacts',
	'reaction',
	'buttons',
	'list',
	'linkButton',
	'form',
	'template',
	'locationRequest',
	'raw',
] as const;
export type OutboundType = (typeof OUTBOUND_TYPES)[number];

export const OUTBOUND_MEDIA_TYPES = ['image', 'video', 'audio', 'document', 'sticker'] as const;
export type OutboundMediaType = (typeof OUTBOUND_MEDIA_TYPES)[number];

interface Common {
	/** Id of the message that this one answers; shown as a quote where the channel supports it. */
	replyTo?: string;
	/** Comes back with every status of this message. Up to 512 characters on WhatsApp. */
	reference?: string;
	/** Time in seconds during which the provider tries to deliver. Not supported by every provider. */
	validitySeconds?: number;
	/** The message that is sent instead if delivery fails. Not supported by every provider. */
	failover?: { channel: 'sms'; text: string; from?: string };
	/** The place in the provider's own bot where the answer arrives. Only for providers with bots. */
	continueIn?: { flowId: string; stateId: string; masterState?: string };
}

/**
 * A file to send. `file` must be uploaded first: delivery does that through the provider's `media` feature and continues
 * with `id`, so `build` never sees it.
 */
export type OutboundMedia =
	| { from: 'url'; url: string; mimeType?: string; fileName?: string }
	| { from: 'id'; id: string; mimeType?: string; fileName?: string }
	| { from: 'file'; content: Buffer; mimeType: string; fileName: string };

export interface TextMessage extends Common {
	type: 'text';
	text: string;
	/** Whether the channel may show a preview of the first link. */
	previewLink?: boolean;
}

export interface ImageMessage extends Common {
	type: 'image';
	media: OutboundMedia;
	caption?: string;
}

export interface VideoMessage extends Common {
	type: 'video';
	media: OutboundMedia;
	caption?: string;
}

export interface AudioMessage extends Common {
	type: 'audio';
	media: OutboundMedia;
	/** Shown as a voice message where the channel has them. */
	voice?: boolean;
}

export interface DocumentMessage extends Common {
	type: 'document';
	media: OutboundMedia;
	caption?: string;
}

export interface StickerMessage extends Common {
	type: 'sticker';
	media: OutboundMedia;
}

export interface LocationMessage extends Common {
	type: 'location';
	latitude: number;
	longitude: number;
	name?: string;
	address?: string;
}

export interface ContactsMessage extends Common {
	type: 'contacts';
	contacts: SharedContact[];
}

export interface ReactionMessage extends Common {
	type: 'reaction';
	messageId: string;
	/** `''` removes an earlier reaction. */
	emoji: string;
}

/** The header of an interactive message or template: text, or one file. */
export type MessageHeader =
	{ type: 'text'; text: string } | { type: 'image' | 'video' | 'document'; media: OutboundMedia };

export interface ButtonsMessage extends Common {
	type: 'buttons';
	text: string;
	header?: MessageHeader;
	footer?: string;
	buttons: Array<{ id: string; title: string }>;
}

export interface ListMessage extends Common {
	type: 'list';
	text: string;
	header?: MessageHeader;
	footer?: string;
	/** Label of the button that opens the list. */
	buttonText: string;
	sections: Array<{
		title?: string;
		rows: Array<{ id: string; title: string; description?: string }>;
	}>;
}

export interface LinkButtonMessage extends Common {
	type: 'linkButton';
	text: string;
	header?: MessageHeader;
	footer?: string;
	title: string;
	url: string;
}

/** A form that the customer fills in inside the chat (on WhatsApp a Flow). */
export interface FormMessage extends Common {
	type: 'form';
	text: string;
	header?: MessageHeader;
	footer?: string;
	/** Label of the button that opens the form. */
	buttonText: string;
	formId: string;
	/** First screen, where the form has several. */
	screen?: string;
	data?: Record<string, unknown>;
	/** Comes back with the answer. */
	token?: string;
	draft?: boolean;
}

/** A value of a variable. `name` only for templates with named variables; otherwise the order counts. */
export interface TemplateVariable {
	name?: string;
	value: string;
}

export type TemplateButton =
	| { index: number; kind: 'quickReply'; payload: string }
	| { index: number; kind: 'url'; suffix: string }
	| { index: number; kind: 'copyCode'; code: string }
	| { index: number; kind: 'form'; token?: string; data?: Record<string, unknown> };

export type TemplateHeader =
	| { type: 'text'; variable: TemplateVariable }
	| { type: 'image' | 'video' | 'document'; media: OutboundMedia }
	| { type: 'location'; latitude: number; longitude: number; name?: string; address?: string };

export interface TemplateCard {
	header?: TemplateHeader;
	body?: TemplateVariable[];
	buttons?: TemplateButton[];
}

export interface TemplateMessage extends Common {
	type: 'template';
	/** The provider's id of the template, for providers that send by id. Set by `fill`. */
	id?: string;
	name: string;
	/** Exactly as the template was approved, e.g. `pt_BR`. */
	language: string;
	/** Absent if unknown. A marketing template also needs marketing consent. */
	category?: TemplateCategory;
	header?: TemplateHeader;
	body?: TemplateVariable[];
	buttons?: TemplateButton[];
	cards?: TemplateCard[];
	/** The approved text with its variables filled in, for the record, the Simulator and the preview. */
	rendered?: string;
}

export type TemplateCategory = 'marketing' | 'utility' | 'authentication';

export interface LocationRequestMessage extends Common {
	type: 'locationRequest';
	text: string;
}

/** The provider's own body for types that the package lacks; sent as it is, with recipient and sender added. */
export interface RawMessage extends Common {
	type: 'raw';
	body: Record<string, unknown>;
}

export type OutboundMessage =
	| TextMessage
	| ImageMessage
	| VideoMessage
	| AudioMessage
	| DocumentMessage
	| StickerMessage
	| LocationMessage
	| ContactsMessage
	| ReactionMessage
	| ButtonsMessage
	| ListMessage
	| LinkButtonMessage
	| FormMessage
	| TemplateMessage
	| LocationRequestMessage
	| RawMessage;
