import { readableFields, readable } from './readable';

/** Numbers and names of the states of a ticket (docs/facts/usedesk.md#connection). */
export const TICKET_STATUSES = [
	{ id: 1, name: 'Open' },
	{ id: 2, name: 'Solved' },
	{ id: 3, name: 'Closed' },
	{ id: 4, name: 'Deleted' },
	{ id: 5, name: 'On Hold' },
	{ id: 6, name: 'Pending' },
	{ id: 7, name: 'Spam' },
	{ id: 8, name: 'New' },
	{ id: 9, name: 'Mailing' },
	{ id: 10, name: 'Merged' },
] as const;

/** The fields of a ticket that most workflows need. */
const SIMPLE_FIELDS = [
	'id',
	'subject',
	'status',
	'statusId',
	'type',
	'priority',
	'clientId',
	'clientName',
	'assigneeId',
	'groupId',
	'channelId',
	'additionalId',
	'lastComment',
	'createdAt',
	'publishedAt',
	'lastUpdatedAt',
	'comments',
	'tags',
];

/** Reads a ticket from an event or a list: the state with number and name, the group as an id. Total. */
export function readableTicket(value: unknown): Record<string, unknown> {
	const { status_id: statusId, status, group, ...rest } = fieldsOf(value);
	const ticket = readableFields(rest);
	const stateId = textIn(statusId);
	const state = stateId ?? textIn(status);
	const known = TICKET_STATUSES.find(({ id, name }) => String(id) === state || name === state);
	if (state !== undefined) {
		ticket.status = known?.name ?? state;
		const id = known === undefined ? stateId : String(known.id);
		if (id !== undefined) ticket.statusId = id;
	}
	// A number in lists, and undocumented in events.
	if (textIn(group) !== undefined) ticket.groupId ??= textIn(group);
	else if (group !== undefined && group !== null) ticket.group = readable(group);
	return ticket;
}

/**
 * Reads the answer of the method `ticket`, which has the ticket beside its comments, tags, fields and changes. Total.
 */
export function readableTicketFile(value: unknown): Record<string, unknown> {
	const { ticket, ...beside } = fieldsOf(value);
	return { ...readableTicket(ticket), ...readableFields(beside) };
}

export function simplified(ticket: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		SIMPLE_FIELDS.filter((name) => ticket[name] !== undefined).map((name) => [name, ticket[name]]),
	);
}

/** Returns a text or a number as text, and `undefined` for an object, whose `toString` may be anything. */
function textIn(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldsOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}
