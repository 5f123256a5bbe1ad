import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { asRepeatable } from '../../../../messaging/error';
import type { Template } from '../../../../messaging/provider';
import { notOffered, refused } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Approved', value: 'approved' },
					{ name: 'Disabled', value: 'disabled' },
					{ name: 'Paused', value: 'paused' },
					{ name: 'Pending', value: 'pending' },
					{ name: 'Rejected', value: 'rejected' },
				],
				default: 'approved',
			},
		],
	},
];

const displayOptions = { show: { resource: ['template'], operation: ['list'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Returns one item for each template of the account, from all pages. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const node = context.getNode();
	const { templates } = session.adapter;
	if (templates === undefined) throw notOffered(node, 'templates', item);
	const { status } = context.getNodeParameter('filters', item, {}) as {
		status?: Template['status'];
	};
	const listed = await templates.list(session.account, session.http);
	if (!listed.ok) throw refused(node, asRepeatable(listed.error), item);
	const wanted = listed.value.filter(
		(template) => status === undefined || template.status === status,
	);
	return { output: 'result', json: wanted as unknown as IDataObject[] };
}
