import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { endsFields } from '../../fields/ends';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Confirm Erase',
		name: 'confirmErase',
		type: 'boolean',
		default: false,
		description:
			'Whether to erase the customer, at all numbers of the shop on this channel. This cannot be undone, and opt-outs are erased, too. While this is off, the node only returns what it would erase.',
	},
];

const displayOptions = { show: { resource: ['contact'], operation: ['erase'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Returns a preview until it is confirmed. Only `true` confirms: a text from an expression does not. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, from, to } = await readParties(context, session, item);
	const who = { contact: { id: to.id }, provider: parties.provider, channel: parties.channel };
	const { erasures } = session.store;
	if (context.getNodeParameter('confirmErase', item, false) !== true) {
		const { found, earlier } = await erasures.preview(parties);
		return {
			output: 'result',
			json: { ...who, erased: false, ...json({ found, earlierErasures: earlier }) },
		};
	}
	const now = (await session.clock(from.id))();
	const { erased, proof } = await erasures.erase(parties, now);
	return { output: 'result', json: { ...who, erased: true, ...json({ found: erased, proof }) } };
}

function json(value: object): IDataObject {
	return value as IDataObject;
}
