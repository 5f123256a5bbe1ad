import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testStoreCredential } from '../ports/store-credential';
import { IS_FULL_PATH, WEBHOOK_PATH } from './address';
import { beginWithEvents } from './begin-execution';
import { listSearch } from './list-search';
import { OUTPUTS_EXPRESSION } from './outputs';
import { properties } from './properties';
import { answerWebhook } from './receive';
import { runTrigger } from './running-trigger';
import { webhookMethods } from './registration';

export class BusinessMessagingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Business Messaging Trigger',
		name: 'businessMessagingTrigger',
		icon: {
			light: 'file:../../icons/business-messaging.svg',
			dark: 'file:../../icons/business-messaging.dark.svg',
		},
		group: ['trigger'],
		// 1.1 works like 1, but faster. In every webhook of a node of version 1, n8n evaluates an expression for the oldest
		// Webhook node (parseRequestBody in webhook-helpers.js, 2.41). That costs more than all the work of this node. From 2
		// on, the address contains the node's id, outputs keep the order of choice, and defaults are quieter.
		version: [1, 1.1, 2],
		defaultVersion: 2,
		subtitle: '={{$parameter["provider"]}}',
		description:
			'Starts a workflow when a customer writes, taps a button, opts in or out, or when a message is delivered or read',
		eventTriggerDescription: '',
		activationMessage: 'Customers can now write to you: every chosen event starts this workflow.',
		defaults: { name: 'Business Messaging Trigger' },
		inputs: [],
		outputs: OUTPUTS_EXPRESSION,
		credentials: [
			{
				name: 'businessMessagingWhatsAppCloudApi',
				required: true,
				displayOptions: { show: { provider: ['whatsappCloud'] } },
			},
			{
				name: 'businessMessagingChatArchitectApi',
				required: true,
				displayOptions: { show: { provider: ['chatArchitect'] } },
			},
			{
				name: 'businessMessagingBotmakerApi',
				required: true,
				displayOptions: { show: { provider: ['botmaker'] } },
			},
			{
				name: 'businessMessagingBlipApi',
				required: true,
				displayOptions: { show: { provider: ['blip'] } },
			},
			{
				name: 'businessMessagingInfobipApi',
				required: true,
				displayOptions: { show: { provider: ['infobip'] } },
			},
			{
				name: 'businessMessagingStoreApi',
				required: true,
				testedBy: 'testStoreCredential',
				displayOptions: { show: { 'options.conversationStore': ['credential'] } },
			},
		],
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: WEBHOOK_PATH,
				isFullPath: IS_FULL_PATH as unknown as boolean,
				ndvHideMethod: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: WEBHOOK_PATH,
				isFullPath: IS_FULL_PATH as unknown as boolean,
				ndvHideUrl: true,
			},
		],
		triggerPanel: {
			header: 'Receive messages',
			executionsHelp: {
				inactive:
					'While you build, click the button above, then open the test URL in your browser (Simulator) or have your provider send an event to it. When you have finished, publish the workflow. The production URL then always works.',
				active:
					'The workflow is published. With the Simulator, open the production URL in your browser and write as a customer.',
			},
			activationHint:
				'Once you have finished building your workflow, publish it so that it always answers.',
		},
		properties,
	};

	methods = { credentialTest: { testStoreCredential }, listSearch };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWebhook(this);
	}

	/** Runs first in every execution, and passes on the events that no other execution works on. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await beginWithEvents(this);
	}

	/** Starts the executions of received events, and of events that were kept through a crash. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await runTrigger(this);
	}
}
