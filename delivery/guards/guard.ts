import type { Capabilities } from '../../messaging/capabilities';
import type { Blocked } from '../../messaging/error';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Recipient } from '../../messaging/provider';
import type { StoredContact } from '../../store/contracts/contacts';
import type { StoredConversation } from '../../store/contracts/conversations';
import type { RecipientUse } from '../number-use/recipients';

/** What a guard may look at. It never looks anything up itself. */
export interface GuardContext {
	/** `undefined` when the store has never seen this person. */
	contact: StoredContact | undefined;
	conversation: StoredConversation | undefined;
	to: Recipient;
	capabilities: Capabilities;
	rules: DeliveryRules;
	now: Date;
	/** For a message with which the business begins, where there is a limit to look after. */
	recipientUse?: Pick<RecipientUse, 'used' | 'isNew'>;
	/** Delivered this month, where somebody wants to know. */
	serviceMessages?: number;
}

/** What the user chose in the node. */
export interface DeliveryRules {
	/**
	 * `respectOptOut`: whoever opted out gets nothing, whoever opted out of promotions gets none. `requireOptIn`: also
	 * nothing without a recorded opt-in. `ignore`: for the one confirmation of an opt-out.
	 */
	consent: 'respectOptOut' | 'requireOptIn' | 'ignore';
	/** What happens to free text when the customer service window is known to be closed. */
	closedWindow: 'block' | 'sendTemplate' | 'tryAnyway';
	/** Absent: any time is fine. */
	quietHours?: QuietHours;
	/** Absent: not looked after. */
	messagingLimit?: {
		/** How many a number may begin to write to within 24 hours. At least 1. */
		people: number;
		/** From this part of it on the sent item carries a notice. */
		warnAtPercent: number;
	};
	/** Says when the free service messages of the month are used up. `timeZone` (IANA) is where the month begins. */
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
	/** `notice`: what the user should know although it goes out. */
	| { verdict: 'pass'; notice?: string }
	| { verdict: 'block'; blocked: Blocked }
	/** The message must not go out, but the user named a template that may go instead. */
	| { verdict: 'useTemplate' };

/** Judges one message. Pure: the same message and context always give the same verdict. */
export type Guard = (message: OutboundMessage, context: GuardContext) => GuardVerdict;

export const PASS: GuardVerdict = { verdict: 'pass' };

export function block(code: string, reason: string, remedy: string): GuardVerdict {
	return { verdict: 'block', blocked: { code, reason, remedy } };
}
