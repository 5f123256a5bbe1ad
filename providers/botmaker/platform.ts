import type { Channel } from '../../messaging/provider-names';

/** Maps Botmaker's names of platforms (docs/facts/botmaker.md#chats-and-platforms) to our channels. */

/** The first is the default. */
export const CHANNELS = ['whatsapp', 'messenger', 'instagram', 'telegram', 'webchat'] as const;
export type BotmakerChannel = (typeof CHANNELS)[number];

/** Channels by platform. The name of Instagram in webhooks is not verified, so each likely one is read. */
const PLATFORMS: ReadonlyMap<string, BotmakerChannel> = new Map([
	['whatsapp', 'whatsapp'],
	['messenger', 'messenger'],
	['facebook', 'messenger'],
	['instagram', 'instagram'],
	['instagram_chat', 'instagram'],
	['telegram', 'telegram'],
	['webchat', 'webchat'],
	['conversational-web', 'webchat'],
]);

/** Returns the channel of a platform in any case; `undefined` for platforms that this package does not carry. */
export function channelOfPlatform(platform: string | undefined): BotmakerChannel | undefined {
	return platform === undefined ? undefined : PLATFORMS.get(platform.trim().toLowerCase());
}

/**
 * Returns the channel of a channel id, which is `<business>-<platform>-<identifier>`. The business may contain hyphens.
 */
export function channelOfId(channelId: string | undefined): BotmakerChannel | undefined {
	const parts = channelId?.toLowerCase().split('-').slice(1, -1) ?? [];
	return parts.map((part) => channelOfPlatform(part)).findLast((channel) => channel !== undefined);
}

/** Returns the digits of the business's own number, which end the id of a WhatsApp channel. */
export function lineOfId(channelId: string | undefined): string | undefined {
	return /-whatsapp-\+?(\d{6,15})$/i.exec(channelId ?? '')?.[1];
}

export function isCarried(channel: Channel): channel is BotmakerChannel {
	return CHANNELS.some((carried) => carried === channel);
}
