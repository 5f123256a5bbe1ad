import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryOption } from '../../ports/country-option';
import { storeOption } from '../../ports/store-option';
import { consentOption, ifBlockedOption } from './guard-options';
import { messagingLimitOption, serviceAllowanceOption } from './limit-options';
import { continueInOption, smsFailoverOption, validityOption } from './provider-options';
import { quietHoursOption } from './quiet-hours-option';
import { templateCommandOption } from './template-command-option';

/** Options of every send. */
export const sendOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Campaign',
			name: 'campaign',
			type: 'string',
			default: '',
			placeholder: 'e.g. Black Friday 2026',
			description:
				'Name of this mailing. Each customer gets it once, also when the execution is run again. Items of customers who have got it leave on "Blocked". Report > Get Delivery Report counts by this name.',
		},
		consentOption,
		continueInOption,
		storeOption,
		defaultCountryOption,
		validityOption,
		{
			displayName: 'Idempotency Key',
			name: 'idempotencyKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-77-shipped',
			description:
				'Name of this message. Each customer gets it once, whichever execution sends it. Without a key, a retry of the execution sends nothing twice, and a new execution sends anew. Keys are kept as long as other records (35 days).',
		},
		ifBlockedOption,
		{
			displayName: 'Messages per Second',
			name: 'messagesPerSecond',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 1 },
			default: 0,
			description:
				'How many messages of this number may leave per second. 0 uses the rate that the provider documents. Use 20 for WhatsApp numbers that are shared with the WhatsApp Business app.',
		},
		messagingLimitOption,
		serviceAllowanceOption,
		quietHoursOption,
		{
			displayName: 'Quote Message ID',
			name: 'replyTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.message.id }}',
			description: 'ID of the message that this one answers. The customer sees it as a quotation.',
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-77',
			description:
				'Text that comes back with every status of the message. The customer does not see it.',
		},
		{
			displayName: 'Show Link Preview',
			name: 'previewLink',
			type: 'boolean',
			default: true,
			description: 'Whether to show a preview of a link in the text',
		},
		smsFailoverOption,
		templateCommandOption,
	],
};

/** Returns the options of every send with others, in the order of their names. */
export function optionsWith(
	others: readonly INodeProperties[],
	leftOut: ReadonlySet<string> = new Set(),
): INodeProperties {
	const ofEverySend = (sendOptions.options ?? []) as INodeProperties[];
	const options = [...ofEverySend.filter(({ name }) => !leftOut.has(name)), ...others];
	options.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
	return { ...sendOptions, options };
}
