import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { isToolCall } from '../../../ports/tool-call';
import { readParties } from '../../ends';
import { endsFields } from '../../fields/ends';
import { LAST_MESSAGES } from '../../fields/history';
import { readHistory, type ReadHistory } from '../../read-history';
import type { Session } from '../../session';
import { itemWithEvent } from '../../who-wrote/item-with-event';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Output',
		name: 'historyOutput',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'One Item for Each Message',
				value: 'messages',
				description: 'The oldest of them first',
			},
			{
				name: 'One Item With the Text',
				value: 'text',
				description:
					'A line for each message, e.g. "10:32 Ana: hi", for a ticket or a language model',
			},
		],
		default: 'messages',
	},
	LAST_MESSAGES,
	{
		displayName: 'Since',
		name: 'since',
		type: 'options',
		options: [
			{ name: 'The Beginning', value: 'beginning', description: 'All texts that are kept' },
			{
				name: 'The Last Closing',
				value: 'closing',
				description: 'Only messages after the last Conversation > Close',
			},
		],
		default: 'beginning',
	},
];

const displayOptions = { show: { resource: ['conversation'], operation: ['getHistory'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Returns what both sides wrote. Without any text it says why, as a hint or in the item. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const ends = await readParties(context, session, item);
	const sinceClosing = context.getNodeParameter('since', item, 'beginning') === 'closing';
	const history = await readHistory(context, session, item, ends, sinceClosing);
	const { messages, whyEmpty } = history;
	if (whyEmpty !== undefined) session.hints.add(whyEmpty);
	const isText = context.getNodeParameter('historyOutput', item, 'messages') === 'text';
	// An agent must learn why it gets nothing: it would take no answer for an error.
	const isOneItem = isText || (whyEmpty !== undefined && isToolCall(context));
	if (!isOneItem) {
		return { output: 'result', json: messages.map((message) => ({ ...message })) };
	}
	return {
		output: 'result',
		json: { ...itemWithEvent(context, item), history: asFields(history) },
	};
}

function asFields({ text, messages, whyEmpty }: ReadHistory): IDataObject {
	const reason = whyEmpty === undefined ? {} : { reason: whyEmpty };
	return { text, messages: messages.length, ...reason };
}
