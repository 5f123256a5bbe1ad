/** The event of Usedesk Trigger. Workflow authors build on these names. */

export const EVENT_KINDS = [
	'newTicket',
	'ticketChanged',
	'newComment',
	'chatMessage',
	'other',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Author. `automation` is a rule or bot of Usedesk, or an author whom Usedesk does not name. */
export const AUTHORS = ['client', 'agent', 'automation'] as const;
export type Author = (typeof AUTHORS)[number];

/** Event in which all ids are text. Fields without a value are absent. */
export interface UsedeskEvent {
	event: EventKind;
	/** Equal for every delivery of this event; absent where Usedesk sends nothing that distinguishes two events. */
	id?: string;
	/** ISO 8601 UTC. Time of arrival. Usedesk's own times are in `ticket`, in the account's time zone. */
	receivedAt: string;
	/** Author of a comment or chat message. */
	from?: Author;
	/** Visibility of a comment to the client. */
	visibility?: 'public' | 'private';
	/** Plain text. */
	text?: string;
	/** The comment or first message as Usedesk keeps it, when it differs from `text`. */
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
	/** Platform of the chat, e.g. `usedesk_tg`. */
	platform?: string;
	/** An id of your own, given when the ticket was created. */
	additionalId?: string;
	client?: Record<string, unknown>;
	ticket?: Record<string, unknown>;
	/** Changes of a ticket. */
	changes?: unknown[];
	changedAt?: string;
	oldStatus?: string;
	newStatus?: string;
	/** Body of the request without secrets: for `other`, and for every event if the user asks for it. */
	body?: unknown;
}
