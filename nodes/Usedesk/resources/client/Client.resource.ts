import type { INodeProperties } from 'n8n-workflow';

import { operationField, shownFor } from '../../shown-for';
import { getFields, getManyOption, getOption } from './get.operation';
import { createOption, updateOption, writeFields } from './write.operation';

export const clientProperties: INodeProperties[] = [
	operationField('client', [createOption, getOption, getManyOption, updateOption], 'get'),
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.clientId }}',
		description:
			'ID of the client, as in their address in Usedesk; the trigger gives it as clientId',
		displayOptions: { show: shownFor('client', 'get', 'update') },
		routing: { send: { type: 'body', property: 'client_id' } },
	},
	...writeFields,
	...getFields,
];
