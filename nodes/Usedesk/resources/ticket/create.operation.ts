import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { readableFields } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { agentField, channelField, groupField } from '../../fields/account-lists';
import { attachmentsField } from '../../fields/attachments';
import { limitLength, MAX_TICKET_TEXT } from '../../fields/length-limit';
import { formatField } from '../../fields/text-format';
import { priorityField, statusOptions, typeField } from '../../fields/ticket-choices';
import { shownFor } from '../../shown-for';

/** Ticket > Create (docs/facts/usedesk.md#tickets). */

export const createOption: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create a ticket',
	description: 'Open a ticket for a client, with its first message',
	routing: {
		request: { url: '/create/ticket' },
		output: {
			// A ticket with an id was created, whatever the status is. After an error a workflow would create it again.
			postReceive: [
				receive('Ticket > Create', { field: 'ticket_id' }, (body) => [createdTicket(body)]),
			],
		},
	},
};

function createdTicket(body: unknown): Record<string, unknown> {
	const { status: _status, ...ticket } = readableFields(body);
	return ticket;
}

const show = shownFor('ticket', 'create');

export const createFields: INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Order 55-12 did not arrive',
		description: 'Subject that agents see in the list of tickets. At most 255 characters.',
		displayOptions: { show },
		routing: {
			send: {
				type: 'body',
				property: 'subject',
				preSend: [limitLength(MAX_TICKET_TEXT, 'Subject', 'subject')],
			},
		},
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Where is my order?',
		description: 'The first message of the ticket',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'message' } },
	},
	formatField({ show }),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Client, agent, group and other fields of the ticket',
		displayOptions: { show },
		options: [
			{
				displayName: 'Always Create a New Client',
				name: 'newClient',
				type: 'boolean',
				default: false,
				description:
					'Whether Usedesk makes a new client even if it knows one with this email. Leave it off when Client ID is filled in.',
				routing: {
					send: {
						type: 'body',
						property: 'client_id',
						value: '={{ $value ? "new_client" : undefined }}',
					},
				},
			},
			agentField({
				displayName: 'Assignee',
				name: 'assignee',
				description: 'The agent to assign the ticket to',
				routing: { send: { type: 'body', property: 'assignee_id' } },
			}),
			channelField({
				displayName: 'Channel',
				name: 'channel',
				description: 'The channel that the ticket belongs to',
				routing: { send: { type: 'body', property: 'channel_id' } },
			}),
			{
				displayName: 'Client Email',
				name: 'clientEmail',
				type: 'string',
				default: '',
				placeholder: 'e.g. ana@example.com',
				description: 'Address by which Usedesk finds the client, or creates a new one',
				routing: { send: { type: 'body', property: 'client_email' } },
			},
			{
				displayName: 'Client ID',
				name: 'clientId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9001',
				description: 'A client that Usedesk already has',
				routing: {
					send: { type: 'body', property: 'client_id', value: '={{ $value || undefined }}' },
				},
			},
			{
				displayName: 'Client Name',
				name: 'clientName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ana Souza',
				description: 'Name of a new client',
				routing: { send: { type: 'body', property: 'client_name' } },
			},
			{
				displayName: 'Company Name',
				name: 'companyName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Padaria Sol',
				description: 'The company that the client belongs to',
				routing: { send: { type: 'body', property: 'company_name' } },
			},
			{
				displayName: 'External ID',
				name: 'additionalId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.contact.id }}',
				description:
					'An ID of your own, such as the phone number or contact of the messenger. The trigger gives it back as additionalId. At most 255 characters.',
				routing: {
					send: {
						type: 'body',
						property: 'additional_id',
						preSend: [limitLength(MAX_TICKET_TEXT, 'External ID', 'additional_id')],
					},
				},
			},
			{
				displayName: 'First Message Is a Private Note',
				name: 'privateComment',
				type: 'boolean',
				default: false,
				description: 'Whether only agents see the first message',
				routing: {
					send: { type: 'body', property: 'private_comment', value: '={{ $value || undefined }}' },
				},
			},
			groupField({
				displayName: 'Group',
				name: 'group',
				description: 'The group to assign the ticket to',
				routing: { send: { type: 'body', property: 'group_id' } },
			}),
			priorityField,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: statusOptions,
				default: 8,
				description: 'Status of the ticket',
				routing: { send: { type: 'body', property: 'status' } },
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
			{
				displayName: 'Written By',
				name: 'from',
				type: 'options',
				options: [
					{ name: 'Agent', value: 'user' },
					{ name: 'Client', value: 'client' },
				],
				default: 'client',
				description: 'Author of the first message',
				routing: { send: { type: 'body', property: 'from' } },
			},
			agentField({
				displayName: 'Written By Agent',
				name: 'user',
				description: 'The agent, when Written By is Agent',
				routing: { send: { type: 'body', property: 'user_id' } },
			}),
		],
	},
	attachmentsField({ show }),
];
