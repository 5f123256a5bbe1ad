import type { DeliveryState, MessagingEvent } from '../../messaging/event';
import { explainFailure } from './errors';
import { eventOf } from './event-of';
import {
	carriedNode,
	identityOf,
	LIST_DOMAIN,
	readNode,
	sideOf,
	TUNNEL_DOMAIN,
	type Node,
} from './node';
import type { Item } from './payload';

/**
 * States by the notifications of an HTTP bot (docs/facts/blip.md#notifications). Every hop on the way may report the
 * same state. The event id contains message and state, so a repeated report counts once.
 */
const STATES: ReadonlyMap<string, DeliveryState> = new Map([
	['accepted', 'accepted'],
	['dispatched', 'sent'],
	['received', 'delivered'],
	['consumed', 'read'],
	['failed', 'failed'],
] as const);

export function statusEvents(item: Item & { kind: 'notification' }): MessagingEvent[] {
	const { notification, metadata } = item;
	const { id: messageId, from, to, reason } = notification;
	const state = STATES.get(notification.event);
	if (state === undefined) return [];
	// A sub-bot confirms a customer's message that we, its router, passed on. That is no receipt of our message.
	if (from?.domain === TUNNEL_DOMAIN && sideOf(from) === 'business') return [];
	const recipient = readNode(metadata['#message.to']);
	const inList = from?.domain === LIST_DOMAIN ? carriedNode(from) : undefined;
	const customer = [inList, from, recipient].find(isPerson);
	// One message to a list has one id and a state for each customer.
	const isToList = [from, recipient].some((node) => node?.domain === LIST_DOMAIN);
	const person = isToList && customer ? `:${identityOf(customer)}` : '';
	return [
		eventOf(
			{ ...item, customer, bot: to },
			{
				event: 'status',
				id: `${messageId}:${state}${person}`,
				status: {
					messageId,
					state,
					...(state === 'failed' ? { error: explainFailure(reason) } : {}),
				},
			},
		),
	];
}

/** Returns whether a customer sent the notification. The server and the gateways send some, too. */
function isPerson(node: Node | undefined): node is Node {
	return (
		node !== undefined &&
		node.name !== 'postmaster' &&
		['customer', 'tunnel', 'otherChannel'].includes(sideOf(node))
	);
}
