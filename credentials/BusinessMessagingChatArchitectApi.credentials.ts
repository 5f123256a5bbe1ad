import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { isSentTo } from '../messaging/request-target';
import { AS_TEXT } from '../providers/chatArchitect/build-template';
import { shopField } from './shop-field';

/**
 * Authenticates requests to ChatArchitect: HTTP Basic with App ID and App Secret
 * (docs/facts/chat-architect.md#connection). They go to the address in the credential and to no other host, such as the
 * servers with files of customers.
 */

const DEFAULT_API_ADDRESS = 'https://api.chatarchitect.com';

const WRONG_PAIR =
	'ChatArchitect does not accept App ID and App Secret. Copy both again from the same app in the ChatArchitect cabinet.';

export class BusinessMessagingChatArchitectApi implements ICredentialType {
	name = 'businessMessagingChatArchitectApi';

	displayName = 'Business Messaging: ChatArchitect API';

	icon: Icon = {
		light: 'file:../icons/chat-architect.svg',
		dark: 'file:../icons/chat-architect.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/providers/chat-architect.md';

	properties: INodeProperties[] = [
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			description: 'ID of your app, shown in the ChatArchitect cabinet',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown beside the App ID in the ChatArchitect cabinet',
		},
		{
			displayName: 'WhatsApp Number',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +55 11 4000-0001',
			description:
				'Number of the app, with country code. You can leave it empty, because ChatArchitect usually reports it.',
		},
		{
			displayName: 'Send Templates As',
			name: 'templateForm',
			type: 'options',
			options: [
				{
					name: 'Template ID and Values',
					value: 'template',
					description: "As in Gupshup's template call",
				},
				{
					name: 'Approved Text',
					value: AS_TEXT,
					description:
						'The whole text with its values, which is compared with the approved templates',
				},
			],
			default: 'template',
			description:
				'ChatArchitect does not document how templates are sent. If one does not arrive, try the other.',
		},
		{
			displayName: 'API Address',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_API_ADDRESS,
			required: true,
			description:
				'Change this only to send requests through a proxy or to a test server. App ID and App Secret go to this address.',
		},
		{
			displayName: 'Webhook Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Random token of at least 16 letters and digits, needed only when the webhook is set up by hand. Add it to the URL as ?token=. Leave empty with automatic setup.',
		},
		shopField,
	];

	/** Adds the authentication to requests to the API only. Total. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const appId = text(credentials.appId);
		const appSecret = text(credentials.appSecret);
		const baseUrl = text(credentials.baseUrl) || DEFAULT_API_ADDRESS;
		if (appId === '' || appSecret === '' || !isSentTo(requestOptions, baseUrl)) {
			return requestOptions;
		}
		const headers = Object.fromEntries(
			Object.entries(requestOptions.headers ?? {}).filter(
				([name]) => name.toLowerCase() !== 'authorization',
			),
		);
		const proof = Buffer.from(`${appId}:${appSecret}`, 'utf8').toString('base64');
		return { ...requestOptions, headers: { ...headers, Authorization: `Basic ${proof}` } };
	}

	/**
	 * Sends an empty message: the answer contains the account, and no customer gets anything. A wrong App ID or secret may
	 * be answered with 200. n8n accepts rules of one kind only, and shows its own text for 401.
	 */
	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			method: 'POST',
			baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
			url: '/whatsappmessage',
			body: { channel: 'whatsapp' },
			json: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: 'Unauthorized', message: WRONG_PAIR },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: 'unauthorized', message: WRONG_PAIR },
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'status',
					value: 'error',
					message:
						'ChatArchitect answered with an error. Check App ID, App Secret and API Address.',
				},
			},
		],
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
