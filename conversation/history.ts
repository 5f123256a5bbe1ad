import { isBusiness } from '../messaging/business';
import type { EventBusiness, MessagingEvent } from '../messaging/event';
import { readableMessage } from '../messaging/readable-text';

/** Rules for the history of a conversation: who keeps it, and which messages of events belong to it. Pure. */

/** The one who wrote a message. `bot`: a workflow. */
export type Author = 'customer' | 'bot' | 'agent';

/** A message as the history keeps it. */
export interface HistoryMessage {
	/** The provider's id. */
	messageId: string;
	from: Author;
	/** Name of the customer or the agent, if it is known. */
	name?: string;
	/** Type of the message, as in events and sends. */
	type: string;
	/** `''` for a message without words, such as a picture without a caption. */
	text: string;
	/** ISO 8601 UTC. */
	at: string;
}

/** Most characters of one message that are kept. The longest texts of providers are shorter. */
export const MAX_TEXT_LENGTH = 10_000;

/** The part of a listener that says whether texts are kept. */
export interface TextKeeper {
	/** The chosen business; absent: every one of the account. */
	businessId?: string;
	/** Days for which texts are kept; absent or 0: not at all. */
	keepTextsDays?: number;
}

/** Returns for how many days texts of a business are kept. The longest time among its listeners counts; 0: not at all. */
export function daysKept(
	listeners: readonly TextKeeper[],
	business: Pick<EventBusiness, 'id' | 'phone'>,
): number {
	const days = listeners
		.filter(({ keepTextsDays = 0 }) => keepTextsDays > 0)
		.filter(({ businessId }) => !businessId || isBusiness(business, businessId))
		.map(({ keepTextsDays = 0 }) => keepTextsDays);
	return Math.max(0, ...days);
}

/** A message in an event. */
export interface WrittenMessage extends Omit<HistoryMessage, 'at'> {
	/** Whether it changes the text of an earlier message, whose id it has. */
	isEdit: boolean;
}

/**
 * Returns the message that an event adds to the history: one of the customer, or an agent's by which they took over.
 * Messages in groups are no part of the conversation, and a removed reaction is none.
 */
export function writtenMessage({
	message,
	handover,
	group,
}: MessagingEvent): WrittenMessage | undefined {
	if (group !== undefined) return undefined;
	const echo = handover?.message;
	if (echo !== undefined) {
		const { id: messageId, type, author: name } = echo;
		const text = readableMessage(echo);
		return { messageId, from: 'agent', type, text, isEdit: false, ...(name && { name }) };
	}
	if (message === undefined || message.reaction?.emoji === '') return undefined;
	const { id, editOf, type } = message;
	const text = readableMessage(message);
	return {
		...{ messageId: editOf ?? id, from: 'customer', type, text },
		isEdit: editOf !== undefined,
	};
}
