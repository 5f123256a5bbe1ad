import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { ContactChanges } from '../../../../store/contracts/contacts';
import { withContact } from '../../contact-json';
import { endsFields } from '../../fields/ends';
import { namedValuesField, readNamedValues } from '../../fields/named-values';
import { tryJson } from '../../parameter-reader';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Fields',
		name: 'changes',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Only the fields that you add are changed',
		options: [
			namedValuesField(
				{
					displayName: 'Attributes',
					name: 'attributeRows',
					description: 'Values of your own. Other attributes stay, and an empty one is removed.',
				},
				{ row: 'Attribute', placeholder: 'e.g. totalSpent' },
			),
			{
				displayName: 'Attributes as JSON',
				name: 'attributes',
				type: 'json',
				default: '{}',
				description: 'Values of your own. They are merged with the stored ones; null removes one.',
			},
			{
				displayName: 'Customer ID',
				name: 'customerId',
				type: 'string',
				default: '',
				description: 'ID of the customer in your own system',
			},
			{
				displayName: 'Language',
				name: 'language',
				type: 'string',
				default: '',
				placeholder: 'e.g. pt-BR',
			},
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'e.g. newsletter, lead',
				description: 'Separated by commas. Replaces the stored tags.',
			},
			{
				displayName: 'Tier',
				name: 'tier',
				type: 'string',
				default: '',
				placeholder: 'e.g. VIP',
				description: 'Tier by which Message Router > Customer Tier routes',
			},
		],
	},
];

const displayOptions = { show: { resource: ['contact'], operation: ['upsert'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, from } = await readParties(context, session, item);
	const changes = readChanges(context, item);
	const now = (await session.clock(from.id))();
	const contact = await session.store.contacts.upsert(parties, changes, now);
	return { output: 'result', json: withContact(context, item, parties, contact) };
}

function readChanges(context: IExecuteFunctions, item: number): ContactChanges {
	const given = context.getNodeParameter('changes', item, {}) as Record<string, unknown>;
	const changes: ContactChanges = {};
	for (const name of ['name', 'tier', 'language', 'customerId'] as const) {
		const value = given[name];
		if (value !== undefined) changes[name] = String(value ?? '').trim() || null;
	}
	if (given.tags !== undefined) {
		const tags = Array.isArray(given.tags) ? given.tags : String(given.tags).split(',');
		changes.tags = tags.map((tag) => String(tag).trim()).filter((tag) => tag !== '');
	}
	if (given.attributes !== undefined || given.attributeRows !== undefined) {
		changes.attributes = {
			...(given.attributes !== undefined && readAttributes(context, given, item)),
			...readNamedValues(context, item, 'changes.attributeRows'),
		};
	}
	return changes;
}

function readAttributes(
	context: IExecuteFunctions,
	given: Record<string, unknown>,
	item: number,
): Record<string, unknown> {
	const value = given.attributes;
	const parsed = typeof value === 'string' ? tryJson(value) : value;
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
		return parsed as Record<string, unknown>;
	}
	throw new NodeOperationError(context.getNode(), '"Attributes as JSON" is not a JSON object', {
		itemIndex: item,
		description:
			'Enter an object that starts with { and ends with }, e.g. { "birthday": "03-14" }.',
	});
}
