import type { Capabilities } from '../../messaging/capabilities';
import type { Blocked } from '../../messaging/error';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Recipient } from '../../messaging/provider';
import type { Consent, StoredContact } from '../../store/contracts/contacts';
import type { StoredConversation } from '../../store/contracts/conversations';
import type { RecipientUse } from '../number-use/recipients';

/** The facts on which a guard decides. A guard never reads anything itself. */
export interface GuardContext {
	/** `undefined` when the store has never seen this customer. */
	contact: StoredContact | undefined;
	/** The consent that holds, also that of a customer whom the store has never seen; see `Contacts.consentOf`. */
	consent: Consent;
	conversation: StoredConversation | undefined;
	to: Recipient;
	capabilities: Capabilities;
	rules: DeliveryRules;
	now: Date;
	/** Set for a message with which the business starts a conversation, when a limit applies. */
	recipientUse?: Pick<RecipientUse, 'used' | 'isNew'>;
	/** Service messages delivered this month, when a rule needs the number. */
	serviceMessages?: number;
}

/** The rules that the user chose in the node. */
export interface DeliveryRules {
	/**
	 * `respectOptOut`: customers who opted out get nothing, or no promotions. `requireOptIn`: customers without a
	 * recorded opt-in get nothing either. `ignore`: for the one confirmation of an opt-out.
	 */
	consent: 'respectOptOut' | 'requireOptIn' | 'ignore';
	/** The treatment of free text when the customer service window is known to be closed. */
	closedWindow: 'block' | 'sendTemplate' | 'tryAnyway';
	/** Absent: messages go out at any time. */
	quietHours?: QuietHours;
	/** Absent: the limit is not checked. */
	messagingLimit?: {
		/** The number of customers that a business number may start with in 24 hours. At least 1. */
		people: number;
		/** The used share from which on the sent item carries a notice. */
		warnAtPercent: number;
	};
	/** Adds a notice when the free service messages of the month are used up. The month begins in `timeZone` (IANA). */
	serviceAllowance?: { timeZone: string };
}

/** The daily time in which no message goes out, in the customer's own time zone. */
export interface QuietHours {
	/** `HH:mm`, the start; when it is later than `to`, the quiet time spans midnight. */
	from: string;
	/** `HH:mm`, the end. */
	to: string;
	/** `templates`: only messages that the customer did not just ask for. `everything`: also answers. */
	appliesTo: 'templates' | 'everything';
	/** The IANA zone of customers whose own is not known. */
	timeZone: string;
}

export type GuardVerdict =
	/** `notice`: for the user, although the message goes out. */
	| { verdict: 'pass'; notice?: string }
	| { verdict: 'block'; blocked: Blocked }
	/** The message must not go out, but the user chose a template that may replace it. */
	| { verdict: 'useTemplate' };

/** Returns the verdict on one message. Pure: the same message and context always give the same verdict. */
export type Guard = (message: OutboundMessage, context: GuardContext) => GuardVerdict;

export const PASS: GuardVerdict = { verdict: 'pass' };

export function block(code: string, reason: string, remedy: string): GuardVerdict {
	return { verdict: 'block', blocked: { code, reason, remedy } };
}
