import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { requestTarget } from '../messaging/request-target';
import { trimEnd } from '../messaging/trim-end';
import { apiAddress, isAccountServer } from '../providers/infobip/api';
import { shopField } from './shop-field';

/**
 * Authenticates requests to Infobip: `Authorization: App <key>`, to the account's own server and
 * nowhere else (docs/facts/infobip.md#authentication and docs/facts/infobip.md#base-url). Files of customers may be on
 * other servers, which must not get the key.
 */

/** Header of requests on behalf of an app, which Infobip does not have. It never leaves n8n. */
const IDENTITY_HEADER = 'x-business-messaging-identity';

export class BusinessMessagingInfobipApi implements ICredentialType {
	name = 'businessMessagingInfobipApi';

	displayName = 'Business Messaging: Infobip API';

	icon: Icon = { light: 'file:../icons/infobip.svg', dark: 'file:../icons/infobip.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/providers/infobip.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Create it in the Infobip portal under Developer Tools > API Keys. It needs the scopes message:send and whatsapp:manage; for the trigger also subscriptions:manage and numbers:manage.',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://xxxxx.api.infobip.com',
			description:
				'The address of your account, shown in the portal beside the API key. The key goes to this address only.',
		},
		{
			displayName: 'Webhook Registration',
			name: 'webhookRegistration',
			type: 'options',
			options: [
				{
					name: 'Subscription',
					value: 'subscription',
					description:
						'Messages, delivery and read reports, and opt-outs. Leaves the subscriptions of others unchanged.',
				},
				{
					name: 'Number',
					value: 'number',
					description:
						'The forwarding of one number, which gets messages only. Overrides every subscription.',
				},
			],
			default: 'subscription',
			description: 'How the trigger registers its address when the workflow is published',
		},
		{
			displayName: 'SMS Sender',
			name: 'smsSender',
			type: 'string',
			default: '',
			placeholder: 'e.g. PadariaSol',
			description:
				'Name or number that sends an SMS when a message of WhatsApp or Viber cannot be delivered',
		},
		{
			displayName: 'WhatsApp Number',
			name: 'whatsAppNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 551140000000',
			description:
				'Number that new templates belong to. Needed only if the account has several numbers.',
		},
		{
			displayName: 'Delivery Report URL',
			name: 'notifyUrl',
			type: 'string',
			default: '',
			description:
				'URL to which Infobip sends the reports of each message: the production URL of a trigger, with ?token= and the webhook token at its end. Leave empty if Webhook Registration is Subscription.',
		},
		{
			displayName: 'Webhook Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Long random token, needed only when the webhook is set up by hand. Infobip must send it in the header x-business-messaging-token, as the password of a Basic login, or in the URL after ?token=. Leave empty with automatic setup.',
		},
		shopField,
	];

	/** Adds the key to requests to the account's server, and removes it from all others. Never throws. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = { ...requestOptions.headers };
		for (const name of Object.keys(headers)) {
			if (name.toLowerCase() === IDENTITY_HEADER) delete headers[name];
		}
		const key = keyOf(credentials.apiKey);
		if (key !== '' && mayCarryKey(requestOptions, text(credentials.baseUrl))) {
			for (const name of Object.keys(headers)) {
				if (name.toLowerCase() === 'authorization') delete headers[name];
			}
			headers.Authorization = `App ${key}`;
		}
		return { ...requestOptions, headers };
	}

	/**
	 * Asks for the balance, because Infobip has no request that every key may make. A valid key can lack the scope for it,
	 * so only the refusals below are errors. They are read from the body and not from the status.
	 */
	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL:
				'={{ (/^https?:\\/\\//i.test($credentials.baseUrl.trim()) ? "" : "https://") + $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/account/1/balance',
			ignoreHttpStatusErrors: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: REFUSAL,
					value: 'UNAUTHORIZED',
					message:
						'Infobip does not accept the API key. Copy key and API base URL from the same account in the Infobip portal, under Developer Tools > API Keys. The key may have expired, or allow other IP addresses only.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: REFUSAL,
					value: 'NOT_FOUND',
					message:
						'Nothing answers at this address. Copy the API base URL from the Infobip portal; it looks like https://xxxxx.api.infobip.com.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: REFUSAL,
					value: 'TOO_MANY_REQUESTS',
					message: 'Infobip received too many requests. Try the test again in a minute.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: REFUSAL,
					value: 'GENERAL_ERROR',
					message: 'Infobip reported an internal error. Try the test again in a few minutes.',
				},
			},
		],
	};
}

const REFUSAL = 'requestError.serviceException.messageId';

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Returns the key without the prefix `App` and the quotes that are often pasted with it. */
function keyOf(value: unknown): string {
	return trimEnd(text(value), /["'\s]/)
		.replace(/^["'\s]+/, '')
		.replace(/^(?:App\s+)+/i, '')
		.trim();
}

function mayCarryKey(request: IHttpRequestOptions, baseUrl: string): boolean {
	const target = requestTarget(request);
	return target !== undefined && isAccountServer(target.href, apiAddress(baseUrl));
}
