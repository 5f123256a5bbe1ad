import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../../../providers';
import { fieldsByVersion } from './customer';

const PROVIDERS_THAT_REDIRECT = Object.values(providers)
	.filter(({ redirect }) => redirect !== undefined)
	.map(({ name }) => name);

/** Providers that must move the conversation themselves, or their own bot keeps it. */
const MOVED_BY_DEFAULT = ['blip'];

const atProviderField: INodeProperties = {
	displayName: 'Also at the Provider',
	name: 'atProvider',
	type: 'boolean',
	default: false,
	description:
		'Whether to move the conversation at the provider too, for example to the agents of Blip Desk. Otherwise only the handler in n8n is changed.',
	displayOptions: { show: { provider: PROVIDERS_THAT_REDIRECT } },
};

/** Option for providers that have agents or bots of their own. */
export const atProviderFields = fieldsByVersion(
	[atProviderField],
	[
		{
			...atProviderField,
			default: true,
			displayOptions: { show: { provider: MOVED_BY_DEFAULT } },
		},
		{
			...atProviderField,
			displayOptions: {
				show: {
					provider: PROVIDERS_THAT_REDIRECT.filter((name) => !MOVED_BY_DEFAULT.includes(name)),
				},
			},
		},
	],
	{},
);
