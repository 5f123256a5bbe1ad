import { readPhoneAddress } from '../../messaging/address-reading';
import type { AddressReading } from '../../messaging/provider';
import type { Channel } from '../../messaging/provider-names';
import { readWhatsAppAddress } from '../whatsapp-format/addresses';
import { plainAddress } from './build-parts';

/** Viber's own id of a customer who writes to a bot (docs/facts/infobip.md#user-ids). */
const VIBER_ID = /^(?=.{12,64}$)(?=.*[A-Za-z])[A-Za-z0-9+/]+={0,2}$/;

export function readAddress(
	typed: string,
	channel: Channel,
	home: string | undefined,
): AddressReading {
	if (channel === 'whatsapp') return readWhatsAppAddress(typed, home);
	return readPhoneAddress(typed, home, (text) => channel === 'viber' && VIBER_ID.test(text));
}

/** Returns the number in digits, or the name of the sender. */
export function readBusiness(typed: string): string | undefined {
	return plainAddress(typed.trim()) || undefined;
}
