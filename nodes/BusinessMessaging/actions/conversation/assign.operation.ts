import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { HandlerChange } from '../../../../conversation/handler';
import type { Notice } from '../../../../conversation/notice-texts';
import type { EventAgent } from '../../../../messaging/event';
import { defaultCountryOption } from '../../../ports/country-option';
import { storeOption } from '../../../ports/store-option';
import { withConversation } from '../../conversation-json';
import { readParties } from '../../ends';
import { atProviderFields } from '../../fields/at-provider';
import { backAfterField, readEnd } from '../../fields/back-after';
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

const ACTIONS = ['accept', 'transfer', 'hold'] as const;
type Action = (typeof ACTIONS)[number];

const NOTICE_OF: Record<Action, Notice> = {
	accept: 'started',
	transfer: 'transferred',
	hold: 'waiting',
};

const properties: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Action',
		name: 'assignment',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Accept', value: 'accept', description: 'The agent answers from now on' },
			{
				name: 'Put on Hold',
				value: 'hold',
				description: 'The customer waits for the same agent',
			},
			{
				name: 'Transfer',
				value: 'transfer',
				description: 'Another agent answers, or the customer waits for another team',
			},
		],
		default: 'accept',
	},
	{
		displayName: 'Transfer To',
		name: 'transferTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Agent', value: 'agent' },
			{ name: 'Team', value: 'team' },
		],
		default: 'agent',
		displayOptions: { show: { assignment: ['transfer'] } },
	},
	...[{ assignment: ['accept'] }, { assignment: ['transfer'], transferTo: ['agent'] }].flatMap(
		(show): INodeProperties[] => [
			{
				...targetField(
					{
						displayName: 'Agent',
						name: 'agent',
						required: true,
						description: 'ID of the agent, as your list or the provider writes it',
					},
					{ search: 'searchAgents', placeholder: 'e.g. bia@acme.example' },
				),
				displayOptions: { show },
			},
			{
				displayName: 'Agent Name',
				name: 'agentName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Bia',
				description: 'Name for the customer. Leave empty for the name in the list.',
				displayOptions: { show },
			},
		],
	),
	{
		...targetField(
			{ displayName: 'Team', name: 'team', required: true, description: 'Name of the team' },
			{ search: 'searchTeams', placeholder: 'e.g. Sales' },
		),
		displayOptions: { show: { assignment: ['transfer'], transferTo: ['team'] } },
	},
	...ACTIONS.flatMap((action) => noticeFields(NOTICE_OF[action], 'none', { assignment: [action] })),
	...messageToNextFields({ assignment: ['transfer'] }),
	...atProviderFields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, assignment: ['transfer'] },
		},
	})),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				...backAfterField,
				description: `${backAfterField.description} Without this option the time that was set before goes on.`,
			},
			storeOption,
			defaultCountryOption,
		],
	},
];

const displayOptions = { show: { resource: ['conversation'], operation: ['assign'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, to, from } = await readParties(context, session, item);
	const now = (await session.clock(from.id))();
	const change = readChange(context, item, now);
	const ends = { to, from };
	const { messageToNext } =
		change.action === 'transfer'
			? await readMessageToNext(context, session, item, { parties, from })
			: {};
	if (change.action === 'transfer') {
		const { agent, team } = change;
		const target =
			agent === undefined
				? ({ kind: 'team', service: team } as const)
				: ({ kind: 'agent', service: agent.id } as const);
		const redirected = { ...target, ...(messageToNext && { reason: messageToNext }) };
		await redirectAtProvider(context, session, item, ends, redirected);
	}
	const about = await session.store.conversations.changeHandler(parties, change, now);
	const notice = NOTICE_OF[change.action];
	const told = await sendNotice(context, session, item, ends, { notice, about });
	const next = messageToNext === undefined ? {} : { messageToNext };
	return {
		output: 'result',
		json: { ...withConversation(context, item, about), ...next, ...told },
	};
}

function readChange(
	context: IExecuteFunctions,
	item: number,
	now: Date,
): Extract<HandlerChange, { action: Action }> {
	const label = backAfterField.displayName;
	const typed: unknown = context.getNodeParameter('options.returnAfterMinutes', item, '');
	const until = typed === '' ? undefined : readEnd(context, item, { label, typed }, now);
	const action: unknown = context.getNodeParameter('assignment', item, 'accept');
	const isToTeam = context.getNodeParameter('transferTo', item, 'agent') === 'team';
	switch (ACTIONS.find((known) => known === action)) {
		case 'accept':
			return { action: 'accept', agent: readAgent(context, item), until };
		case 'transfer':
			return isToTeam
				? { action: 'transfer', team: requiredTarget(context, 'team', 'Team', item).name, until }
				: { action: 'transfer', agent: readAgent(context, item), until };
		case 'hold':
			return { action: 'hold', until };
		case undefined:
			throw new NodeOperationError(context.getNode(), `"${String(action)}" is not an assignment`, {
				itemIndex: item,
				description: 'Choose one from the list "Action".',
			});
	}
}

function readAgent(context: IExecuteFunctions, item: number): EventAgent {
	const { name: id, label } = requiredTarget(context, 'agent', 'Agent', item);
	const name = readParameters(context, item).text('agentName', 'Agent Name') || label;
	return { id, ...(name && { name }) };
}

function requiredTarget(
	context: IExecuteFunctions,
	parameter: string,
	label: string,
	itemIndex: number,
): ReturnType<typeof readTarget> {
	const target = readTarget(context, parameter, itemIndex);
	if (target.name !== '') return target;
	throw new NodeOperationError(context.getNode(), `"${label}" is empty`, {
		itemIndex,
		description: `Choose one from the list "${label}", or check its expression.`,
	});
}
