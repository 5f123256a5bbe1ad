import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { withConversation } from '../../conversation-json';
import { readParties } from '../../ends';
import { readEnd } from '../../fields/back-after';
import { endsFields } from '../../fields/ends';
import { namedValuesField, readNamedValues } from '../../fields/named-values';
import { readParameters } from '../../parameter-reader';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const EXPIRES_AFTER = 'Expires After (Minutes)';

/** Longest values of one conversation. Every event carries them. */
const MAX_VALUES_BYTES = 32_768;

const properties: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Step',
		name: 'step',
		type: 'string',
		default: '',
		placeholder: 'e.g. Choosing size',
		description:
			'Name of the step that comes next. Message Router > Step routes by it. Leave empty to keep the present one.',
	},
	{
		displayName: EXPIRES_AFTER,
		name: 'expiresAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Time after which step and values are deleted. 0 keeps them.',
	},
	namedValuesField(
		{
			displayName: 'Values',
			name: 'values',
			description:
				'Values that the bot remembers. Events carry them as conversation.values. Other values stay, and an empty one is removed.',
		},
		{ row: 'Value', placeholder: 'e.g. size' },
	),
	{
		displayName: 'Forget Earlier State',
		name: 'forgetEarlier',
		type: 'boolean',
		default: false,
		description: 'Whether to forget the present step and all values first',
	},
];

const displayOptions = { show: { resource: ['conversation'], operation: ['setState'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, from } = await readParties(context, session, item);
	const now = (await session.clock(from.id))();
	const step = readParameters(context, item).text('step', 'Step');
	const typed = context.getNodeParameter('expiresAfterMinutes', item, 0);
	const stored = await session.store.conversations.changeState(
		parties,
		{
			forget: context.getNodeParameter('forgetEarlier', item, false) === true,
			...(step !== '' && { step }),
			values: readValues(context, item),
			expiresAt: readEnd(context, item, { label: EXPIRES_AFTER, typed }, now),
		},
		now,
	);
	return { output: 'result', json: withConversation(context, item, stored) };
}

function readValues(context: IExecuteFunctions, item: number): Record<string, unknown> {
	const values = readNamedValues(context, item, 'values');
	const bytes = Buffer.byteLength(JSON.stringify(values));
	if (bytes <= MAX_VALUES_BYTES) return values;
	throw new NodeOperationError(context.getNode(), '"Values" are too long', {
		itemIndex: item,
		description: `They have ${bytes} bytes, and ${MAX_VALUES_BYTES} are allowed. Keep an ID and look up the rest.`,
	});
}
