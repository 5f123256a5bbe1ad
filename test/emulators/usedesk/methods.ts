import { CHAT_CHANNEL, type Client, type Ticket, type World } from './world';

/**
 * The methods that the node calls, as docs/facts/usedesk.md#tickets and docs/facts/usedesk.md#chats describe them.
 * Refusals are in the body with status 200, in a form that is not documented: the node must cope with any.
 */

type Fields = Record<string, unknown>;
/** Data to be sent to the webhook after the answer. */
export type Happening = { event: 'chat'; chatId: number } | { event: 'ticket'; ticketId: number };
export interface Outcome {
	body: unknown;
	happened?: Happening;
}

const PAGE_SIZE = 100;
const MAX_TEXT = 255;

export const METHODS: Record<string, (fields: Fields, world: World) => Outcome> = {
	users: (_fields, world) => ({ body: world.agents }),
	user: (fields, world) => {
		const agent = world.agents.find(({ id }) => String(id) === text(fields.user_id));
		return agent ? { body: agent } : refused('user not found');
	},
	groups: (_fields, world) => ({ body: world.groups }),
	channels: (_fields, world) => ({ body: world.channels }),

	ticket: (fields, world) => {
		const ticket = world.tickets.get(number(fields.ticket_id));
		if (!ticket) return refused('ticket not found');
		const comments = world.comments.filter(({ ticket_id }) => ticket_id === ticket.id);
		return { body: { ticket, comments, tags: [], custom_fields: [], changes: [] } };
	},
	tickets: (fields, world) => {
		const fits = (ticket: Ticket) =>
			(fields.fstatus === undefined || ticket.status_id === number(fields.fstatus)) &&
			(fields.fchannel === undefined || ticket.channel_id === number(fields.fchannel)) &&
			(fields.fassigned === undefined || String(ticket.assignee_id) === text(fields.fassigned));
		const listed = [...world.tickets.values()].filter(fits);
		return {
			body: page(listed, fields, world).map(({ status_id: status, ...rest }) => ({
				...rest,
				status,
			})),
		};
	},
	'create/ticket': createTicket,
	'update/ticket': (fields, world) => {
		const ticket = world.tickets.get(number(fields.ticket_id));
		if (!ticket) return refused('ticket not found');
		const { api_token: _token, ticket_id: _id, status, ...changes } = fields;
		Object.assign(ticket, changes, status === undefined ? {} : { status_id: number(status) });
		if (changes.assignee_id === 'null') ticket.assignee_id = null;
		return { body: { status: 'success' } };
	},
	'create/comment': (fields, world) => {
		const ticket = world.tickets.get(number(fields.ticket_id));
		if (!ticket) return refused('ticket not found');
		if (text(fields.message) === '')
			return refused({ message: ['The message field is required.'] });
		if (
			fields.from === 'user' &&
			!world.agents.some(({ id }) => String(id) === text(fields.user_id))
		)
			return refused('user_id is required');
		const { api_token: _token, ...comment } = fields;
		world.comments.push({
			...comment,
			ticket_id: ticket.id,
			type: fields.type === 'public' ? 'public' : 'private',
			from: text(fields.from) || 'user',
			message: text(fields.message),
		});
		return { body: { status: 'success', comment_id: world.nextId() } };
	},

	client: (fields, world) => {
		const client = world.clients.get(number(fields.client_id));
		return client ? { body: [{ client }] } : refused('client not found');
	},
	clients: (fields, world) => {
		const query = text(fields.query);
		const fits = (client: Client) =>
			query === '' ||
			[client.name, client.phone].some((value) =>
				fields.search_type === 'full_match' ? value === query : text(value).includes(query),
			);
		return { body: page([...world.clients.values()].filter(fits), fields, world) };
	},
	'create/client': (fields, world) => {
		const { api_token: _token, ...rest } = fields;
		const client = { ...rest, id: world.nextId(), name: text(fields.name) };
		world.clients.set(client.id, client);
		return { body: { client_id: client.id, status: true } };
	},
	'update/client': (fields, world) => {
		const client = world.clients.get(number(fields.client_id));
		if (!client) return { body: { status: false } };
		const { api_token: _token, client_id: _id, ...changes } = fields;
		Object.assign(client, changes);
		return { body: { client_id: client.id, status: true } };
	},

	'chat/addMessage': addMessage,
	'chat/sendMessage': (fields, world) => {
		const chatId = number(fields.chat_id);
		if (!world.chats.has(chatId)) return refused('chat not found');
		if (!world.agents.some(({ id }) => String(id) === text(fields.user_id)))
			return refused('user not found');
		world.chatMessages.push({ chatId, from: 'user', text: text(fields.text) });
		return { body: { status: 'success' }, happened: { event: 'chat', chatId } };
	},
	'chat/changeAssignee': (fields, world) => {
		const chat = world.chats.get(number(fields.chat_id));
		if (!chat) return refused('chat not found');
		chat.assigneeId = number(fields.user_id);
		return { body: { status: 'success' } };
	},
};

