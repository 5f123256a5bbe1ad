import type { Handler } from '../messaging/event';

/**
 * Silences of a conversation: the customer does not answer the business, or an agent does not answer the customer, never
 * both. All functions are pure, and times are ISO 8601 UTC.
 */
export interface Silences {
	/**
	 * Time of the last message of the business, which the customer has not answered. Once an update has announced the
	 * silence, further messages do not begin it again.
	 */
	customerSince?: string;
	/** Whether an update has announced the customer's silence. */
	isAnnounced: boolean;
	/** Time since which an agent owes the customer an answer. */
	agentSince?: string;
}

export const NO_SILENCE: Silences = { isAnnounced: false };

/** A message or tap of the customer. */
export interface CustomerAct {
	at: string;
	/** The handler at that time. */
	handler: Handler;
	/** Whether it may have been written long before it arrived. */
	mayBeLate: boolean;
	/** Whether it asks for an answer. A reaction, an edit and an opt-out ask for none. */
	wantsAnswer: boolean;
}

/** Most by which the clocks of a provider and of n8n differ, and the precision of a provider's times. */
const CLOCK_DIFFERENCE_MS = 10_000;

/** Returns the silences after the customer has acted. That ends the customer's silence, and begins that of an agent. */
export function afterCustomerAct(before: Silences, act: CustomerAct): Silences {
	const { at, handler, mayBeLate, wantsAnswer } = act;
	if (mayBeLate && isBefore(at, before.customerSince)) return before;
	const agentSince = before.agentSince ?? (wantsAnswer && handler !== 'bot' ? at : undefined);
	return { isAnnounced: false, ...(agentSince !== undefined && { agentSince }) };
}

function isBefore(at: string, since: string | undefined): boolean {
	return since !== undefined && Date.parse(at) < Date.parse(since) - CLOCK_DIFFERENCE_MS;
}

/** A message of the business, from a workflow or an agent. */
export interface BusinessMessage {
	at: string;
	/** The handler at that time. */
	handler: Handler;
	/** Whether the customer is expected to answer. A template out of the blue, e.g. of a campaign, expects nothing. */
	awaitsAnswer: boolean;
}

/**
 * Returns the silences after a message of the business. In a queue it answers nothing, because no agent has accepted the
 * customer.
 */
export function afterBusinessMessage(
	before: Silences,
	{ at, handler, awaitsAnswer }: BusinessMessage,
): Silences {
	const { isAnnounced, agentSince, customerSince } = before;
	if (handler === 'waiting' && agentSince !== undefined) return before;
	const since = awaitsAnswer && !isAnnounced ? at : customerSince;
	return { isAnnounced, ...(since !== undefined && { customerSince: since }) };
}

/**
 * Returns the silences after a change of the handler. A customer who is given to people, or put on hold, awaits them from
 * then on. After the end of a conversation no answer is awaited.
 */
export function afterHandlerChange(
	before: Silences,
	change: { at: string; from: Handler; to: Handler; isEnd?: boolean },
): Silences {
	const { at, from, to, isEnd } = change;
	const { isAnnounced, agentSince, ...rest } = before;
	if (isEnd) return { isAnnounced };
	if (to === 'bot') return { isAnnounced, ...rest };
	if (from === 'bot' || to === 'waiting') return { isAnnounced, agentSince: agentSince ?? at };
	return before;
}
