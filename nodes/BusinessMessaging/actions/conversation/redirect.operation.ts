import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { redirectChange, type RedirectGoal } from '../../../../conversation/redirect-target';
import { REDIRECT_KINDS } from '../../../../messaging/redirect-target';
import { defaultCountryOption } from '../../../ports/country-option';
import { storeOption } from '../../../ports/store-option';
import { withConversation } from '../../conversation-json';
import { readParties } from '../../ends';
import { atProviderFields } from '../../fields/at-provider';
import { backAfterField, DEFAULT_BACK_AFTER_MINUTES, readEnd } from '../../fields/back-after';
import { fieldsByVersion } from '../../fields/customer';
import { endsFields } from '../../fields/ends';
import { messageToNextFields } from '../../fields/message-to-next';
import { noticeFields } from '../../fields/notice';
import { readTarget, targetField } from '../../fields/target';
import { readMessageToNext } from '../../message-to-next';
import { readParameters } from '../../parameter-reader';
import { redirectAtProvider } from '../../redirect-at-provider';
import { sendNotice } from '../../send-notice';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';
import * as version1 from './redirect-version-1';

const fields: INodeProperties[] = [
	{
		displayName: 'Redirect To',
		name: 'redirectTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Agent',
				value: 'agent',
				description: 'A person answers from now on, and the bot stays silent',
			},
			{
				name: 'Bot or Service',
				value: 'service',
				description: 'Another bot answers from now on. No person is involved.',
			},
			{
				name: 'Help Desk',
				value: 'helpDesk',
				description: 'The agents of a help desk, which has its own queue',
			},
			{
				name: 'Team',
				value: 'team',
				description: 'The customer waits until a member of the team accepts',
			},
		],
		default: 'team',
	},
	targetField(
		{
			displayName: 'Target',
			name: 'target',
			description: 'Its name. Leave empty for the standard one of the provider.',
		},
		{ search: 'searchRedirectTargets', placeholder: 'e.g. Sales' },
	),
	{
		displayName: 'Ticket ID',
		name: 'ticketId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 004711',
		description:
			'ID of the ticket in the other system, kept letter by letter. Events carry it as conversation.ticketId.',
		displayOptions: { hide: { redirectTo: ['service'] } },
	},
	{ ...backAfterField, displayOptions: { hide: { redirectTo: ['service'] } } },
	{ ...backAfterField, default: 0, displayOptions: { show: { redirectTo: ['service'] } } },
	...noticeFields('started', 'none', { redirectTo: ['agent'] }),
	...noticeFields('waiting', 'none', { redirectTo: ['helpDesk', 'team'] }),
	...messageToNextFields(),
];

/** Returns the field for options, which version 1 has more of. */
const optionsField = (more: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [storeOption, defaultCountryOption, ...more],
});

const displayOptions = { show: { resource: ['conversation'], operation: ['redirect'] } };

export const description = updateDisplayOptions(displayOptions, [
	...endsFields,
	...fieldsByVersion(version1.fields, fields, {}),
	...atProviderFields,
	...fieldsByVersion([optionsField(version1.options)], [optionsField([])], {}),
]);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	if (context.getNode().typeVersion < 2) return await version1.execute(context, session, item);
	const { parties, to, from } = await readParties(context, session, item);
	const goal = readGoal(context, item);
	const { optional } = readParameters(context, item);
	const { reason, ...next } = await readMessageToNext(context, session, item, { parties, from });
	const given = { ...optional('ticketId', 'Ticket ID'), ...(reason && { reason }) };
	const typed = context.getNodeParameter('returnAfterMinutes', item, DEFAULT_BACK_AFTER_MINUTES);
	const now = (await session.clock(from.id))();
	const until = readEnd(context, item, { label: backAfterField.displayName, typed }, now);
	const ends = { to, from };
	const { kind, name } = goal;
	const target = { kind, reason: next.messageToNext, ...(name !== '' && { service: name }) };
	const moved = await redirectAtProvider(context, session, item, ends, target);
	const about = await session.store.conversations.changeHandler(
		parties,
		redirectChange(goal, { ...moved, ...given, until }),
		now,
	);
	const notice = kind === 'agent' ? 'started' : 'waiting';
	const told =
		kind === 'service' ? {} : await sendNotice(context, session, item, ends, { notice, about });
	return {
		output: 'result',
		json: { ...withConversation(context, item, about), ...next, ...told },
	};
}

function readGoal(context: IExecuteFunctions, item: number): RedirectGoal {
	const given: unknown = context.getNodeParameter('redirectTo', item, 'team');
	const kind = REDIRECT_KINDS.find((known) => known === given);
	if (kind !== undefined) return { kind, ...readTarget(context, 'target', item) };
	throw new NodeOperationError(context.getNode(), `"${String(given)}" is no target of a redirect`, {
		itemIndex: item,
		description: 'Choose one from the list "Redirect To".',
	});
}
