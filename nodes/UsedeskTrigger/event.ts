/** The event of Usedesk Trigger. Workflow authors build on these names. */

export const EVENT_KINDS = [
	'newTicket',
	'ticketChanged',
	'newComment',
	'chatMessage',
	'other',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** `automation`: a rule or bot of Usedesk, or nobody that Usedesk names. */
export const AUTHORS = ['client', 'agent', 'automation'] as const;
export type Author = (typeof AUTHORS)[number];

/** All ids are text, whatever Usedesk sends. What an event does not carry is absent. */
export interface UsedeskEvent {
	event: EventKind;
	/** The same for every delivery of this event; absent where Usedesk sends nothing that tells two events apart. */
	id?: string;
	/** ISO 8601 UTC, when it arrived here. Usedesk's own times are in `ticket`, in the account's time zone. */
	receivedAt: string;
	/** Of comments and chat messages. */
	from?: Author;
	/** Of comments: whether the client sees it. */
	visibility?: 'public' | 'private';
	/** Plain text. */
	text?: string;
	/** The comment or first message as Usedesk keeps it, when it is other than `text`. */
	html?: string;
	/** Addresses of attached files. */
	files?: string[];
	ticketId?: string;
	chatId?: string;
	clientId?: string;
	channelId?: string;
	companyId?: string;
	/** The agent who did it. */
	agentId?: string;
	/** Where the chat takes place, e.g. `usedesk_tg`. */
	platform?: string;
	/** An id of your own, given when the ticket was created. */
	additionalId?: string;
	client?: Record<string, unknown>;
	ticket?: Record<string, unknown>;
	/** Of changed tickets. */
	changes?: unknown[];
	changedAt?: string;
	oldStatus?: string;
	newStatus?: string;
	/** As it came, without secrets: for `other`, and for every event if the user asks for it. */
	body?: unknown;
}
