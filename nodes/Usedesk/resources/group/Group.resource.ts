import type { INodeProperties } from 'n8n-workflow';

import { listIn } from '../../answers/check-answer';
import { readableFields } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { pageFields } from '../../fields/page-fields';
import { readEitherWay } from '../../pages';
import { operationField, shownFor } from '../../shown-for';

/** Resource Group: the groups that tickets and agents belong to. */
export const groupProperties: INodeProperties[] = [
	operationField(
		'group',
		[
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many groups',
				description: 'List the groups of the account',
				routing: {
					request: { url: '/groups' },
					send: { paginate: true },
					operations: { pagination: readEitherWay },
					output: {
						postReceive: [
							receive('Group > Get Many', 'list', (body) =>
								(listIn(body) ?? []).map(readableFields),
							),
						],
					},
				},
			},
		],
		'getAll',
	),
	...pageFields(shownFor('group', 'getAll')),
];
