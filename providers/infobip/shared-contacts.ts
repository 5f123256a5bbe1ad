import { z } from 'zod';

import type { SharedContact } from '../../messaging/event';
import { toE164 } from '../../messaging/phone';
import { idText, list, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';

/** Contact cards that a customer sent (docs/facts/infobip.md#inbound-whatsapp). */

const card = z.object({
	name: z
		.object({ formattedName: text, firstName: text, lastName: text })
		.optional()
		.catch(undefined),
	phones: list,
	emails: list,
	org: z.object({ company: text }).optional().catch(undefined),
});
const phonePart = z.object({ phone: idText, waId: idText });
const emailPart = z.object({ email: z.string().min(1) });

/** Reads contact cards. Those without a name, a phone and an email are left out. */
export function sharedContacts(cards: unknown): SharedContact[] {
	return list.parse(cards).flatMap((item) => {
		const read = card.safeParse(item);
		if (!read.success) return [];
		const { name, org } = read.data;
		const phones = read.data.phones.flatMap(phoneOn);
		const emails = read.data.emails.flatMap((email) => {
			const parsed = emailPart.safeParse(email);
			return parsed.success ? [parsed.data.email] : [];
		});
		const parts = [name?.firstName, name?.lastName].filter((part) => part).join(' ');
		const known = name?.formattedName || parts || phones[0] || emails[0];
		if (!known) return [];
		return [
			{
				name: known,
				...onlyKnown({
					phones: phones.length > 0 ? phones : undefined,
					emails: emails.length > 0 ? emails : undefined,
					organization: org?.company || undefined,
				}),
			},
		];
	});
}

/** Returns the phone number. The WhatsApp id is preferred, because a typed number may lack the country code. */
function phoneOn(item: unknown): string[] {
	const read = phonePart.safeParse(item);
	if (!read.success) return [];
	const { phone, waId } = read.data;
	const best = phoneOf(waId) ?? (phone && (toE164(phone) ?? phone));
	return best ? [best] : [];
}
