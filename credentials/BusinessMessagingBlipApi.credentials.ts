import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { isSentTo } from '../messaging/request-target';
import { apiAddress } from '../providers/blip/envelopes';
import { readKey } from '../providers/blip/key';
import { shopField } from './shop-field';

/**
 * Authenticates the bot in requests to Blip (docs/facts/blip.md#hosts-and-paths and docs/facts/blip.md#keys). The key
 * goes only to the bot's own endpoint, because files of customers are on other servers. If the key belongs to another
 * bot than the credential names, it is not sent. No message can then leave from the wrong bot, and Blip answers 401.
 */
export class BusinessMessagingBlipApi implements ICredentialType {
	name = 'businessMessagingBlipApi';

	displayName = 'Business Messaging: Blip API';

	icon: Icon = { light: 'file:../icons/blip.svg', dark: 'file:../icons/blip.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/providers/blip.md';

	properties: INodeProperties[] = [
		{
			displayName: 'HTTP Endpoint',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.http.msging.net',
			description:
				'Copy it from the Blip portal: open the bot, Settings > Connection information > HTTP endpoints. "acme" stands for your contract. The key goes to this address.',
		},
		{
			displayName: 'Bot Identifier',
			name: 'botId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acmerouter',
			description:
				'From the same page. First messages, templates and campaigns on WhatsApp need the router. A bot behind it can only answer customers who wrote.',
		},
		{
			displayName: 'Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Value of the header Authorization ("Key …"), or the access key, from the same page of the same bot. A router and the bots behind it have keys of their own.',
		},
		{
			displayName: 'Webhook Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Long random token that you choose. Needed for the trigger, not for sending. Enter the same token in Blip, as header X-Webhook-Token, or as ?token= at the end of the address. Without it, anyone could write as a customer.',
		},
		{
			displayName: 'Bot After a Person',
			name: 'handBackTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. acmesub',
			description:
				'Bot that answers again after Conversation > Hand Back to Bot. Leave empty for the default service of the router.',
		},
		shopField,
	];

	/** Adds the key to requests to the bot's own endpoint, and to no others. Never throws. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = Object.fromEntries(
			Object.entries(requestOptions.headers ?? {}).filter(
				([name]) => name.toLowerCase() !== 'authorization',
			),
		);
		const key = readKey(text(credentials.apiKey), text(credentials.botId));
		if (key.ok && isSentTo(requestOptions, apiAddress(text(credentials.baseUrl)))) {
			headers.Authorization = `Key ${key.token}`;
		}
		return { ...requestOptions, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			method: 'POST',
			baseURL:
				'={{ $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/(messages|notifications|commands)$/i, "") }}',
			url: '/commands',
			body: {
				id: '={{ "credential-test-" + $now.toMillis() }}',
				to: 'postmaster@msging.net',
				method: 'get',
				uri: '/ping',
			},
			json: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Blip does not accept the key, or it belongs to another bot than Bot Identifier names. Copy both from Settings > Connection information of the same bot: a router and the bots behind it have keys of their own.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'Blip does not allow this with the key. Copy it again from the bot itself.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'Nothing answers at this address. Copy HTTP Endpoint from Settings > Connection information, e.g. https://acme.http.msging.net.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'Blip received too many requests of this bot. Wait two minutes and try again.',
				},
			},
		],
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
