import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { providerProperty } from '../ports/provider-property';
import * as contact from './actions/contact/Contact.resource';
import * as conversation from './actions/conversation/Conversation.resource';
import * as message from './actions/message/Message.resource';
import { chosenOperation } from './actions/router';
import * as template from './actions/template/Template.resource';
import { listSearch } from './methods/list-search';
import { loadOptions } from './methods/load-options';
import { resourceMapping } from './methods/resource-mapping';
import { OUTPUTS_EXPRESSION } from './outputs';
import { openSession } from './session';

export class BusinessMessaging implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Business Messaging',
		name: 'businessMessaging',
		icon: {
			light: 'file:../../icons/business-messaging.svg',
			dark: 'file:../../icons/business-messaging.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Sends messages and templates, keeps contacts and consents, redirects conversations between bot and people',
		defaults: { name: 'Business Messaging' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
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
		],
		properties: [
			providerProperty,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Contact', value: 'contact' },
					{ name: 'Conversation', value: 'conversation' },
					{ name: 'Message', value: 'message' },
					{ name: 'Template', value: 'template' },
				],
				default: 'message',
			},
			...message.description,
			...contact.description,
			...conversation.description,
			...template.description,
		],
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = chosenOperation(this);
		const session = await openSession(this);
		const results: INodeExecutionData[] = [];
		const blocked: INodeExecutionData[] = [];
		const items = this.getInputData();
		for (let item = 0; item < items.length; item++) {
			const pairedItem = { item };
			try {
				const result = await operation.execute(this, session, item);
				if (result.output === 'blocked') {
					blocked.push({ json: result.json, pairedItem });
					continue;
				}
				const rows = Array.isArray(result.json) ? result.json : [result.json];
				for (const json of rows) results.push({ json, pairedItem });
				const last = results.at(-1);
				if (result.binary && last) {
					const { property, content, fileName, mimeType } = result.binary;
					const binary = await this.helpers.prepareBinaryData(content, fileName, mimeType);
					last.binary = { ...items[item]?.binary, [property]: binary };
				}
			} catch (error) {
				const failure = asNodeError(this, error, item);
				if (!this.continueOnFail()) throw failure;
				results.push({
					json: { error: failure.message, details: { description: failure.description ?? '' } },
					pairedItem,
				});
			}
		}
		return blocked.length > 0 ? [results, blocked] : [results];
	}
}

function asNodeError(context: IExecuteFunctions, error: unknown, itemIndex: number) {
	if (error instanceof NodeOperationError) return error;
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}
