import type { Capabilities } from '../../messaging/capabilities';
import type { Blocked } from '../../messaging/error';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Recipient } from '../../messaging/provider';
import type { StoredContact, StoredConversation } from '../../store/store';
import type { QuietHours } from './quiet-hours';

/** What a guard may look at. It never looks anything up itself. */
export interface GuardContext {
	/** `undefined` when the store has never seen this person. */
	contact: StoredContact | undefined;
	conversation: StoredConversation | undefined;
	to: Recipient;
	capabilities: Capabilities;
	rules: DeliveryRules;
	now: Date;
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
}

export type Verdict =
	| { verdict: 'pass' }
	| { verdict: 'block'; blocked: Blocked }
	/** The message must not go out, but the user named a template that may go instead. */
	| { verdict: 'useTemplate' };

/** Judges one message. Pure: the same message and context always give the same verdict. */
export type Guard = (message: OutboundMessage, context: GuardContext) => Verdict;

export const PASS: Verdict = { verdict: 'pass' };

export function block(code: string, reason: string, remedy: string): Verdict {
	return { verdict: 'block', blocked: { code, reason, remedy } };
}
