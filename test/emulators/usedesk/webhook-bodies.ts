import type { ChatMessage, Ticket, World } from './world';

/** Webhook bodies of Usedesk, with ids as text, as most of its webhooks have them (docs/facts/usedesk.md#webhooks). */

export function ticketBody(world: World, ticket: Ticket): Record<string, unknown> {
	return { ...secret(world), ticket: ticketFields(world, ticket) };
}

export function chatBody(world: World, message: ChatMessage): Record<string, unknown> {
	const chat = world.chats.get(message.chatId);
	const client = chat && world.clients.get(chat.clientId);
	const ticket = chat && world.tickets.get(chat.ticketId);
	return {
		chat_id: message.chatId,
		text: message.text,
		client_id: chat?.clientId,
		client: {
			id: client?.id,
			name: client?.name,
			avatar: '',
			note: '',
			emails: [],
			phones: [{ phone: chat?.contactId }],
			additional_ids: [],
		},
		from: message.from,
		platform: 'usedesk_chat',
		...secret(world),
		ticket: ticket && { ...ticketFields(world, ticket), message: message.text, files: [] },
	};
}

export function commentBody(
	world: World,
	comment: { ticketId: number; from: string; message: string; type: string },
): Record<string, unknown> {
	const { ticketId, ...rest } = comment;
	return { ...secret(world), comment: { ticket_id: ticketId, ...rest } };
}

function ticketFields(world: World, ticket: Ticket): Record<string, unknown> {
	return {
		id: String(ticket.id),
		status_id: String(ticket.status_id),
		subject: ticket.subject,
		client_id: String(ticket.client_id),
		assignee_id: null,
		group: null,
		last_updated_at: '2026-11-20 12:00:00',
		channel_id: String(ticket.channel_id),
		email: '',
		published_at: '2026-11-20 12:00:00',
		company_id: world.companyId,
		additional_id: ticket.additional_id ?? null,
		message: ticket.message ?? '',
		custom_fields: [{ id: 27, name: 'Pedido', value: '55-12' }],
		custom_blocks: [{ name: 'CRM', url: 'https://crm.example', secret_key: 'block-key-canary' }],
	};
}

function secret(world: World): { secret?: string } {
	switch (world.options.webhookSecret ?? 'secretKey') {
		case 'secretKey':
			return { secret: world.secretKey };
		case 'applicationId':
			return { secret: world.applicationId };
		case 'none':
			return {};
	}
}
