import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { receive } from '../../answers/receive';
import { agentField } from '../../fields/account-lists';
import { operationField, shownFor } from '../../shown-for';
import { addClientMessageFields, addClientMessageOption } from './add-client-message.operation';

/** Resource Chat: messages of chats, and their agents (docs/facts/usedesk.md#chats). */

const sendAgentMessageOption: INodePropertyOptions = {
	name: 'Send Agent Message',
	value: 'sendAgentMessage',
	action: 'Send a message of an agent to a chat',
	description: 'Answer the client of a chat in the name of an agent',
	routing: {
		request: { url: '/chat/sendMessage' },
		output: {
			postReceive: [
				receive('Chat > Send Agent Message', 'success', (_body, context) => [
					{ chatId: String(context.getNodeParameter('chatId')), sent: true },
				]),
			],
		},
	},
};

const changeAssigneeOption: INodePropertyOptions = {
	name: 'Change Assignee',
	value: 'changeAssignee',
	action: 'Give a chat to an agent',
	description: 'Let another agent answer a chat',
	routing: {
		request: { url: '/chat/changeAssignee' },
		output: {
			postReceive: [
				receive('Chat > Change Assignee', 'success', (_body, context) => [
					{
						chatId: String(context.getNodeParameter('chatId')),
						assigneeId: String(context.getNodeParameter('agent', '', { extractValue: true })),
						updated: true,
					},
				]),
			],
		},
	},
};

const ofAgents = shownFor('chat', 'sendAgentMessage', 'changeAssignee');

export const chatProperties: INodeProperties[] = [
	operationField(
		'chat',
		[addClientMessageOption, changeAssigneeOption, sendAgentMessageOption],
		'sendAgentMessage',
	),
	...addClientMessageFields,
	{
		displayName: 'Chat ID',
		name: 'chatId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.chatId }}',
		description:
			'ID of the chat. The trigger gives it as chatId, and Add Client Message returns it.',
		displayOptions: { show: ofAgents },
		routing: { send: { type: 'body', property: 'chat_id' } },
	},
	agentField({
		displayName: 'Agent',
		name: 'agent',
		required: true,
		description: 'Agent who writes, or who answers from now on',
		displayOptions: { show: ofAgents },
		routing: { send: { type: 'body', property: 'user_id' } },
	}),
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Your order left our house today.',
		description: 'Text for the client, without markup',
		displayOptions: { show: shownFor('chat', 'sendAgentMessage') },
		routing: { send: { type: 'body', property: 'text' } },
	},
];
