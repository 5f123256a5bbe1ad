import type { INodeProperties } from 'n8n-workflow';

import { EVENT_LABELS } from './outputs';

const TALKS = ['newComment', 'chatMessage'];

export const properties: INodeProperties[] = [
	{
		displayName:
			'Usedesk cannot be told by n8n where to send events, so enter the address once by hand. In Usedesk: <b>Settings > Channels > your API channel</b>. Paste the Production URL from above into <b>Redirect URL</b>, tick <b>JSON request</b> and <b>UTF-8</b>, choose the channels to watch and tick the events.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: EVENT_LABELS.chatMessage,
				value: 'chatMessage',
				description: 'A chat starts, goes on or is resumed',
			},
			{
				name: EVENT_LABELS.newComment,
				value: 'newComment',
				description: 'A comment is added to a ticket',
			},
			{ name: EVENT_LABELS.newTicket, value: 'newTicket', description: 'A ticket is opened' },
			{
				name: EVENT_LABELS.other,
				value: 'other',
				description: 'Any other event, such as a rating. Its data is in body.',
			},
			{
				name: EVENT_LABELS.ticketChanged,
				value: 'ticketChanged',
				description: 'Status, assignee or another field of a ticket changes',
			},
		],
		default: ['newTicket'],
		description:
			'What starts the workflow. Each has an output of its own. The same events must be ticked in Usedesk.',
	},
	{
		displayName: 'Written By',
		name: 'writtenBy',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Agent',
				value: 'agent',
				description:
					'To carry answers to a messenger. Do not answer in Usedesk then: that would start this workflow again.',
			},
			{
				name: 'Automation or Unknown',
				value: 'automation',
				description: 'Rules of Usedesk, and events without an author',
			},
			{
				name: 'Client',
				value: 'client',
				description:
					'To answer in Usedesk. Do not add client messages then: that would start this workflow again.',
			},
		],
		default: ['client'],
		description: 'Authors whose comments and chat messages start the workflow',
		displayOptions: { show: { triggerOn: TALKS } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'More events that start the workflow, and more of their data',
		options: [
			{
				displayName: 'Include Original Body',
				name: 'includeBody',
				type: 'boolean',
				default: false,
				description: 'Whether to add the data from Usedesk as <code>body</code>, without secrets',
			},
			{
				displayName: 'Include Private Comments',
				name: 'privateComments',
				type: 'boolean',
				default: false,
				description:
					'Whether notes between agents start the workflow, too. Never carry them to a client.',
			},
		],
	},
];
