import type { OutboundMedia, OutboundMessage } from '../../messaging/outbound-message';
import type { Account, Recipient } from '../../messaging/provider';

/** Parts that the bodies of all channels have in common. */

/** E.164 allows 15 digits at most. Longer runs of digits are ids. */
const PHONE = /^\+?[\d\s().-]{6,24}$/;

/** Returns an address as Infobip writes it: numbers without a plus, ids and sender names unchanged. */
export function plainAddress(address: string): string {
	if (!PHONE.test(address)) return address;
	const digits = address.replace(/\D/g, '');
	return digits.length <= 15 ? digits : address;
}

/** Returns the digits of the customer's phone number, or `undefined` if none is known. SMS needs them. */
export function phoneDigits(person: Recipient): string | undefined {
	for (const address of [person.id, person.phone]) {
		const plain = plainAddress(address ?? '');
		if (/^\d{6,15}$/.test(plain)) return plain;
	}
	return undefined;
}

/**
 * Returns the address of a file. Infobip fetches every file from an address and stores none. An id can only be an
 * address here; Infobip refuses any other one. Throws for bytes, which the caller must have refused before.
 */
export function mediaUrl(media: OutboundMedia): string {
	switch (media.from) {
		case 'url':
			return media.url;
		case 'id':
			return media.id;
		case 'file':
			throw new Error('A file must be uploaded before its message is built.');
	}
}

/** Returns the name of a file: as given, else the end of its address. */
export function fileNameOf(media: OutboundMedia): string | undefined {
	if (media.fileName) return media.fileName;
	if (media.from !== 'url' || !URL.canParse(media.url)) return undefined;
	const last = new URL(media.url).pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(last) || undefined;
	} catch {
		return last;
	}
}

/** Returns one field, or none when its value is empty. */
export function optional<T extends string | boolean | object>(
	field: string,
	value: T | undefined,
): Record<string, T> {
	return value === undefined || value === '' ? {} : { [field]: value };
}

/** Returns the address for reports if the user gave one. Otherwise the subscription decides. */
export function reportAddress(account: Account): string | undefined {
	const address = account.notifyUrl?.trim();
	return address ? address : undefined;
}

/** Builds `webhooks` of Viber and the Messages API: the address for reports, and the data that return in them. */
export function webhooks(message: OutboundMessage, account: Account): object {
	const url = reportAddress(account);
	const parts = {
		...(url === undefined ? {} : { delivery: { url }, seen: { url } }),
		...optional('callbackData', message.reference),
	};
	return Object.keys(parts).length > 0 ? { webhooks: parts } : {};
}

/** Infobip cuts a longer validity to 48 hours. */
const LONGEST_VALIDITY_SECONDS = 48 * 3600;
const SHORTEST_VALIDITY_SECONDS = 10;

/** Returns `validityPeriod` in seconds, within Infobip's limits. */
export function validity({ validitySeconds }: OutboundMessage): {
	validityPeriod?: { amount: number; timeUnit: 'SECONDS' };
} {
	if (validitySeconds === undefined || !(validitySeconds > 0)) return {};
	const amount = Math.min(
		Math.max(Math.round(validitySeconds), SHORTEST_VALIDITY_SECONDS),
		LONGEST_VALIDITY_SECONDS,
	);
	return { validityPeriod: { amount, timeUnit: 'SECONDS' } };
}

/** Returns the sender of a failover SMS: that of the message, else that of the credential. */
export function smsSender(message: OutboundMessage, account: Account): string | undefined {
	return message.failover?.from?.trim() || account.smsSender?.trim() || undefined;
}
