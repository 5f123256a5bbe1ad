import type { INodeProperties } from 'n8n-workflow';

import { operationField, shownFor } from '../../shown-for';
import { createFields, createOption } from './create.operation';
import { getFields, getManyOption, getOption } from './get.operation';
import { updateFields, updateOption } from './update.operation';

export const ticketProperties: INodeProperties[] = [
	operationField('ticket', [createOption, getOption, getManyOption, updateOption], 'create'),
	{
		displayName: 'Ticket ID',
		name: 'ticketId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 128',
		description:
			'Number of the ticket, as in its address in Usedesk; the trigger gives it as ticketId',
		displayOptions: { show: shownFor('ticket', 'get', 'update') },
		routing: { send: { type: 'body', property: 'ticket_id' } },
	},
	...createFields,
	...updateFields,
	...getFields,
];
