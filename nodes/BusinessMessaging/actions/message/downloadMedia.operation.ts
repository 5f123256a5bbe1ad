import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { explainDownloadEnd, FILE_TOO_LARGE } from '../../../../messaging/downloaded-file';
import { asRepeatable } from '../../../../messaging/error';
import type { Http } from '../../../../messaging/http';
import type { MediaApi } from '../../../../messaging/provider';
import { numberValue } from '../../../ports/number-value';
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

const LARGEST_SIZE = 'Largest Size (MB)';
const BYTES_PER_MEGABYTE = 1024 * 1024;

const largestSizeField: INodeProperties = {
	displayName: LARGEST_SIZE,
	name: 'largestSize',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'Larger files are not downloaded, and their items leave on "Too Large". 0 or an empty expression sets no limit of your own.',
};

const properties: INodeProperties[] = [
	...senderOfCustomerFields,
	...fieldsByVersion(mediaFields, [...mediaFieldsOfCustomer, largestSizeField], {}),
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
	const hasOutputs = node.typeVersion >= 2;
	const { id, url } = readFile(context, session, item);
	if (id === undefined && url === undefined) {
		if (hasOutputs) return { output: 'noFile', json: context.getInputData()[item]?.json ?? {} };
		throw new NodeOperationError(node, 'This message has no file', {
			itemIndex: item,
			description: 'Add an If node on {{ $json.message.media }} before this node.',
		});
	}
	const megabytes = hasOutputs ? readLargestSize(context, session, item) : undefined;
	const api = megabytes === undefined ? media : limited(media, megabytes);
	const file = await api.download(readSender(context, session, item), { id, url }, session.http);
	if (!file.ok && file.error.code === FILE_TOO_LARGE && hasOutputs) {
		const { code, title, reason, remedy } = file.error;
		const tooLarge = {
			code,
			reason: megabytes === undefined ? reason : `${title}. It has more than ${megabytes} MB.`,
			remedy,
		};
		return { output: 'tooLarge', json: { ...context.getInputData()[item]?.json, tooLarge } };
	}
	if (!file.ok) throw refused(node, asRepeatable(file.error), item);
	const property = context.getNodeParameter('binaryProperty', item, 'data') as string;
	return {
		output: 'result',
		json: context.getInputData()[item]?.json ?? {},
		binary: { property, ...file.value },
	};
}

/** Returns the largest size; none for 0 and for a value that is not a number, which a hint reports. */
function readLargestSize(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): number | undefined {
	const typed: unknown = context.getNodeParameter('largestSize', item, 0);
	try {
		const size = numberValue(context.getNode(), LARGEST_SIZE, typed, item) ?? 0;
		return size > 0 ? size : undefined;
	} catch (error) {
		session.hints.add(`${(error as Error).message}. Files of every size were downloaded.`);
		return undefined;
	}
}

/** Returns the API with a limit: it ends the download of a larger file, and refuses one that is here already. */
function limited(media: MediaApi, megabytes: number): Pick<MediaApi, 'download'> {
	const maxBytes = megabytes * BYTES_PER_MEGABYTE;
	return {
		async download(from, source, http) {
			const limitedHttp: Http = async (request) => await http({ ...request, maxBytes });
			const file = await media.download(from, source, limitedHttp);
			const isLarger = file.ok && file.value.content.length > maxBytes;
			return isLarger ? { ok: false, error: explainDownloadEnd('tooLarge') } : file;
		},
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
