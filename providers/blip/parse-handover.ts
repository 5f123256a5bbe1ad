import { z } from 'zod';

import { echoedMessage } from '../../messaging/echo';
import type { EventHandover, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf, type Setting } from './event-of';
import { LIME } from './lime';
import { contentOf, type Content } from './message-content';
import { readNode, sideOf, type Node } from './node';
import type { Item } from './payload';
import { isOpen, ticketShape } from './tickets';

/**
 * Handovers between the bot and agents (docs/facts/blip.md#hand-back and docs/facts/blip.md#portal-webhook). A copy of
 * a bot's message contains nothing new. A copy of an agent's message shows that an agent answers now. Neither becomes a
 * message.
 */

type MessageItem = Item & { kind: 'message' };

/** Reads a message that our side wrote. */
export function echoEvents(item: MessageItem): MessagingEvent[] {
	const { message, metadata } = item;
	const isDesk = message.side === 'desk';
	const isOtherApp = message.type === LIME.external;
	const isAgent = isOfAgent(item);
	if (!isDesk && !isOtherApp && !isAgent) return [];
	const customer = isOtherApp ? message.from : isDesk ? deskCustomer(message.from) : message.to;
	if (customer === undefined || ['business', 'desk'].includes(sideOf(customer))) return [];
	const bot = isOtherApp || isDesk ? message.to : message.from;
	const ticketId = metadata['#message.ticketId'];
	const content = echoContent(item);
	const author = agentName(metadata['#message.agentIdentity']);
	return [
		handoverEvent({ ...item, customer, bot }, message.id, {
			direction: 'toHuman',
			service: isOtherApp ? 'Another app' : 'Blip Desk',
			...onlyKnown({ ticketId: ticketId || undefined }),
			reason: isOtherApp
				? 'An agent wrote to the customer from another app.'
				: 'An agent answered the customer.',
			...(message.id && { message: echoedMessage(content, message.id, author) }),
		}),
	];
}

const externalShape = z.object({ type: z.string(), content: z.unknown() });

/** Returns the content of an echo. That of another app is wrapped. */
function echoContent({ message, metadata }: MessageItem): Content | undefined {
	if (message.type !== LIME.external) return contentOf(message.type, message.content, metadata);
	const wrapped = externalShape.safeParse(message.content);
	if (!wrapped.success) return undefined;
	return contentOf(wrapped.data.type.toLowerCase(), wrapped.data.content, metadata);
}

/** Returns the e-mail address in an identity such as `ana%40acme.test@blip.ai`. */
function agentName(identity: string | undefined): string | undefined {
	if (!identity) return undefined;
	try {
		return decodeURIComponent(readNode(identity)?.name ?? identity);
	} catch {
		return undefined;
	}
}

function isOfAgent({ metadata }: MessageItem): boolean {
	return metadata['#messageEmitter']?.toLowerCase() === 'human';
}

/**
 * Returns whether a message comes from a customer through a custom desk, which is the workflow itself. There, the
 * customer has an address that stands for the ticket, which is also the address to answer to. All other messages from
 * Desk are an agent's.
 */
export function isFromCustomDesk(item: MessageItem): boolean {
	const { from } = item.message;
	const isWebhook = from?.instance?.toLowerCase() === 'webhook';
	return isWebhook && !isOfAgent(item) && deskCustomer(from) === undefined;
}

/**
 * Returns the customer in an address such as `5511…%40wa.gw.msging.net@desk.msging.net`. Other names are ids of
 * tickets.
 */
function deskCustomer(node: Node | undefined): Node | undefined {
	try {
		return readNode(decodeURIComponent(node?.name ?? ''));
	} catch {
		return undefined;
	}
}

/** Reads an event of a ticket, which comes as a message of the customer. */
export function ticketEvents(item: MessageItem): MessagingEvent[] {
	const ticket = ticketShape.safeParse(item.message.content);
	if (!ticket.success) return [];
	return [
		handoverEvent(
			{ ...item, ...sidesOf(item, ticket.data) },
			item.message.id,
			ticketNews(ticket.data),
		),
	];
}

type Ticket = z.infer<typeof ticketShape>;

/** Returns the sides of a ticket. Its customer is the sender, or is named in it when the business sends it. */
function sidesOf({ message }: MessageItem, ticket: Ticket): Pick<Setting, 'customer' | 'bot'> {
	const { from, to } = message;
	const isFromCustomer = from !== undefined && !['business', 'desk'].includes(sideOf(from));
	return {
		customer: isFromCustomer ? from : (readNode(ticket.customerIdentity) ?? to),
		bot: from !== undefined && sideOf(from) === 'business' ? from : to,
	};
}

function ticketNews(ticket: Ticket): EventHandover {
	const service = ticket.team ?? ticket.agentIdentity;
	return {
		direction: isOver(ticket) ? 'toBot' : 'toHuman',
		...onlyKnown({ service }),
		ticketId: ticket.id,
		...onlyKnown({ reason: ticket.status && `The ticket is: ${ticket.status}.` }),
	};
}

/** Returns whether the ticket ended. A transferred ticket is closed as well, but another one follows it. */
function isOver(ticket: Ticket): boolean {
	return !isOpen(ticket) && !/^(transferred|none)?$/i.test(ticket.status ?? '');
}

const redirectShape = z.object({
	address: z.string().optional().catch(undefined),
	context: z.object({ type: z.string(), value: z.unknown() }).optional().catch(undefined),
});

/** Returns the ticket that a redirect contains after an agent handled the conversation. */
function ticketIn({ message }: MessageItem): Ticket | undefined {
	const redirect = redirectShape.safeParse(message.content);
	const context = redirect.success ? redirect.data.context : undefined;
	if (context?.type.toLowerCase() !== LIME.ticket) return undefined;
	const ticket = ticketShape.safeParse(context.value);
	return ticket.success ? ticket.data : undefined;
}

/**
 * Returns whether a message is a redirect with a ticket, which the business itself sends at the end of human
 * attendance.
 */
export function isTicketRedirect(item: MessageItem): boolean {
	return item.message.type === LIME.redirect && ticketIn(item) !== undefined;
}

/** Reads a redirect to this bot, which means that the conversation is ours now. */
export function redirectEvents(item: MessageItem): MessagingEvent[] {
	const { message } = item;
	const ticket = ticketIn(item);
	const sides = ticket ? sidesOf(item, ticket) : { customer: message.from, bot: message.to };
	return [
		handoverEvent({ ...item, ...sides }, message.id, {
			...(ticket && ticketNews(ticket)),
			direction: 'toBot',
		}),
	];
}

function handoverEvent(
	setting: Setting,
	id: string | undefined,
	handover: EventHandover,
): MessagingEvent {
	return eventOf(setting, {
		event: 'handover',
		id: id ?? contentId('handover', setting.raw),
		handover,
	});
}
