import { randomUUID } from 'node:crypto';
import type { CountryCode } from 'libphonenumber-js/max';

import { canonicalPhone } from '../messaging/phone';
import { readTypedPhone } from '../messaging/typed-phone';
import { appendConsent } from './consents';
import { contactsAt, type AddressPlace } from './person-and-conversation';
import { phoneKey, phoneOfKey } from './addresses';
import type { ContactRow } from './schema';
import type { Transaction } from './transactions';

/**
 * Opt-outs that version 0.1.0 recorded for a number of another country. A user typed a number without country code, and
 * that version read it with one: `51 98888-7777` of Brazil became a number of Peru. What the user meant is no
 * longer known, so the opt-out holds for both numbers.
 */

/** Returns the phone numbers that a user in one of these countries may have meant by the digits of an address. */
export function meantPhones(address: string, countries: readonly CountryCode[]): string[] {
	const phone = phoneOfKey(address);
	if (phone === undefined) return [];
	const readings = countries.map((country) => readTypedPhone(phone.slice(1), country));
	const phones = readings.flatMap((reading) => ('phone' in reading ? [reading.phone] : []));
	return [...new Set(phones)].filter((other) => canonicalPhone(other) !== canonicalPhone(phone));
}

/**
 * Copies the opt-outs of a contact to another number.
 *
 * @param before later opt-outs were typed as they are read today
 */
export async function copyOptOuts(
	transaction: Transaction,
	contact: ContactRow,
	phone: string,
	before: string,
): Promise<void> {
	const optOuts = await transaction
		.selectFrom('consents')
		.selectAll()
		.where('contact_id', '=', contact.id)
		.where('state', '=', 'optedOut')
		.where('source', '=', 'api')
		.where('at', '<', before)
		.execute();
	const [first] = optOuts;
	if (first === undefined) return;
	const other = await findOrCreate(transaction, contact, phone, first.at);
	for (const { id, state, scope, source, at } of optOuts) {
		const evidence = 'Recorded for the same digits as a number of another country.';
		// The name keeps the copy from being made twice.
		const name = JSON.stringify(['misread', other, id]);
		await appendConsent(transaction, other, { state, scope, source, evidence, at }, name);
	}
}

async function findOrCreate(
	transaction: Transaction,
	{ audience, channel }: AddressPlace,
	phone: string,
	at: string,
): Promise<string> {
	const address = phoneKey(phone);
	const known = await contactsAt(transaction, { audience, channel }, [address], 'locked');
	const found = known.get(address);
	if (found !== undefined) return found.id;
	const id = randomUUID();
	await transaction
		.insertInto('contacts')
		.values({
			...{ id, audience, channel, phone, told_at: '{}', tags: '[]', attributes: '{}' },
			...{ first_seen_at: at, last_seen_at: at },
		})
		.execute();
	await transaction
		.insertInto('contact_addresses')
		.values({ audience, channel, address, contact_id: id })
		.execute();
	return id;
}
