import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isToolCall } from '../../ports/tool-call';
import { WHO_WROTE } from '../fields/customer';
import { findEvent } from './who-wrote';

/**
 * Returns the incoming item, with the fields of the event of the customer who wrote that a node in between has dropped.
 * So routers behind the action read the message. The answer to a tool call holds no event.
 */
export function itemWithEvent(context: IExecuteFunctions, item: number): IDataObject {
	const incoming = context.getInputData()[item]?.json ?? {};
	const chosen: unknown = context.getNodeParameter('customer', item, '');
	if (chosen !== WHO_WROTE || isToolCall(context)) return incoming;
	const found = findEvent(context, item);
	return found.ok ? { ...found.event.json, ...incoming } : incoming;
}
