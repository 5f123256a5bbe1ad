import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testStoreCredential } from '../ports/store-credential';
import { outputsExpression } from './outputs';
import { routerDescription, routerLoadOptions, routerProperties } from './panel';
import { routeItems } from './route-items';
import { rules } from './rules';
import { outputModes } from './rules/rule';

export class MessageRouter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Message Router',
		name: 'messageRouter',
		icon: {
			light: 'file:../../icons/message-router.svg',
			dark: 'file:../../icons/message-router.dark.svg',
		},
		group: ['transform'],
		// Version 2 puts the fallback first and adds the route to each item. Version 1 keeps its outputs.
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ "by " + $parameter["operation"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description: routerDescription(rules),
		defaults: { name: 'Message Router' },
		// An agent can call a tool, but it cannot take one of several branches.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'businessMessagingStoreApi',
				required: true,
				testedBy: 'testStoreCredential',
				displayOptions: { show: { 'options.conversationStore': ['credential'] } },
			},
		],
		outputs: outputsExpression(outputModes(rules)),
		properties: routerProperties(rules),
	};

	methods = { credentialTest: { testStoreCredential }, loadOptions: routerLoadOptions(rules) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return routeItems(this, rules);
	}
}
