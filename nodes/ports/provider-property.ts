import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The first option is the one that needs no account. */
const PROVIDER_OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Blip',
		value: 'blip',
		description: 'WhatsApp, Messenger, Instagram, Telegram and Blip Chat through Blip (Take)',
	},
	{
		name: 'Botmaker',
		value: 'botmaker',
		description: 'WhatsApp, Messenger, Instagram, Telegram and web chat through Botmaker',
	},
	{
		name: 'ChatArchitect',
		value: 'chatArchitect',
		description: 'WhatsApp through ChatArchitect, a partner of Gupshup',
	},
	{
		name: 'Infobip',
		value: 'infobip',
		description: 'WhatsApp and Viber through Infobip, and SMS if they cannot be delivered',
	},
	{
		name: 'Simulator',
		value: 'simulator',
		description: 'A phone in your browser. Needs no account and sends no real messages.',
	},
	{
		name: 'WhatsApp Cloud API (Meta)',
		value: 'whatsappCloud',
		description: 'WhatsApp directly from Meta',
	},
];

/** The first field of every node that talks to a provider. The Simulator is the default: it needs no account. */
export const providerProperty: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	options: PROVIDER_OPTIONS,
	default: 'simulator',
	description: 'Provider that carries the messages. The rest of the workflow stays the same.',
};
