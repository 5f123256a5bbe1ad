import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { readListenerKey } from '../../../ports/listener-key';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['report'], operation: ['getTriggerReport'] } };

const fields: INodeProperties[] = [
	{
		displayName: 'Triggers Of',
		name: 'triggersOf',
		type: 'options',
		options: [
			{ name: 'All Workflows', value: 'all' },
			{ name: 'This Workflow', value: 'this' },
		],
		default: 'this',
		description: 'Which Business Messaging Triggers to count. Each gives one item.',
	},
];

export const description = updateDisplayOptions(displayOptions, fields);

/** Returns one item for each trigger that has received anything. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const ofAll = context.getNodeParameter('triggersOf', item, 'this') === 'all';
	const thisWorkflow = context.getWorkflow().id;
	const counts = await session.store.inbox.allCounts();
	const rows = [...counts].flatMap(([key, figures]) => {
		const trigger = readListenerKey(key);
		if (trigger === undefined || !(ofAll || trigger.workflowId === thisWorkflow)) return [];
		return [{ ...trigger, ...figures }];
	});
	return { output: 'result', json: rows };
}
