import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { isSentTo } from '../messaging/request-target';
import type { Http } from '../messaging/http';
import { trimEnd } from '../messaging/trim-end';
import { API_VERSION, DEFAULT_API_ADDRESS } from '../providers/botmaker/api';
import { TokenRenewal, type RenewalIdentity } from '../providers/botmaker/token-renewal';
import { shopField } from './shop-field';

/**
 * Authenticates requests to Botmaker and renews the tokens (docs/facts/botmaker.md#token-renewal). When a request is
 * answered 401, n8n calls `preAuthentication`, stores every field that it returns, and repeats the request.
 *
 * n8n does so only for a type with a hidden, expirable property. Here that is `renewal`, which says where the tokens
 * came from and holds no secret. Its default is not empty, because n8n would otherwise call before the first request as
 * well.
 */

const TOKEN_HEADER = 'access-token';
const TIMEOUT_MS = 30_000;

/** One for the process: requests that fail together must renew once. */
const tokenRenewal = new TokenRenewal();

export class BusinessMessagingBotmakerApi implements ICredentialType {
	name = 'businessMessagingBotmakerApi';

	displayName = 'Business Messaging: Botmaker API';

	icon: Icon = { light: 'file:../icons/botmaker.svg', dark: 'file:../icons/botmaker.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/providers/botmaker.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'You find it in Botmaker under Settings > Integrations > Botmaker API > Credentials. n8n replaces it automatically when it expires.',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'From the same page. With it n8n renews both tokens when Botmaker no longer accepts them, and stores the new ones here. A token that another program has renewed is no longer valid, so create separate credentials for n8n.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			placeholder: 'e.g. acmebank',
			description: 'ID of your business, from the same page. Needed to renew the tokens.',
		},
		{
			displayName: 'Secret ID',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'From the same page. Needed to renew the tokens.',
		},
		{
			displayName: 'Webhook Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Long random token that you choose and also enter in Botmaker as security token, under Integrations > Webhooks. Needed for the trigger, not for sending. Without it, anyone could write as a customer.',
		},
		{
			displayName: 'Intent for Handing Over',
			name: 'handoverIntent',
			type: 'string',
			default: '',
			placeholder: 'e.g. go-to-agents',
			description:
				'Name of an intent in Botmaker that gives the conversation to a queue or an agent. Conversation > Redirect starts it unless the node names another one.',
		},
		{
			displayName: 'Intent for Handing Back',
			name: 'handBackIntent',
			type: 'string',
			default: '',
			placeholder: 'e.g. back-to-bot',
			description: 'Name of an intent in Botmaker that takes the conversation back from the agents',
		},
		{
			displayName: 'API Address',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_API_ADDRESS,
			required: true,
			description:
				'Change this only to send requests through a proxy or to a test server. The tokens go to this address.',
		},
		{
			displayName: 'Renewal',
			name: 'renewal',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'entered',
		},
		shopField,
	];

	/**
	 * Returns new tokens if Botmaker refuses the present ones. Otherwise returns nothing, and n8n stores nothing. Never
	 * throws.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const renewed = await tokenRenewal.renew(identityOf(credentials), portOf(this));
		return renewed.outcome === 'renewed' ? { renewal: 'renewed', ...renewed.tokens } : {};
	}

	/** Adds the token to requests to Botmaker only, because files of customers are on other servers. Never throws. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = Object.fromEntries(
			Object.entries(requestOptions.headers ?? {}).filter(
				([name]) => name.toLowerCase() !== TOKEN_HEADER,
			),
		);
		const { accessToken, baseUrl } = identityOf(credentials);
		if (accessToken !== '' && isSentTo(requestOptions, baseUrl)) {
			headers[TOKEN_HEADER] = accessToken;
		}
		return { ...requestOptions, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: `/${API_VERSION}/channels`,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Botmaker does not accept the access token, and it could not be renewed. Copy Access Token, Refresh Token, Client ID and Secret ID again from Settings > Integrations > Botmaker API > Credentials.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Botmaker knows the access token but does not allow it to be used. Ask an administrator of the Botmaker account whether the API is part of your plan.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'Nothing answers at this address. Check API Address.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'Botmaker allows this test once a second. Wait a moment and try again.',
				},
			},
		],
	};
}

function identityOf(credentials: ICredentialDataDecryptedObject): RenewalIdentity {
	const { accessToken, refreshToken, clientId, clientSecret, baseUrl } = credentials;
	return {
		accessToken: text(accessToken),
		refreshToken: text(refreshToken),
		clientId: text(clientId),
		clientSecret: text(clientSecret),
		baseUrl: trimEnd(text(baseUrl) || DEFAULT_API_ADDRESS, /\//),
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/**
 * Returns a port over n8n's HTTP helper, with every answer as a value. A renewal does not need the cause of a failure.
 */
function portOf(context: IHttpRequestHelper): Http {
	return async ({ method, url, headers, json }) => {
		try {
			const response = (await context.helpers.httpRequest({
				method,
				url,
				headers,
				...(json === undefined ? {} : { body: json as IDataObject }),
				json: true,
				timeout: TIMEOUT_MS,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})) as { statusCode: number; body: unknown };
			const answer = { status: response.statusCode, headers: {}, body: response.body };
			return answer.status >= 200 && answer.status < 300
				? { ok: true, ...answer }
				: { ok: false, failure: { kind: 'refused', ...answer } };
		} catch {
			return {
				ok: false,
				failure: { kind: 'unreachable', beforeSending: false, detail: 'no answer' },
			};
		}
	};
}
