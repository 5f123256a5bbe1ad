import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryOption } from '../../ports/country-option';
import { storeOption } from '../../ports/store-option';

/** Options of operations that have none of their own. */
export const storeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		storeOption,
		{
			...defaultCountryOption,
			displayOptions: { show: { '/resource': ['contact', 'conversation'] } },
		},
	],
	displayOptions: {
		hide: {
			operation: ['assign', 'create', 'redirect', 'send', 'sendAndWaitForReply', 'sendTemplate'],
		},
	},
};
