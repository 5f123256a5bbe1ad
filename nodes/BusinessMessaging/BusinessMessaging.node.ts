import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { providerProperty } from '../ports/provider-property';
import { testStoreCredential } from '../ports/store-credential';
import * as agent from './actions/agent/Agent.resource';
import * as contact from './actions/contact/Contact.resource';
import * as conversation from './actions/conversation/Conversation.resource';
import * as message from './actions/message/Message.resource';
import * as number from './actions/number/Number.resource';
import * as report from './actions/report/Report.resource';
import * as template from './actions/template/Template.resource';
import { ask } from './ask/ask';
import { answerCall } from './ask/answer-call';
import { resume } from './ask/resume';
import { resumedQuestion } from './ask/resumed-run';
import { storeOptions } from './fields/store';
import { listSearch } from './methods/list-search';
import { loadOptions } from './methods/load-options';
import { resourceMapping } from './methods/resource-mapping';
import { OUTPUTS_EXPRESSION } from './outputs';
import { runItems } from './run-items';

export class BusinessMessaging implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Business Messaging',
		name: 'businessMessaging',
		icon: {
			light: 'file:../../icons/business-messaging.svg',
			dark: 'file:../../icons/business-messaging.dark.svg',
		},
		group: ['output'],
		// From 2 on the customer who wrote is found without expressions (`customer`).
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Sends messages and templates, keeps contacts and consents, redirects conversations between bot and agents',
		defaults: { name: 'Business Messaging' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS_EXPRESSION,
		// Only for Send and Wait for Reply: the address under which n8n resumes the waiting execution.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: '={{ $nodeId }}',
				restartWebhook: true,
				isFullPath: true,
			},
		],
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
		properties: [
			providerProperty,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Agent', value: 'agent' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Conversation', value: 'conversation' },
					{ name: 'Message', value: 'message' },
					{ name: 'Number', value: 'number' },
					{ name: 'Report', value: 'report' },
					{ name: 'Template', value: 'template' },
				],
				default: 'message',
			},
			...message.description,
			...contact.description,
			...conversation.description,
			...agent.description,
			...number.description,
			...report.description,
			...template.description,
			storeOptions,
		],
	};

	methods = { credentialTest: { testStoreCredential }, listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (!isQuestion(this)) return await runItems(this);
		const question = resumedQuestion(this);
		return question === undefined ? await ask(this) : await resume(this, question);
	}

	/** Hears the calls to an execution that waits for an answer. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerCall(this);
	}
}

function isQuestion(context: IExecuteFunctions): boolean {
	return (
		context.getNodeParameter('resource', 0) === 'message' &&
		context.getNodeParameter('operation', 0) === 'sendAndWaitForReply'
	);
}
