import {
	NodeOperationError,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { readAccount } from '../../account';
import { readableFields } from '../../answers/readable';
import { receive } from '../../answers/receive';
import { channelField } from '../../fields/account-lists';
import { shownFor } from '../../shown-for';

/** Chat > Add Client Message: the inbound side of a bridge from another messenger (docs/facts/usedesk.md#chats). */

export const addClientMessageOption: INodePropertyOptions = {
	name: 'Add Client Message',
	value: 'addClientMessage',
	action: 'Add a message of a client to a chat',
	description:
		'Add a message that a client wrote in another messenger to a chat. Opens one if needed.',
	routing: {
		request: { url: '/chat/addMessage' },
		send: { preSend: [addCompany, nameFile] },
		output: {
			postReceive: [
				receive('Chat > Add Client Message', { field: 'chat_id' }, (body) => [
					readableFields(body),
				]),
			],
		},
	},
};

async function addCompany(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { companyId } = await readAccount(this);
	if (companyId === '') {
		throw new NodeOperationError(this.getNode(), 'The credential has no Company ID', {
			description:
				'Usedesk demands it with every chat message. Copy it from Settings > Company into the credential.',
			itemIndex: this.getItemIndex(),
		});
	}
	return { ...request, body: { ...(request.body as object), company_id: companyId } };
}

/** Text of a message that has none, such as a picture without a caption: Usedesk refuses an empty one. */
const WITHOUT_TEXT = '📎';

async function nameFile(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const body = request.body as { message: { text?: unknown } };
	const text = String(body.message.text ?? '').trim() === '' ? WITHOUT_TEXT : body.message.text;
	return { ...request, body: { ...body, message: { ...body.message, text } } };
}

const show = shownFor('chat', 'addClientMessage');

export const addClientMessageFields: INodeProperties[] = [
	channelField({
		displayName: 'Channel',
		name: 'channel',
		required: true,
		description: 'A channel of the type chat. Usedesk refuses every other type.',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'channel_id' } },
	}),
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.message.text }}',
		description:
			'Text of the client. Usedesk does not accept files here. An empty text becomes 📎. Add the file to the ticket with Comment > Create.',
		displayOptions: { show },
		routing: { send: { type: 'body', property: 'message.text' } },
	},
	{
		displayName: 'Contact ID in the Messenger',
		name: 'contactId',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.contact.id }}',
		description:
			'ID of the client in the messenger, such as the phone number. Use the same ID for every message, because Usedesk recognizes the client by it.',
		displayOptions: { show },
		routing: {
			send: { type: 'body', property: 'message.from.chat_id', value: '={{ $value || undefined }}' },
		},
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Chat and client of the message',
		displayOptions: { show },
		options: [
			{
				displayName: 'Chat ID',
				name: 'chatId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 555',
				description: 'The chat to continue, as an earlier message returned it',
				routing: {
					send: { type: 'body', property: 'chat_id', value: '={{ $value || undefined }}' },
				},
			},
			{
				displayName: 'Client Email',
				name: 'clientEmail',
				type: 'string',
				default: '',
				placeholder: 'e.g. ana@example.com',
				description: 'Email of the client',
				routing: { send: { type: 'body', property: 'message.from.email' } },
			},
			{
				displayName: 'Client ID',
				name: 'clientId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9001',
				description: 'A client that Usedesk already has',
				routing: {
					send: {
						type: 'body',
						property: 'message.from.client_id',
						value: '={{ $value || undefined }}',
					},
				},
			},
			{
				displayName: 'Client Name',
				name: 'clientName',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.contact.name }}',
				description: 'Title that agents see above the message',
				routing: { send: { type: 'body', property: 'message.from.name' } },
			},
		],
	},
];
