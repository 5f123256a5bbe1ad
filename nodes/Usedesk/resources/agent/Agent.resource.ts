import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { listIn } from '../../answers/check-answer';
import { readableFields } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { agentField } from '../../fields/account-lists';
import { pageFields } from '../../fields/page-fields';
import { readEitherWay } from '../../pages';
import { operationField, shownFor } from '../../shown-for';

/** Resource Agent. Usedesk's API calls agents users. */

const getOption: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get an agent',
	description: 'Read one agent',
	routing: {
		request: { url: '/user' },
		send: { paginate: true },
		operations: { pagination: readEitherWay },
		output: {
			postReceive: [
				receive('Agent > Get', { anyField: ['id', 'user'] }, (body) => {
					const entry: unknown = Array.isArray(body) ? body[0] : body;
					return [readableFields((entry as { user?: unknown }).user ?? entry)];
				}),
			],
		},
	},
};

const getManyOption: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many agents',
	description: 'List the agents of the account, with their groups and whether they are online',
	routing: {
		request: { url: '/users' },
		send: { paginate: true },
		operations: { pagination: readEitherWay },
		output: {
			postReceive: [
				receive('Agent > Get Many', 'list', (body) => (listIn(body) ?? []).map(readableFields)),
			],
		},
	},
};

export const agentProperties: INodeProperties[] = [
	operationField('agent', [getOption, getManyOption], 'getAll'),
	agentField({
		displayName: 'Agent',
		name: 'agent',
		required: true,
		description: 'The agent to read',
		displayOptions: { show: shownFor('agent', 'get') },
		routing: { send: { type: 'body', property: 'user_id' } },
	}),
	...pageFields(shownFor('agent', 'getAll')),
];
