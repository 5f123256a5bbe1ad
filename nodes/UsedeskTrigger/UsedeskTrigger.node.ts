import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { readAccount } from '../Usedesk/account';
import { demandsAddressToken, problemOfToken } from './address-token';
import { OUTPUTS_EXPRESSION } from './outputs';
import { properties } from './properties';
import { receive } from './receive';
import { errorWithRemedy } from '../ports/error-with-remedy';

export class UsedeskTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Usedesk Trigger',
		name: 'usedeskTrigger',
		icon: { light: 'file:../../icons/usedesk.svg', dark: 'file:../../icons/usedesk.dark.svg' },
		group: ['trigger'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{$parameter["triggerOn"].join(", ")}}',
		description:
			'Starts a workflow when a ticket is opened or changes, or when a client or agent writes in a ticket or chat',
		eventTriggerDescription: '',
		activationMessage:
			'Usedesk can now reach this workflow, if its Production URL is in the API channel of Usedesk.',
		defaults: { name: 'Usedesk Trigger' },
		inputs: [],
		outputs: OUTPUTS_EXPRESSION,
		credentials: [{ name: 'businessMessagingUsedeskApi', required: true }],
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'usedesk',
				ndvHideUrl: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'usedesk',
				ndvHideMethod: true,
			},
		],
		triggerPanel: {
			header: 'Receive events from Usedesk',
			executionsHelp: {
				inactive:
					'While you build, add a second API channel with the test URL in Usedesk, so that production is not affected. Click "Listen for test event", then open a ticket or write in a chat. When you have finished, publish the workflow and enter the production URL in your API channel.',
				active:
					'The workflow is published. Usedesk must have its production URL: Settings > Channels > your API channel > Redirect URL.',
			},
			activationHint:
				'Once you have finished building your workflow, publish it, and enter its production URL in Usedesk.',
		},
		properties,
	};

	/** Usedesk has no API to register an address: the user enters it there, and removes it. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				if (!demandsAddressToken(this.getNode().typeVersion)) return true;
				const problem = problemOfToken(await readAccount(this));
				if (problem !== undefined) throw errorWithRemedy(this.getNode(), problem);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
