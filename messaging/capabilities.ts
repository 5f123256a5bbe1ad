import type {
	MessageHeader,
	OutboundMediaType,
	OutboundMessage,
	OutboundType,
} from './outbound-message';

/** Support of a channel for one outbound message type. A message is never cut without a notice. */
export type Support =
	| {
			support: 'native';
			/** Describes the other form, where the channel carries only part of the type. */
			unless?: (message: OutboundMessage) => { as: OutboundType; how: string } | undefined;
			/** The customer's choice comes back as text, not as an id, so the choices must be stored. */
			answersAsText?: true;
	  }
	/** Sent in another form; `how` describes it to the user. */
	| { support: 'degraded'; as: OutboundType; how: string }
	/** Refused before any request; `why` and `remedy` are shown to the user. */
	| { support: 'refused'; why: string; remedy: string };

/** Lengths are counted in Unicode code points unless a provider's page says otherwise; sizes in bytes. */
export interface MessageLimits {
	textCharacters?: number;
	captionCharacters?: number;
	referenceCharacters?: number;
	interactive?: {
		bodyCharacters: number;
		headerCharacters: number;
		footerCharacters: number;
	};
	buttons?: { count: number; titleCharacters: number; idCharacters: number };
	list?: {
		bodyCharacters: number;
		buttonTextCharacters: number;
		sections: number;
		/** Number of rows in all sections together. */
		rows: number;
		sectionTitleCharacters: number;
		rowTitleCharacters: number;
		rowDescriptionCharacters: number;
		rowIdCharacters: number;
		/** The kinds of header that a list may have; every kind when absent. */
		headers?: readonly MessageHeader['type'][];
	};
	linkButton?: { titleCharacters: number };
	form?: { buttonTextCharacters: number };
	contacts?: { count: number };
	template?: {
		/** Length of the header text with its variables filled in. */
		headerCharacters?: number;
		couponCodeCharacters?: number;
		cardsAtLeast?: number;
		cardsAtMost?: number;
	};
	media?: Partial<Record<OutboundMediaType, { maxBytes: number; mimeTypes: readonly string[] }>>;
}

/** Capabilities of a provider on one channel: the source of the docs' tables, the guards and the panel. */
export interface Capabilities {
	messages: Record<OutboundType, Support>;
	limits: MessageLimits;
	/** Hours after the customer's last message in which free text may be sent; `undefined` where there is no such rule. */
	customerServiceWindowHours?: number;
	/** Documented send rate. Absent: no rate is known, and nothing is delayed. */
	pacing?: { perSecond: number; perRecipient?: { perSecond: number; burst: number } };
	/** ISO 3166 countries to which nothing, or no marketing template, is delivered. */
	restrictedDestinations?: {
		notServed: readonly string[];
		noMarketing: readonly string[];
		/** Places without a country code of their own, by the beginning of their numbers (E.164). */
		notServedRegions?: ReadonlyArray<{ prefix: string; name: string }>;
	};
	/** Whether the provider recognises a repeated send request and delivers the message once. */
	idempotentSend: boolean;
	markAsRead: boolean;
	typingIndicator: boolean;
}
