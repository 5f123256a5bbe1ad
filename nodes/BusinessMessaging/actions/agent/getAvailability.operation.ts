import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { splitList } from '../../../ports/typed-list';
import { readParameters } from '../../parameter-reader';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['agent'], operation: ['getAvailability'] } };

const fields: INodeProperties[] = [
	{
		displayName: 'Agent IDs',
		name: 'agentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. bia@acme.example, caio@acme.example',
		description:
			'IDs separated by commas. Leave empty for all agents who had a presence set or have a conversation.',
	},
];

export const description = updateDisplayOptions(displayOptions, fields);

/** Returns one item for each agent. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const ids = splitList(readParameters(context, item).text('agentIds', 'Agent IDs'));
	const chosen = ids.length > 0 ? ids : undefined;
	const agents = await session.store.agents.availability(chosen, new Date());
	return { output: 'result', json: agents.map((agent) => ({ ...agent })) };
}
