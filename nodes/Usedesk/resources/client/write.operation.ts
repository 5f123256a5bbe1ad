import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { idOf } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { shownFor } from '../../shown-for';
import { clientFields } from './client-fields';

/** Client > Create and Client > Update (docs/facts/usedesk.md#clients). */

export const createOption: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create a client',
	description: 'Add a person to the clients of the help desk',
	routing: {
		request: { url: '/create/client' },
		output: {
			postReceive: [
				receive('Client > Create', { field: 'client_id' }, (body) => [
					{ clientId: idOf((body as { client_id: unknown }).client_id), created: true },
				]),
			],
		},
	},
};

export const updateOption: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	action: 'Update a client',
	description: 'Change the data of a client in the help desk',
	routing: {
		request: { url: '/update/client' },
		output: {
			postReceive: [
				receive('Client > Update', 'success', (_body, context) => [
					{ clientId: String(context.getNodeParameter('clientId')), updated: true },
				]),
			],
		},
	},
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ana Souza',
	description: 'Name of the client for agents',
	routing: { send: { type: 'body', property: 'name' } },
};

const onlyForUpdates: INodeProperties[] = [
	{
		displayName: 'Add Note Instead of Replacing',
		name: 'isNewNote',
		type: 'boolean',
		default: true,
		description: 'Whether to add Note to the existing notes',
		routing: { send: { type: 'body', property: 'is_new_note' } },
	},
	{
		displayName: 'Merge With Client ID',
		name: 'mergeId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9002',
		description: 'Another client who is the same person. This cannot be undone.',
		routing: { send: { type: 'body', property: 'merge_id' } },
	},
	nameField,
];

const updateFields = [...clientFields, ...onlyForUpdates].sort((one, other) =>
	one.displayName.localeCompare(other.displayName),
);

export const writeFields: INodeProperties[] = [
	{ ...nameField, required: true, displayOptions: { show: shownFor('client', 'create') } },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'More data of the client',
		displayOptions: { show: shownFor('client', 'create') },
		options: clientFields,
	},
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Fields to change. All others stay.',
		displayOptions: { show: shownFor('client', 'update') },
		options: updateFields,
	},
];
