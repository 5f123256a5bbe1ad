import type { INodePropertyOptions } from 'n8n-workflow';

import { CHANNELS, type Channel } from '../../messaging/provider-names';
import { providers } from '../../providers';

const LABELS = {
	whatsapp: 'WhatsApp',
	viber: 'Viber',
	messenger: 'Messenger',
	instagram: 'Instagram',
	telegram: 'Telegram',
	webchat: 'Web Chat',
	sms: 'SMS',
	rcs: 'RCS',
} as const satisfies Record<Channel, string>;

const carried = new Set(Object.values(providers).flatMap(({ channels }) => [...channels]));

/** The channels that some provider carries here, as the panel lists them. */
export const channelOptions: INodePropertyOptions[] = CHANNELS.filter((channel) =>
	carried.has(channel),
)
	.map((value) => ({ name: LABELS[value], value }))
	.sort((a, b) => a.name.localeCompare(b.name));

/** Providers with several channels. Only for these does the panel ask for the channel. */
export const providersOfSeveralChannels: string[] = Object.values(providers)
	.filter(({ channels }) => channels.length > 1)
	.map(({ name }) => name);
