import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { BASE_URL_EXPRESSION } from './account';
import { listSearch } from './list-search';
import { agentProperties } from './resources/agent/Agent.resource';
import { channelProperties } from './resources/channel/Channel.resource';
import { chatProperties } from './resources/chat/Chat.resource';
import { clientProperties } from './resources/client/Client.resource';
import { commentProperties } from './resources/comment/Comment.resource';
import { groupProperties } from './resources/group/Group.resource';
import { ticketProperties } from './resources/ticket/Ticket.resource';

/**
 * Node of the help desk Usedesk. Declarative: n8n makes the requests from the descriptions. Every method of Usedesk is a
 * POST, and the node checks every answer, because Usedesk also refuses with 200.
 */
export class Usedesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Usedesk',
		name: 'usedesk',
		icon: { light: 'file:../../icons/usedesk.svg', dark: 'file:../../icons/usedesk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Tickets, comments, clients and chats of the help desk Usedesk',
		defaults: { name: 'Usedesk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'businessMessagingUsedeskApi', required: true }],
		requestDefaults: {
			baseURL: BASE_URL_EXPRESSION,
			method: 'POST',
			url: '',
			json: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Agent', value: 'agent' },
					{ name: 'Channel', value: 'channel' },
					{ name: 'Chat', value: 'chat' },
					{ name: 'Client', value: 'client' },
					{ name: 'Comment', value: 'comment' },
					{ name: 'Group', value: 'group' },
					{ name: 'Ticket', value: 'ticket' },
				],
				default: 'ticket',
			},
			...ticketProperties,
			...commentProperties,
			...clientProperties,
			...chatProperties,
			...agentProperties,
			...groupProperties,
			...channelProperties,
		],
	};

	methods = { listSearch };
}
