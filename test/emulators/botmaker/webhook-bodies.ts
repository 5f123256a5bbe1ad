import type { EmulatedChannel } from './options';
import { botmakerId, chatIdOf, type World } from './world';

/**
 * The bodies of Botmaker's webhooks, format 1.1 (docs/facts/botmaker.md#webhook-formats). That of a status is a likely
 * form only.
 */

export interface CustomerMessage {
	/** Contact id: on WhatsApp a number in any spelling. */
	from: string;
	name?: string;
	text?: string;
	/** Id of a channel. Default: the first. */
	channel?: string;
	/** Id of a tapped list row; `text` is its title. */
	button?: string;
	/** Address of a file. */
	image?: string;
	/** Default `user`. */
	author?: 'user' | 'bot' | 'agent';
	/** Default: a new one. */
	id?: string;
	txId?: string;
}

export function channelOf(world: World, id: string | undefined): EmulatedChannel {
	const channel = id === undefined ? [...world.channels.values()][0] : world.channels.get(id);
	if (channel === undefined) throw new Error('The emulator has no such channel');
	return channel;
}

function envelope(
	world: World,
	channel: EmulatedChannel,
	contactId: string,
	name?: string,
): object {
	const chatId = chatIdOf(channel.id, contactId.replace(/^\+/, ''));
	const now = world.now().toISOString();
	return {
		v: '1.1',
		chatPlatform: channel.platform,
		chatChannelId: channel.id,
		...(channel.number === undefined ? {} : { whatsappNumber: `+${channel.number}` }),
		contactId,
		customerId: chatId,
		...(name === undefined ? {} : { firstName: name }),
		sessionCreationTime: now,
		sessionId: `${chatId}_${now}`,
	};
}

/** Builds the webhook of a message. Phones have a plus, although the API accepts digits only. */
export function messageBody(world: World, message: CustomerMessage): { id: string; body: object } {
	const channel = channelOf(world, message.channel);
	const id = message.id ?? botmakerId(world, 'MSG');
	const contactId =
		channel.platform === 'whatsapp' ? `+${message.from.replace(/\D/g, '')}` : message.from;
	const item = {
		_id_: id,
		date: world.now().toISOString(),
		from: message.author ?? 'user',
		fromName: message.name ?? 'Marta',
		...(message.text === undefined ? {} : { message: message.text }),
		...(message.button === undefined ? {} : { buttonPayload: message.button }),
		...(message.image === undefined ? {} : { image: message.image }),
	};
	return {
		id,
		body: {
			type: 'message',
			...envelope(world, channel, contactId, message.name),
			...(message.txId === undefined ? {} : { txId: message.txId }),
			messages: [item],
		},
	};
}

export function statusBody(
	world: World,
	status: {
		channelId: string;
		contactId: string;
		messageId: string;
		state: string;
		reason?: string;
		webhookPayload?: string;
	},
): object {
	const channel = channelOf(world, status.channelId);
	return {
		type: 'status',
		...envelope(world, channel, status.contactId),
		date: world.now().toISOString(),
		txId: status.messageId,
		status: status.state,
		...(status.reason === undefined ? {} : { reason: status.reason }),
		...(status.webhookPayload === undefined ? {} : { webhookPayload: status.webhookPayload }),
	};
}