function createTicket(fields: Fields, world: World): Outcome {
	if (text(fields.subject) === '' || text(fields.message) === '')
		return refused('subject and message are required');
	if (text(fields.subject).length > MAX_TEXT) return refused('subject is too long');
	const id = world.nextId();
	const clientId =
		fields.client_id === undefined || fields.client_id === 'new_client'
			? world.nextId()
			: number(fields.client_id);
	const name = text(fields.client_name) || text(fields.client_email);
	if (!world.clients.has(clientId)) world.clients.set(clientId, { id: clientId, name });
	const { api_token: _token, ...rest } = fields;
	world.tickets.set(id, {
		...rest,
		id,
		subject: text(fields.subject),
		status_id: fields.status === undefined ? 8 : number(fields.status),
		client_id: clientId,
		channel_id: fields.channel_id === undefined ? 1 : number(fields.channel_id),
	});
	return {
		body: { status: 'success', ticket_id: id, message_status: 'delivered' },
		happened: { event: 'ticket', ticketId: id },
	};
}

export function addMessage(fields: Fields, world: World): Outcome {
	const message = (fields.message ?? {}) as { text?: unknown; from?: Fields };
	const isChat = number(fields.channel_id) === CHAT_CHANNEL;
	if (text(fields.company_id) !== world.companyId || !isChat || text(message.text) === '')
		return { body: { status: false } };
	const contactId = text(message.from?.chat_id);
	const known = [...world.chats].find(
		([, chat]) => contactId !== '' && chat.contactId === contactId,
	);
	const chatId =
		fields.chat_id === undefined ? (known?.[0] ?? world.nextId()) : number(fields.chat_id);
	const chat =
		world.chats.get(chatId) ?? openChat(world, chatId, contactId, text(message.from?.name));
	world.chatMessages.push({ chatId, from: 'client', text: text(message.text) });
	return {
		body: {
			chat_id: chatId,
			company_id: number(world.companyId),
			ticket_id: chat.ticketId,
			channel_id: CHAT_CHANNEL,
			client_id: chat.clientId,
		},
		happened: { event: 'chat', chatId },
	};
}

function openChat(world: World, chatId: number, contactId: string, name: string) {
	const chat = { clientId: world.nextId(), ticketId: world.nextId(), contactId };
	world.chats.set(chatId, chat);
	world.clients.set(chat.clientId, { id: chat.clientId, name, phone: contactId });
	world.tickets.set(chat.ticketId, {
		id: chat.ticketId,
		status_id: 8,
		subject: 'Chat',
		client_id: chat.clientId,
		channel_id: CHAT_CHANNEL,
	});
	return chat;
}

function page<T>(entries: T[], fields: Fields, world: World): T[] {
	const offset = number(fields.offset ?? 0);
	return entries.slice(offset, offset + (world.options.pageSize ?? PAGE_SIZE));
}

function refused(error: unknown): Outcome {
	return { body: { status: 'error', error } };
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function number(value: unknown): number {
	return Number(text(value));
}
