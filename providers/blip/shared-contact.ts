import { z } from 'zod';

import type { SharedContact } from '../../messaging/event';
import { toE164 } from '../../messaging/phone';
import { looseRecord, text } from '../../messaging/reading/loose-json';

/**
 * A contact card that a customer shared (docs/facts/blip.md#content-types). It is not documented which fields a channel
 * fills.
 */
const card = z.object({
	name: text,
	firstName: text,
	lastName: text,
	phoneNumber: text,
	cellPhoneNumber: text,
	email: text,
	extras: looseRecord,
});

/** Reads a contact card; `undefined` for one without a name. */
export function sharedContact(content: unknown): SharedContact | undefined {
	const read = card.safeParse(content);
	if (!read.success) return undefined;
	const { name, firstName, lastName, phoneNumber, cellPhoneNumber, email, extras } = read.data;
	const phones = [...new Set([phoneNumber, cellPhoneNumber].filter(isGiven).map(asPhone))];
	const shown = name || [firstName, lastName].filter(Boolean).join(' ') || phones[0] || email;
	if (!shown) return undefined;
	const organization = typeof extras?.org === 'string' ? extras.org : undefined;
	return {
		name: shown,
		...(phones.length > 0 ? { phones } : {}),
		...(email ? { emails: [email] } : {}),
		...(organization ? { organization } : {}),
	};
}

function isGiven(value: string | undefined): value is string {
	return value !== undefined && value.trim() !== '';
}

function asPhone(number: string): string {
	return toE164(number) ?? number;
}
