import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { asRepeatable } from '../../../../messaging/error';
import { fieldsByVersion } from '../../fields/customer';
import { senderOfCustomerFields } from '../../fields/ends';
import { eventOfWhoWrote, readSender } from '../../ends';
import { notOffered, refused } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const mediaFields: INodeProperties[] = [
	{
		displayName: 'Media ID',
		name: 'mediaId',
		type: 'string',
		default: '={{ $json.message.media?.id }}',
		description: 'ID of a file. By default the one of the incoming message.',
	},
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		default: '={{ $json.message.media?.url }}',
		description: 'For providers that name files by URL instead of ID',
	},
];

const mediaFieldsOfCustomer: INodeProperties[] = [
	{
		displayName: 'Media ID',
		name: 'mediaId',
		type: 'string',
		default: '',
		description: 'ID of a file. Leave ID and URL empty for the file that the customer sent.',
	},
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		description: 'For providers that name files by URL instead of ID',
	},
];

const properties: INodeProperties[] = [
	...senderOfCustomerFields,
	...fieldsByVersion(mediaFields, mediaFieldsOfCustomer, {}),
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the output field to put the file in',
	},
];

const displayOptions = { show: { resource: ['message'], operation: ['downloadMedia'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const node = context.getNode();
	const media = session.adapter.media;
	if (media === undefined) throw notOffered(node, 'downloading files', item);
	const { id, url } = readFile(context, session, item);
	if (id === undefined && url === undefined) {
		throw new NodeOperationError(node, 'This message has no file', {
			itemIndex: item,
			description: 'Add an If node on {{ $json.message.media }} before this node.',
		});
	}
	const file = await media.download(readSender(context, session, item), { id, url }, session.http);
	if (!file.ok) throw refused(node, asRepeatable(file.error), item);
	const property = context.getNodeParameter('binaryProperty', item, 'data') as string;
	return {
		output: 'result',
		json: context.getInputData()[item]?.json ?? {},
		binary: { property, ...file.value },
	};
}

/** Returns the file that the user names, or else that of the customer who wrote. */
function readFile(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): { id?: string; url?: string } {
	const id = read(context, 'mediaId', item);
	const url = read(context, 'mediaUrl', item);
	if (id !== undefined || url !== undefined) return { id, url };
	return eventOfWhoWrote(context, session, item)?.message?.media ?? {};
}

function read(context: IExecuteFunctions, name: string, item: number): string | undefined {
	const value = String(context.getNodeParameter(name, item, '') ?? '').trim();
	return value === '' || value === 'undefined' ? undefined : value;
}
