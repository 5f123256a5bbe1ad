import { DateTime } from 'luxon';
import {
	NodeOperationError,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeProperties,
	type INodePropertyOptions,
	type PreSendAction,
} from 'n8n-workflow';

import { listIn } from '../../answers/check-answer';
import { readableFields } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { pageFields } from '../../fields/page-fields';
import { readEitherWay, readPages } from '../../pages';
import { shownFor } from '../../shown-for';

/** Client > Get and Client > Get Many (docs/facts/usedesk.md#clients). */

export const getOption: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get a client',
	description: 'Read a client with their tickets, emails, phones and messengers',
	routing: {
		request: { url: '/client' },
		send: { paginate: true },
		operations: { pagination: readEitherWay },
		output: {
			postReceive: [
				receive('Client > Get', { field: 'client' }, (body) => {
					const entry: unknown = Array.isArray(body) ? body[0] : body;
					return [readableFields((entry as { client: unknown }).client)];
				}),
			],
		},
	},
};

export const getManyOption: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many clients',
	description: 'Search clients by name, phone or email, or list them by date',
	routing: {
		request: { url: '/clients' },
		send: { paginate: true },
		operations: { pagination: readPages },
		output: {
			postReceive: [
				receive('Client > Get Many', 'list', (body) => (listIn(body) ?? []).map(readableFields)),
			],
		},
	},
};

export const getFields: INodeProperties[] = [
	...pageFields(shownFor('client', 'getAll')),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Conditions that a client must meet, all of them',
		displayOptions: { show: shownFor('client', 'getAll') },
		options: [
			{
				displayName: 'Created After',
				name: 'createdAfter',
				type: 'dateTime',
				default: '',
				description: "In the workflow's time zone",
				routing: {
					send: { type: 'body', property: 'created_after', preSend: [asMinute('created_after')] },
				},
			},
			{
				displayName: 'Created Before',
				name: 'createdBefore',
				type: 'dateTime',
				default: '',
				description: "In the workflow's time zone",
				routing: {
					send: { type: 'body', property: 'created_before', preSend: [asMinute('created_before')] },
				},
			},
			{
				displayName: 'Search',
				name: 'query',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5511988880001',
				description: 'Name, phone or email',
				routing: { send: { type: 'body', property: 'query' } },
			},
			{
				displayName: 'Search For',
				name: 'searchType',
				type: 'options',
				options: [
					{ name: 'Exactly This', value: 'full_match', description: 'Best for phone numbers' },
					{ name: 'Parts', value: 'partial_match' },
				],
				default: 'full_match',
				description: 'How to compare Search with the fields',
				routing: { send: { type: 'body', property: 'search_type' } },
			},
		],
	},
];

/** Returns `YYYY-MM-DD HH:MM`, the only form that Usedesk takes. */
function asMinute(property: string): PreSendAction {
	return async function (
		this: IExecuteSingleFunctions,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const body = request.body as Record<string, unknown>;
		const given = body[property];
		if (given === undefined || given === null || given === '') return request;
		const zone = this.getTimezone();
		const written = given instanceof Date ? given.toISOString() : String(given);
		const time = [DateTime.fromISO(written, { zone }), DateTime.fromSQL(written, { zone })].find(
			({ isValid }) => isValid,
		);
		if (time === undefined) {
			throw new NodeOperationError(this.getNode(), 'A date in Filters cannot be read', {
				description: 'Choose it in the calendar, or write it as 2026-11-20 08:00.',
				itemIndex: this.getItemIndex(),
			});
		}
		const minute = time.setZone(zone).toFormat('yyyy-MM-dd HH:mm');
		return { ...request, body: { ...body, [property]: minute } };
	};
}
