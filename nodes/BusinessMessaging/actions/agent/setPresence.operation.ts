import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { PRESENCES } from '../../../../store/contracts/agents';
import { readParameters } from '../../parameter-reader';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['agent'], operation: ['setPresence'] } };

const fields: INodeProperties[] = [
	{
		displayName: 'Agent ID',
		name: 'agentId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. bia@acme.example',
		description: 'ID or e-mail address of the agent, as in the list of Message Router',
	},
	{
		displayName: 'Presence',
		name: 'presence',
		type: 'options',
		options: [
			{ name: 'Away', value: 'away', description: 'The agent gets no new conversations' },
			{ name: 'Online', value: 'online', description: 'The agent takes conversations' },
		],
		default: 'online',
		description: 'Whether the agent takes conversations. It stays until it is set again.',
	},
	{
		displayName: 'Agent Name',
		name: 'agentName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Bia',
		description: 'Leave empty to keep the name as it is',
	},
];

export const description = updateDisplayOptions(displayOptions, fields);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const parameters = readParameters(context, item);
	const id = parameters.required('agentId', 'Agent ID');
	const name = parameters.text('agentName', 'Agent Name');
	const typed = parameters.text('presence', 'Presence').toLowerCase();
	const presence = PRESENCES.find((known) => known === typed);
	if (presence === undefined) {
		throw new NodeOperationError(context.getNode(), `"${typed}" is not a presence`, {
			itemIndex: item,
			description: 'Write online or away, or check the expression of "Presence".',
		});
	}
	const agent = { id, ...(name !== '' && { name }) };
	const availability = await session.store.agents.setPresence(agent, presence, new Date());
	return { output: 'result', json: { ...availability } };
}
