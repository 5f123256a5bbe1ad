import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { TICKET_STATUSES } from '../answers/ticket';

/**
 * Types, priorities and states that Usedesk knows (docs/facts/usedesk.md#connection and docs/facts/usedesk.md#tickets).
 */

export const typeOptions: INodePropertyOptions[] = [
	{ name: 'Incident', value: 'incident' },
	{ name: 'Problem', value: 'problem' },
	{ name: 'Question', value: 'question' },
	{ name: 'Task', value: 'task' },
];

export const priorityOptions: INodePropertyOptions[] = [
	{ name: 'Low', value: 'low' },
	{ name: 'Medium', value: 'medium' },
	{ name: 'Urgent', value: 'urgent' },
	{ name: 'Extreme', value: 'extreme' },
];

export const statusOptions: INodePropertyOptions[] = [...TICKET_STATUSES]
	.sort((one, other) => one.name.localeCompare(other.name))
	.map(({ id, name }) => ({ name, value: id }));

/** Fields of a ticket in both Create and Update. */
export const priorityField: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	options: priorityOptions,
	default: 'medium',
	description: 'How urgent the ticket is',
	routing: { send: { type: 'body', property: 'priority' } },
};

export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: typeOptions,
	default: 'question',
	description: 'Type of the ticket',
	routing: { send: { type: 'body', property: 'type' } },
};
