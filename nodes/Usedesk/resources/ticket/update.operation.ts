import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { receive } from '../../answers/receive';
import { agentField, assigneeField, groupOrNoneField } from '../../fields/account-lists';
import { customFieldsField } from '../../fields/custom-fields';
import { limitLength, MAX_TICKET_TEXT } from '../../fields/length-limit';
import { priorityField, statusOptions, typeField } from '../../fields/ticket-choices';
import { shownFor } from '../../shown-for';

/** Ticket > Update (docs/facts/usedesk.md#tickets). */

export const updateOption: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	action: 'Update a ticket',
	description: 'Change status, assignee, group, tags and other fields of a ticket',
	routing: {
		request: { url: '/update/ticket' },
		output: {
			postReceive: [
				receive('Ticket > Update', 'success', (_body, context) => [
					{ ticketId: String(context.getNodeParameter('ticketId')), updated: true },
				]),
			],
		},
	},
};

export const updateFields: INodeProperties[] = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Fields to change. All others stay.',
		displayOptions: { show: shownFor('ticket', 'update') },
		options: [
			assigneeField({
				displayName: 'Assignee',
				name: 'assignee',
				description: 'The agent who takes over. (No Agent) removes the agent of the ticket.',
				routing: { send: { type: 'body', property: 'assignee_id' } },
			}),
			agentField({
				displayName: 'Changed By Agent',
				name: 'user',
				description: 'The agent or client to name as the author of the change',
				routing: { send: { type: 'body', property: 'user_id' } },
			}),
			{
				displayName: 'Client ID',
				name: 'clientId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9001',
				description: 'Another client to give the ticket to',
				routing: { send: { type: 'body', property: 'client_id' } },
			},
			customFieldsField,
			groupOrNoneField({
				displayName: 'Group',
				name: 'group',
				description: 'The group that takes over. (No Group) removes the group of the ticket.',
				routing: { send: { type: 'body', property: 'group_id' } },
			}),
			{
				displayName: 'Keep Status New',
				name: 'silent',
				type: 'boolean',
				default: true,
				description: 'Whether a new ticket stays New. Otherwise a change makes it Open.',
				routing: {
					send: { type: 'body', property: 'silent', value: '={{ $value || undefined }}' },
				},
			},
			priorityField,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: statusOptions,
				default: 2,
				description: 'Status of the ticket',
				routing: { send: { type: 'body', property: 'status' } },
			},
			{
				displayName: 'Subject',
				name: 'subject',
				type: 'string',
				default: '',
				placeholder: 'e.g. Order 55-12 did not arrive',
				description: 'Subject that agents see in the list of tickets. At most 255 characters.',
				routing: {
					send: {
						type: 'body',
						property: 'subject',
						preSend: [limitLength(MAX_TICKET_TEXT, 'Subject', 'subject')],
					},
				},
			},
			{
				displayName: 'Tags',
				name: 'tag',
				type: 'string',
				default: '',
				placeholder: 'e.g. whatsapp, vip',
				description: 'Separated by commas. At most 255 characters.',
				routing: {
					send: {
						type: 'body',
						property: 'tag',
						preSend: [limitLength(MAX_TICKET_TEXT, 'Tags', 'tag')],
					},
				},
			},
			typeField,
		],
	},
];
