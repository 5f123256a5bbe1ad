import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { shareNumber } from '../../../../intake/listeners/shared-number';
import type { StoredListener } from '../../../../store/contracts/listeners';
import { NOTHING_COUNTED } from '../../../../store/counters';
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
		description: 'Which Business Messaging Triggers to count. The output has one item for each.',
	},
];

export const description = updateDisplayOptions(displayOptions, fields);

/** Returns one item for each trigger that listens, or has received anything since the store was made. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const ofAll = context.getNodeParameter('triggersOf', item, 'this') === 'all';
	const thisWorkflow = context.getWorkflow().id;
	const counts = await session.store.inbox.allCounts();
	const listeners = await session.store.listeners.all(new Date());
	const keys = [...new Set([...counts.keys(), ...listeners.map(({ key }) => key)])];
	const rows = keys.flatMap((key) => {
		const trigger = readListenerKey(key);
		if (trigger === undefined || !(ofAll || trigger.workflowId === thisWorkflow)) return [];
		const listener = listeners.find((stored) => stored.key === key);
		const figures = counts.get(key) ?? NOTHING_COUNTED;
		return [{ ...trigger, ...figures, ...(listener && hearing(listener, listeners)) }];
	});
	return { output: 'result', json: rows };
}

/** Returns the events of a published trigger, and the other workflows on the same number. */
function hearing(listener: StoredListener, all: readonly StoredListener[]) {
	const others = all.filter(
		(other) =>
			other.key !== listener.key &&
			other.account === listener.account &&
			other.expiresAt === undefined &&
			shareNumber(other, listener),
	);
	return {
		workflowName: listener.workflowName,
		businessNumber: listener.businessId ?? '',
		alsoHeardBy: others.map(({ workflowName }) => workflowName),
		/** Address of another system that gets the events instead; empty while they come here. */
		lostTo: listener.lostTo ?? '',
	};
}
