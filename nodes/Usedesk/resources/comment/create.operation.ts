import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { idOf } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { agentField } from '../../fields/account-lists';
import { attachmentsField } from '../../fields/attachments';
import { formatField } from '../../fields/text-format';
import { shownFor } from '../../shown-for';
import { templateFields } from './template-fields';

/** Comment > Create (docs/facts/usedesk.md#comments). */

export const createOption: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Add a comment to a ticket',
	description: 'Answer the client, or leave a note that only agents see',
	routing: {
		request: { url: '/create/comment' },
		output: {
			postReceive: [
				receive('Comment > Create', 'success', (body, context) => [
					{
						ticketId: String(context.getNodeParameter('ticketId')),
						commentId: idOf((body as { comment_id?: unknown }).comment_id),
						visibility: context.getNodeParameter('visibility'),
						created: true,
					},
				]),
			],
		},
	},
};

const show = shownFor('comment', 'create');
const list =
	'={{ $value.split(",").map((address) => address.trim()).filter((address) => address) }}';

export const createFields: INodeProperties[] = [
	{
		displayName: 'Ticket ID',
		name: 'ticketId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.ticketId }}',
		description:
			'Number of the ticket, as in its address in Usedesk; the trigger gives it as ticketId',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'ticket_id' } },
	},
	{
		displayName: 'Visibility',
		name: 'visibility',
		type: 'options',
		options: [
			{ name: 'Private Note', value: 'private', description: 'Only agents see it' },
			{ name: 'Public Reply', value: 'public', description: 'The client gets it' },
		],
		default: 'private',
		description: 'Who sees the comment',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'type' } },
	},
	{
		displayName: 'Written By',
		name: 'from',
		type: 'options',
		options: [
			{ name: 'Agent', value: 'user' },
			{ name: 'Client', value: 'client' },
		],
		default: 'user',
		description: 'Author of the comment',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'from' } },
	},
	agentField({
		displayName: 'Agent',
		name: 'agent',
		required: true,
		description: 'The agent who is the author of the comment',
		displayOptions: { show: { ...show, from: ['user'] } },
		routing: { send: { type: 'body', property: 'user_id' } },
	}),
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Your order left our house today.',
		description: 'Text of the comment. With a template, the text that agents see.',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'message' } },
	},
	formatField({ show }),
	...templateFields({ ...show, visibility: ['public'] }),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Copies of the comment, for email channels',
		displayOptions: { show },
		options: [
			{
				displayName: 'BCC',
				name: 'bcc',
				type: 'string',
				default: '',
				placeholder: 'e.g. office@example.com',
				description: 'Email addresses that get a hidden copy, separated by commas',
				routing: { send: { type: 'body', property: 'bcc', value: list } },
			},
			{
				displayName: 'CC',
				name: 'cc',
				type: 'string',
				default: '',
				placeholder: 'e.g. ana@example.com',
				description: 'Email addresses that get a copy, separated by commas',
				routing: { send: { type: 'body', property: 'cc', value: list } },
			},
		],
	},
	attachmentsField({ show }),
];
