import type { INodeProperties } from 'n8n-workflow';

import { EVENT_LABELS } from './outputs';

const TALKS = ['newComment', 'chatMessage'];

export const properties: INodeProperties[] = [
	{
		displayName:
			'n8n cannot register its address at Usedesk, so enter it once by hand. In Usedesk, open <b>Settings > Channels > your API channel</b>. Paste the Production URL from above into <b>Redirect URL</b>, tick <b>JSON request</b> and <b>UTF-8</b>, choose the channels to watch and tick the events.',
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
				description: 'A chat starts, continues or is resumed',
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
			'Which events start the workflow. Each has its own output. The same events must be ticked in Usedesk.',
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
					'For workflows that send answers to a messenger. They must not answer in Usedesk, because that would start them again.',
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
					'For workflows that answer in Usedesk. They must not add client messages, because that would start them again.',
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
		description: 'Further events that start the workflow, and further data of them',
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
					'Whether notes between agents start the workflow, too. Never send them to a client.',
			},
		],
	},
];
