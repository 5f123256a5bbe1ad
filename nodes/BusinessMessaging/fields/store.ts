import type { INodeProperties } from 'n8n-workflow';

import { storeOption } from '../../ports/store-option';

/** Options of operations whose only option is the conversation store. */
export const storeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [storeOption],
	displayOptions: { hide: { operation: ['create', 'redirect', 'send', 'sendTemplate'] } },
};
