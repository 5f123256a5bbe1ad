import type { INodeProperties } from 'n8n-workflow';

import { listIn } from '../../answers/check-answer';
import { readableFields } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { pageFields } from '../../fields/page-fields';
import { readEitherWay } from '../../pages';
import { operationField, shownFor } from '../../shown-for';

/** Resource Channel: the channels through which clients write, such as chat, email and WhatsApp. */
export const channelProperties: INodeProperties[] = [
	operationField(
		'channel',
		[
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many channels',
				description: 'List the channels of the account with their types',
				routing: {
					request: { url: '/channels' },
					send: { paginate: true },
					operations: { pagination: readEitherWay },
					output: {
						postReceive: [
							receive('Channel > Get Many', 'list', (body) =>
								(listIn(body) ?? []).map((channel) => readableChannel(readableFields(channel))),
							),
						],
					},
				},
			},
		],
		'getAll',
	),
	...pageFields(shownFor('channel', 'getAll')),
];

/** Renames the fields of a channel, which differ from those of every other list. */
function readableChannel(channel: Record<string, unknown>): Record<string, unknown> {
	const { channelId, channelName, channelType, ...rest } = channel;
	return { id: channelId, name: channelName, type: channelType, ...rest };
}
