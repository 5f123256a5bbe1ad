import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../../../providers';

const PROVIDERS_THAT_REDIRECT = Object.values(providers)
	.filter(({ redirect }) => redirect !== undefined)
	.map(({ name }) => name);

/** Option for providers that have agents or bots of their own. */
export const atProviderField: INodeProperties = {
	displayName: 'Also at the Provider',
	name: 'atProvider',
	type: 'boolean',
	default: false,
	description:
		'Whether to move the conversation at the provider too, for example to the agents of Blip Desk. Otherwise only the handler in n8n is changed.',
	displayOptions: { show: { provider: PROVIDERS_THAT_REDIRECT } },
};
