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
 * Notifications of an HTTP bot (docs/facts/blip.md#notifications). One state may be told by every hop on the way, so
 * its id is made of message and state: what was told twice counts once.
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
	// A sub-bot confirms what the customer wrote and we, its router, passed on: no receipt of a message of ours.
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

/** The server and the gateways speak of messages, too. */
function isPerson(node: Node | undefined): node is Node {
	return (
		node !== undefined &&
		node.name !== 'postmaster' &&
		['customer', 'tunnel', 'otherChannel'].includes(sideOf(node))
	);
}
