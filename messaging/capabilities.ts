import type {
	MessageHeader,
	OutboundMediaType,
	OutboundMessage,
	OutboundType,
} from './outbound-message';

/** What becomes of an outbound type on a channel. Never silently cut. */
export type Support =
	| {
			support: 'native';
			/** For a channel that carries the type only in part: the other form of a message that it cannot show. */
			unless?: (message: OutboundMessage) => { as: OutboundType; how: string } | undefined;
			/** The customer's choice comes back as its words, not as an id: it has to be remembered what they stand for. */
			answersAsText?: true;
	  }
	/** Sent in another form; `how` says it in the user's words. */
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
		/** Over all sections together. */
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
		/** Of the filled-in header text. */
		headerCharacters?: number;
		couponCodeCharacters?: number;
		cardsAtLeast?: number;
		cardsAtMost?: number;
	};
	media?: Partial<Record<OutboundMediaType, { maxBytes: number; mimeTypes: readonly string[] }>>;
}

/** What a provider can do on one channel. The docs' table, the guards and the panel are all read from here. */
export interface Capabilities {
	messages: Record<OutboundType, Support>;
	limits: MessageLimits;
	/** Hours after the customer's last message in which free text may be sent; `undefined` where there is no such rule. */
	customerServiceWindowHours?: number;
	/** How fast messages may leave, as documented. Absent: nothing is known, and nothing is held back. */
	pacing?: { perSecond: number; perRecipient?: { perSecond: number; burst: number } };
	/** ISO 3166 countries to which nothing, or no marketing template, is delivered. */
	restrictedDestinations?: { notServed: readonly string[]; noMarketing: readonly string[] };
	/** Whether a repeat of the same send request is recognised by the provider and reaches the person once. */
	idempotentSend: boolean;
	markAsRead: boolean;
	typingIndicator: boolean;
}
