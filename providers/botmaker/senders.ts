import type { SenderApi, SenderInfo } from '../../messaging/provider';
import { listAll } from './calls';
import { recordOf, textOf } from './loose-json';
import { phoneOf } from './people';
import { channelOfPlatform, type BotmakerChannel } from './platform';

/**
 * Lists the channels of a Botmaker account, for dropdowns (docs/facts/botmaker.md#channels). The answer contains the
 * token of each Telegram bot in clear. Only the fields named here are read, and nothing else leaves this file.
 */
export const senders = {
	async list(account, http) {
		const channels = await listAll(account, 'channels', http);
		return channels.ok ? { ok: true, value: channels.value.flatMap(senderInfo) } : channels;
	},
} satisfies SenderApi;

const LABELS: Readonly<Record<BotmakerChannel, string>> = {
	whatsapp: 'WhatsApp',
	messenger: 'Messenger',
	instagram: 'Instagram',
	telegram: 'Telegram',
	webchat: 'Web chat',
};

/** Reads a channel. Unreadable ones and those of other platforms are left out. */
function senderInfo(entry: unknown): SenderInfo[] {
	const read = recordOf(entry);
	const id = textOf(read, 'id');
	const channel = channelOfPlatform(textOf(read, 'platform'));
	if (id === undefined || channel === undefined) return [];
	const phone = channel === 'whatsapp' ? phoneOf(textOf(read, 'number')) : undefined;
	const name = textOf(read, 'name') ?? phone ?? id;
	const details = [LABELS[channel], phone, read.active === false ? 'switched off' : undefined];
	return [
		{
			id,
			label: `${name} (${details.filter((detail) => detail !== undefined).join(', ')})`,
			...(phone === undefined ? {} : { phone }),
		},
	];
}
