import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { requestTarget } from '../messaging/request-target';
import { GRAPH_VERSION } from '../providers/whatsappCloud/graph';
import { isTrustedMediaAddress } from '../providers/whatsappCloud/media-address';
import { shopField } from './shop-field';

/**
 * Authenticates requests to Meta with the access token. The few calls that only an app may make use the app's id and
 * secret (docs/facts/whatsapp-cloud.md#tokens). Neither goes to any host but Meta's own and the one that the user entered.
 */

/** Header of requests on behalf of the app, with the value `app`. It never leaves n8n. */
const IDENTITY_HEADER = 'x-business-messaging-identity';
const DEFAULT_API_ADDRESS = 'https://graph.facebook.com';

export class BusinessMessagingWhatsAppCloudApi implements ICredentialType {
	name = 'businessMessagingWhatsAppCloudApi';

	displayName = 'Business Messaging: WhatsApp Cloud API';

	icon: Icon = {
		light: 'file:../icons/whatsapp-cloud.svg',
		dark: 'file:../icons/whatsapp-cloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/providers/whatsapp-cloud.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Token of a system user with the permissions whatsapp_business_messaging and whatsapp_business_management. Create it in Meta Business Settings under Users > System Users. A token from the App Dashboard expires after a day.',
		},
		{
			displayName: 'Business Account ID',
			name: 'businessAccountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 100200300400501',
			description:
				'ID of the WhatsApp Business Account, shown in the App Dashboard under WhatsApp > API Setup',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 600700800900123',
			description:
				'ID of your app at Meta, shown in the App Dashboard under App Settings > Basic. Needed for the trigger, not for sending.',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Secret with which Meta signs every message, so that no one else can write as a customer. Needed for the trigger, not for sending. Shown in the App Dashboard under App Settings > Basic > App Secret > Show.',
		},
		{
			displayName: 'API Address',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_API_ADDRESS,
			required: true,
			description:
				'Change this only to send requests through a proxy or to a test server. The access token goes to this address.',
		},
		{
			displayName: 'Previous App Secret',
			name: 'previousAppSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'App secret that is still accepted while you change it. Empty this field after the change.',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Random token that you enter at Meta beside the URL, needed only when the webhook is set up by hand. Leave empty with automatic setup.',
		},
		shopField,
	];

	/** Adds the authentication, and always removes the marker. Total. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = { ...requestOptions.headers };
		let identity: unknown;
		for (const name of Object.keys(headers)) {
			if (name.toLowerCase() !== IDENTITY_HEADER) continue;
			identity = headers[name];
			delete headers[name];
		}
		const proof = identity === 'app' ? appProof(credentials) : text(credentials.accessToken);
		const trusted = mayCarryProof(requestOptions, text(credentials.baseUrl), identity === 'app');
		if (proof !== '' && trusted) {
			for (const name of Object.keys(headers)) {
				if (name.toLowerCase() === 'authorization') delete headers[name];
			}
			headers.Authorization = `Bearer ${proof}`;
		}
		return { ...requestOptions, headers };
	}

	test: ICredentialTestRequest = {
		request: {
			disableFollowRedirect: true,
			baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
			url: `=/${GRAPH_VERSION}/{{ $credentials.businessAccountId.trim() }}`,
			qs: { fields: 'id,name' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 400,
					message:
						'Meta does not know this Business Account ID, or the access token may not see it. Copy the WhatsApp Business Account ID from the App Dashboard under WhatsApp > API Setup, and give the system user access to that account.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Meta does not accept the access token. It may have expired: create one for a system user, with no expiry date.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The access token lacks a permission. It needs whatsapp_business_messaging and whatsapp_business_management, and the system user needs access to the WhatsApp account.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'Nothing answers at this address. Check API Address and Business Account ID.',
				},
			},
		],
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Returns the token of the app, which is `{app id}|{app secret}`. Empty when one of them is missing. */
function appProof(credentials: ICredentialDataDecryptedObject): string {
	const id = text(credentials.appId);
	const secret = text(credentials.appSecret);
	return id && secret ? `${id}|${secret}` : '';
}

/** Returns whether a host may get the token: the API, and for the access token also Meta's hosts of files. */
function mayCarryProof(request: IHttpRequestOptions, address: string, asApp: boolean): boolean {
	const baseUrl = address || DEFAULT_API_ADDRESS;
	try {
		const target = requestTarget(request);
		if (target === undefined) return false;
		if (asApp && target.origin !== new URL(baseUrl).origin) return false;
		return isTrustedMediaAddress(target.href, { baseUrl });
	} catch {
		return false;
	}
}
