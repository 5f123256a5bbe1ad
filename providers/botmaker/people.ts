import type { EventBusiness, EventContact } from '../../messaging/event';
import { onlyKnown } from '../../messaging/reading/only-known';
import { textOf, type Loose } from './loose-json';
import { channelOfId, channelOfPlatform, lineOfId, type BotmakerChannel } from './platform';

/**
 * Customer and business of an event. The fields have other names in each form of Botmaker's webhooks
 * (docs/facts/botmaker.md#webhook-formats), but the same meaning. `whatsappNumber` is the line of the business and
 * never the customer's phone.
 */
export interface Ends {
	channel: BotmakerChannel;
	contact: EventContact;
	business: EventBusiness;
}

/** Returns customer and business; `undefined` for a platform that this package does not carry. */
export function endsOf(body: Loose, receiver: string): Ends | undefined {
	const channelId = textOf(body, 'chatChannelId', 'CHAT_CHANNEL_ID');
	const line = textOf(body, 'whatsappNumber', 'WHATSAPP_NUMBER') ?? lineOfId(channelId);
	const platform = textOf(body, 'chatPlatform', 'CHAT_PLATFORM_ID');
	const channel =
		platform === undefined
			? (channelOfId(channelId) ?? (line === undefined ? undefined : 'whatsapp'))
			: channelOfPlatform(platform);
	if (channel === undefined) return undefined;
	const linePhone = channel === 'whatsapp' ? phoneOf(line) : undefined;
	return {
		channel,
		contact: contactOf(body, channel),
		business: {
			// Botmaker also accepts a bare line number as channel; the old bodies contain nothing else.
			id: channelId ?? linePhone?.slice(1) ?? receiver,
			...onlyKnown({ phone: linePhone }),
		},
	};
}

/** The values of `FROM` in the oldest bodies that name an author and not an address. */
const AUTHORS = new Set(['user', 'customer', 'bot', 'agent', 'operator']);

function contactOf(body: Loose, channel: BotmakerChannel): EventContact {
	const from = textOf(body, 'FROM');
	const named =
		textOf(body, 'contactId', 'PLATFORM_CONTACT_ID') ??
		(from === undefined || AUTHORS.has(from.toLowerCase()) ? undefined : from);
	const phone = channel === 'whatsapp' ? phoneOf(named) : undefined;
	const chatId = textOf(body, 'customerId', 'CUSTOMER_ID');
	const fullName = [textOf(body, 'firstName', 'FIRST_NAME'), textOf(body, 'lastName', 'LAST_NAME')]
		.filter((part) => part !== undefined)
		.join(' ');
	return {
		// A chat also has an id of its own as address, so a body without the contact can still be answered.
		id: phone ?? named?.trim() ?? chatId ?? '',
		...onlyKnown({
			phone,
			userId: chatId,
			name: fullName || textOf(body, 'whatsappNickName'),
		}),
	};
}

/** Returns E.164 with `+` from digits with or without a plus, spaces and punctuation. Adds and removes no digits. */
export function phoneOf(number: string | undefined): string | undefined {
	const digits = number?.replace(/[\s().+-]/g, '') ?? '';
	return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}
