import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { loadOptions } from './load-options';
import { OUTPUTS_EXPRESSION } from './outputs';
import { routeItems } from './route-items';
import { rules } from './rules';

export class MessageRouter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Message Router',
		name: 'messageRouter',
		icon: {
			light: 'file:../../icons/message-router.svg',
			dark: 'file:../../icons/message-router.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ "by " + $parameter["operation"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Routes messages by keyword, business hours, customer tier, or by who handles the conversation',
		defaults: { name: 'Message Router' },
		// An agent can call a tool, but it cannot take one of several branches.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS_EXPRESSION,
		properties: [
			{
				displayName: 'Route By',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Business Hours',
						value: 'businessHours',
						description: 'Open, closed or holiday at the time of the message',
						action: 'Route by business hours',
					},
					{
						name: 'Customer Tier',
						value: 'customerTier',
						description: 'By how important the customer is, such as VIP',
						action: 'Route by customer tier',
					},
					{
						name: 'Handler',
						value: 'handler',
						description: 'By who answers now: the bot, a human, or nobody yet',
						action: 'Route by handler',
					},
					{
						name: 'Keyword',
						value: 'keyword',
						description: 'By what the customer typed or tapped',
						action: 'Route by keyword',
					},
				],
				default: 'keyword',
				description: 'What decides about the output of a message',
			},
			...Object.values(rules).flatMap(({ properties }) => properties),
		],
	};

	methods = { loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return routeItems(this);
	}
}
