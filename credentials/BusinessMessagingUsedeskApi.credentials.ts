import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { isSentTo } from '../messaging/request-target';
/**
 * Authenticates requests to Usedesk with the field `api_token` in the body, because Usedesk has no header for it
 * (docs/facts/usedesk.md#connection). The token goes only to the address of the account. Redirects are not followed,
 * because they would carry the body along.
 */

const OWN_SERVER = 'own';
const INTERNATIONAL = 'https://secure.usedesk.com/uapi';

export class BusinessMessagingUsedeskApi implements ICredentialType {
	name = 'businessMessagingUsedeskApi';

	displayName = 'Business Messaging: Usedesk API';

	icon: Icon = {
		light: 'file:../icons/usedesk.svg',
		dark: 'file:../icons/usedesk.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/providers/usedesk.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Server',
			name: 'server',
			type: 'options',
			options: [
				{ name: 'International (secure.usedesk.com)', value: INTERNATIONAL },
				{ name: 'Russia (api.usedesk.ru)', value: 'https://api.usedesk.ru' },
				{ name: 'Own Server', value: OWN_SERVER },
			],
			default: INTERNATIONAL,
			description: 'Server of your Usedesk account',
		},
		{
			displayName: 'API Address',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://helpdesk.example.com/uapi',
			description:
				'Address of the API of your own installation. The secret key goes to this address.',
			displayOptions: { show: { server: [OWN_SERVER] } },
		},
		{
			displayName: 'Secret Key',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Shown in Usedesk under Settings > Channels > Add > API, after you save the channel. The Usedesk API extension must be switched on.',
		},
		{
			displayName: 'Application ID',
			name: 'applicationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4711',
			description:
				'Needed only for a trigger that refuses the events, because some versions of Usedesk sign them with this ID instead of the secret key. The API channel shows both.',
		},
		{
			displayName: 'Webhook Address Token',
			name: 'addressToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Random token of 16 characters or more, needed for the trigger. Add it to the address in Usedesk as "?token=…". The trigger then accepts requests to that address only.',
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 150001',
			description:
				'Needed only for Chat > Add Client Message. Shown in Usedesk under Settings > Company, and in events of the trigger as companyId.',
		},
	];

	/** Adds the secret key to a request to the account's own address, in the form that the request has. Total. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (!goesToAccount(requestOptions, credentials)) return requestOptions;
		const token = text(credentials.apiToken);
		const options = { ...requestOptions, disableFollowRedirect: true };
		if ((options.method ?? 'GET') === 'GET')
			return { ...options, qs: { ...options.qs, api_token: token } };
		return { ...options, body: bodyWithToken(options, token) };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.server === "own" ? $credentials.baseUrl : $credentials.server).trim().replace(/\\/+$/, "") }}',
			url: '/users',
			method: 'POST',
			json: true,
		},
		rules: [...REFUSED_BY_STATUS, ...REFUSED_BY_BODY] as IAuthenticateRuleResponseCode[],
	};
}

const WRONG_KEY =
	'Usedesk does not accept the secret key. Copy it again from Settings > Channels > your API channel, and check that the Usedesk API extension is switched on.';
const WRONG_PLACE =
	'Usedesk does not answer at this address. Check Server, or API Address for your own server.';

const REFUSED_BY_STATUS = [
	{ value: 401, message: WRONG_KEY },
	{ value: 403, message: WRONG_KEY },
	{ value: 404, message: WRONG_PLACE },
	{ value: 405, message: WRONG_PLACE },
	{ value: 429, message: 'Usedesk received too many requests. Try again in a minute.' },
].map((properties) => ({ type: 'responseCode' as const, properties }));

/**
 * Usedesk may refuse with status 200 and an undocumented text in the body. So the last rule looks for what an accepted
 * answer must contain: a first agent with an id.
 */
const REFUSED_BY_BODY = [
	{ key: 'error', value: 'Unauthorized', message: WRONG_KEY },
	{ key: 'message', value: 'Unauthorized', message: WRONG_KEY },
	{
		key: 'id',
		value: undefined,
		message:
			'Usedesk answered, but did not list the agents of the account. Check the secret key, the Usedesk API extension (Settings > Channels > your API channel) and Server.',
	},
].map((properties) => ({ type: 'responseSuccessBody' as const, properties }));

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function goesToAccount(
	request: IHttpRequestOptions,
	credentials: ICredentialDataDecryptedObject,
): boolean {
	const server = text(credentials.server) || INTERNATIONAL;
	return isSentTo(request, server === OWN_SERVER ? text(credentials.baseUrl) : server);
}

function bodyWithToken(request: IHttpRequestOptions, token: string): IHttpRequestOptions['body'] {
	const { body } = request;
	if (body instanceof URLSearchParams) {
		const form = new URLSearchParams(body);
		form.set('api_token', token);
		return form;
	}
	if (Buffer.isBuffer(body)) return multipartWithToken(body, request.headers, token);
	if (isForm(body)) {
		body.append('api_token', token);
		return body as IHttpRequestOptions['body'];
	}
	if (typeof body === 'string') return textWithToken(body, token);
	if (Array.isArray(body)) return body;
	return { ...(body as IDataObject | undefined), api_token: token };
}

/** Adds the token as the first part, which leaves every other part unchanged (RFC 7578). */
function multipartWithToken(body: Buffer, headers: IDataObject | undefined, token: string): Buffer {
	const type = Object.entries(headers ?? {}).find(
		([name]) => name.toLowerCase() === 'content-type',
	);
	const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)"?/i.exec(text(type?.[1]))?.[1];
	if (boundary === undefined) return body;
	const part = `--${boundary}\r\nContent-Disposition: form-data; name="api_token"\r\n\r\n${token}\r\n`;
	return Buffer.concat([Buffer.from(part), body]);
}

/** Adds the token to a body that is JSON text already, as n8n's HTTP Request node sends it. */
function textWithToken(body: string, token: string): string {
	try {
		const parsed: unknown = JSON.parse(body);
		if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return body;
		return JSON.stringify({ ...parsed, api_token: token });
	} catch {
		return body;
	}
}

function isForm(body: unknown): body is { append(name: string, value: string): void } {
	return (
		typeof body === 'object' &&
		body !== null &&
		'append' in body &&
		typeof body.append === 'function'
	);
}
