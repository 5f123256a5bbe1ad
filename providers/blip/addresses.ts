import { readIdAddress } from '../../messaging/address-reading';
import type { AddressReading } from '../../messaging/provider';
import type { Channel } from '../../messaging/provider-names';
import { readWhatsAppAddress } from '../whatsapp-format/addresses';
import { addressOn, botIdentity, identityOf, phoneOf, readNode } from './node';

/** Reads a customer's address: a LIME address such as `5511988880001@wa.gw.msging.net`, or the part before its `@`. */
export function readAddress(
	typed: string,
	channel: Channel,
	home: string | undefined,
): AddressReading {
	const text = typed.normalize('NFKC').trim();
	// WhatsApp's own ids have the form of LIME addresses.
	const node = OTHER_WHATSAPP_ID.test(text) ? undefined : readNode(text);
	if (node !== undefined) {
		const phone = phoneOf(node);
		return { ok: true, to: { id: identityOf(node), ...(phone !== undefined && { phone }) } };
	}
	if (channel === 'whatsapp') return readWhatsAppAddress(text, home);
	const address = readNode(addressOn(channel, text));
	return readIdAddress(address === undefined ? '' : identityOf(address));
}

const OTHER_WHATSAPP_ID = /@(?:s\.whatsapp\.net|c\.us)$/i;

/** Returns the address of the bot. `acme` and `acme@msging.net` are the same bot. */
export function readBusiness(typed: string): string | undefined {
	const text = typed.trim();
	return text === '' ? undefined : botIdentity(text);
}
