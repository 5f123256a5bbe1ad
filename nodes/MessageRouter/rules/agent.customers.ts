import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { IS_SIMULATED, PROVIDERS } from '../../../messaging/provider-names';
import type { Store } from '../../../store/contracts/store';
import { findEvent } from '../../BusinessMessaging/who-wrote/who-wrote';
import { clockOf } from '../../ports/provider-http';
import { asText, readPath } from './rule';

/** The conversation of an item: that of its own event, or else that of the customer who wrote. */

export interface RoutedEvent {
	/** The item itself, or the event to which it belongs. */
	json: IDataObject;
	/** `conversation.key` of the event. */
	key: string;
}

/** Returns the event with the conversation of an item; `undefined` when neither is known. */
function eventOf(
	context: IExecuteFunctions,
	json: IDataObject,
	itemIndex: number,
): RoutedEvent | undefined {
	const own = keyOf(json);
	if (own) return { json, key: own };
	const found = findEvent(context, itemIndex);
	if (!found.ok) return undefined;
	const key = keyOf(found.event.json);
	return key ? { json: found.event.json, key } : undefined;
}

/**
 * Returns the event with the conversation of an item.
 *
 * @throws NodeOperationError when it is not known
 */
export function requireEvent(
	context: IExecuteFunctions,
	json: IDataObject,
	itemIndex: number,
): RoutedEvent {
	const event = eventOf(context, json, itemIndex);
	if (event) return event;
	throw unknownConversation(context, itemIndex);
}

/**
 * Returns the items, with the event of the customer who wrote in place of those that have none, such as rows of agents:
 * each customer once, with the index of the first item. Where the customer is not known, the item stays.
 */
export function customersOf(context: IExecuteFunctions): Array<[number, INodeExecutionData]> {
	const customers = new Map<string, [number, INodeExecutionData]>();
	for (const [index, item] of context.getInputData().entries()) {
		const event = eventOf(context, item.json, index);
		if (event === undefined || event.json === item.json)
			customers.set(`item ${index}`, [index, item]);
		else if (!customers.has(event.key)) customers.set(event.key, [index, { json: event.json }]);
	}
	return [...customers.values()];
}

export function unknownConversation(
	context: IExecuteFunctions,
	itemIndex: number,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The conversation of the item is not known', {
		itemIndex,
		description:
			'Start the workflow with a Business Messaging Trigger, and choose the same Conversation Store in both nodes.',
	});
}

/** Returns the clock of the business: real time, or that of the Simulator. */
export async function clockOfEvent(store: Store, { json }: RoutedEvent): Promise<() => Date> {
	const provider = PROVIDERS.find((known) => known === readPath(json, 'provider'));
	const business = asText(readPath(json, 'business', 'id')) ?? '';
	return await clockOf(provider !== undefined && IS_SIMULATED[provider], store, business);
}

function keyOf(json: unknown): string | undefined {
	return asText(readPath(json, 'conversation', 'key'));
}
