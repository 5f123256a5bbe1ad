import type { MessagingError } from '../../messaging/error';
import type { DeliveryState } from '../../messaging/event';
import type { TemplateCategory } from '../../messaging/outbound-message';
import type { Provider } from '../../messaging/provider-names';
import type { StoredMenu } from './inbox';
import type { Parties } from './parties';
import type { SendResultFacts } from './send-outcomes';

export interface Messages {
	/**
	 * Records a send and its result. If a receipt was faster than the provider's answer, the higher state stays. The menu
	 * of an earlier message closes.
	 *
	 * @param message `claimId`: the campaign claim that ends with this message; `send`: the send that it is, and its
	 *   result; `menu`: the choices that it offers
	 */
	recordSent(
		parties: Parties,
		message: Omit<OutboundRecord, 'at'> & {
			claimId?: string;
			send?: { key: string; result: SendResultFacts };
			menu?: StoredMenu;
			/** Readable text of the message, for the history. */
			text?: string;
			/** Account of the business; needed for customers who never wrote. */
			account?: string;
			/** Content of the message; kept as a hash for a minute. */
			content?: string;
			/** Whether it tells the customer about a change of the handler, and awaits no answer. */
			isNotice?: boolean;
		},
		now: Date,
	): Promise<void>;
	get(provider: Provider, messageId: string): Promise<OutboundRecord | undefined>;
}

export interface OutboundRecord {
	messageId: string;
	type: string;
	/** `blocked`: never sent, because a guard stopped it. */
	state: DeliveryState | 'unknown' | 'blocked';
	reference?: string;
	templateName?: string;
	campaign?: string;
	/** Category of a template, if it is known. */
	category?: TemplateCategory;
	/** Sent outside an open customer service window; it counts towards the provider's limit. */
	businessInitiated?: boolean;
	error?: Pick<MessagingError, 'code' | 'title'> & Partial<MessagingError>;
	at: string;
}
