import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { asRepeatable } from '../../../../messaging/error';
import type { ProviderAdapter } from '../../../../messaging/provider';
import { providers } from '../../../../providers';
import { splitList } from '../../../ports/typed-list';
import { notOffered, refused } from '../../node-errors';
import { readParameters } from '../../parameter-reader';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['agent'], operation: ['getAvailability'] } };

/** Providers with a desk of their own. */
const WITH_DESK = Object.values<ProviderAdapter>(providers)
	.filter(({ agents }) => agents !== undefined)
	.map(({ name }) => name);

const fields: INodeProperties[] = [
	{
		displayName: 'Agents From',
		name: 'agentsFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Conversation Store',
				value: 'store',
				description: 'Agents to whom this n8n assigned a conversation, or whose presence it set',
			},
			{
				name: 'Provider',
				value: 'provider',
				description: 'Agents of Blip Desk or Botmaker with their teams, presence and room',
			},
		],
		default: 'store',
		displayOptions: { show: { provider: WITH_DESK } },
		description:
			'Where the agents are. Behind this node, Message Router > Agent can take them from its items.',
	},
	{
		displayName: 'Agent IDs',
		name: 'agentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. bia@acme.example, caio@acme.example',
		description: 'IDs separated by commas. Leave empty for all agents.',
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
	if (context.getNodeParameter('agentsFrom', item, 'store') === 'provider') {
		const agents = await agentsAtProvider(context, session, item);
		const wanted = agents.filter(({ id }) => ids.length === 0 || ids.includes(id));
		return { output: 'result', json: wanted.map((agent) => ({ ...agent })) };
	}
	const chosen = ids.length > 0 ? ids : undefined;
	const agents = await session.store.agents.availability(chosen, new Date());
	return { output: 'result', json: agents.map((agent) => ({ ...agent })) };
}

async function agentsAtProvider(context: IExecuteFunctions, session: Session, item: number) {
	const { adapter, account, http } = session;
	if (adapter.agents === undefined) throw notOffered(context.getNode(), 'a list of agents', item);
	const listed = await adapter.agents.list(account, http);
	if (!listed.ok) throw refused(context.getNode(), asRepeatable(listed.error), item);
	return listed.value;
}
