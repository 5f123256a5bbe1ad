import type { IExecuteSingleFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { listIn } from '../../answers/check-answer';
import { receive } from '../../answers/receive';
import { readableTicket, readableTicketFile, simplified } from '../../answers/ticket';
import { agentField, channelField, groupField } from '../../fields/account-lists';
import { pageFields, simplifyField } from '../../fields/page-fields';
import { priorityField, statusOptions, typeField } from '../../fields/ticket-choices';
import { readPages } from '../../pages';
import { shownFor } from '../../shown-for';

/** Ticket > Get and Ticket > Get Many (docs/facts/usedesk.md#tickets). */

export const getOption: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get a ticket',
	description: 'Read a ticket with its comments',
	routing: {
		request: { url: '/ticket' },
		output: {
			postReceive: [
				receive('Ticket > Get', { field: 'ticket' }, (body, context) => [
					asWanted(readableTicketFile(body), context),
				]),
			],
		},
	},
};

export const getManyOption: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tickets',
	description: 'List tickets, by status, agent, group, channel and more',
	routing: {
		request: { url: '/tickets' },
		send: { paginate: true },
		operations: { pagination: readPages },
		output: {
			postReceive: [
				receive('Ticket > Get Many', 'list', (body, context) =>
					(listIn(body) ?? []).map((ticket) => asWanted(readableTicket(ticket), context)),
				),
			],
		},
	},
};

function asWanted(
	ticket: Record<string, unknown>,
	context: IExecuteSingleFunctions,
): Record<string, unknown> {
	return context.getNodeParameter('simplify', true) ? simplified(ticket) : ticket;
}

export const getFields: INodeProperties[] = [
	...pageFields(shownFor('ticket', 'getAll')),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Conditions that a ticket must meet, all of them',
		displayOptions: { show: shownFor('ticket', 'getAll') },
		options: [
			agentField({
				displayName: 'Accessible For Agent',
				name: 'accessibleFor',
				description: 'Only tickets that this agent may see',
				routing: { send: { type: 'body', property: 'accessible_for_agent_id' } },
			}),
			agentField({
				displayName: 'Assignee',
				name: 'assignee',
				description: 'Only tickets of this agent',
				routing: { send: { type: 'body', property: 'fassigned' } },
			}),
			channelField({
				displayName: 'Channel',
				name: 'channel',
				description: 'Only tickets of this channel',
				routing: { send: { type: 'body', property: 'fchannel' } },
			}),
			groupField({
				displayName: 'Group',
				name: 'group',
				description: 'Only tickets of this group',
				routing: { send: { type: 'body', property: 'fgroup' } },
			}),
			{ ...priorityField, routing: { send: { type: 'body', property: 'fpriority' } } },
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: statusOptions,
				default: 1,
				description: 'Status of the ticket',
				routing: { send: { type: 'body', property: 'fstatus' } },
			},
			{ ...typeField, routing: { send: { type: 'body', property: 'ftype' } } },
		],
	},
	simplifyField(shownFor('ticket', 'get', 'getAll')),
];
