import { z } from 'zod';

import type { SharedContact } from '../../messaging/event';
import { toE164 } from '../../messaging/phone';
import { idText, list, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from './people';

/** Contact cards that a customer sent, including their own after `request_contact_info`. */

const card = z.object({
	name: z
		.object({ formatted_name: text, first_name: text, last_name: text })
		.optional()
		.catch(undefined),
	phones: list,
	emails: list,
	org: z.object({ company: text }).optional().catch(undefined),
});
const phonePart = z.object({ phone: text, wa_id: idText });
const emailPart = z.object({ email: z.string().min(1) });

/** Reads contact cards. Those without a name, a phone and an email are left out. */
export function sharedContacts(cards: unknown): SharedContact[] {
	return list.parse(cards).flatMap((item) => {
		const read = card.safeParse(item);
		if (!read.success) return [];
		const name = nameOn(read.data);
		const phones = phonesOn(read.data.phones);
		const emails = read.data.emails.flatMap((email) => {
			const parsed = emailPart.safeParse(email);
			return parsed.success ? [parsed.data.email] : [];
		});
		if (name === '' && phones.length === 0 && emails.length === 0) return [];
		return [
			{
				name: name || (phones[0] ?? emails[0] ?? ''),
				...onlyKnown({
					phones: phones.length > 0 ? phones : undefined,
					emails: emails.length > 0 ? emails : undefined,
					organization: read.data.org?.company || undefined,
				}),
			},
		];
	});
}

function nameOn({ name }: z.infer<typeof card>): string {
	const parts = [name?.first_name, name?.last_name].filter((part) => part);
	return name?.formatted_name || parts.join(' ');
}

/** Returns the phone numbers. The WhatsApp id is preferred, because a typed number may lack the country code. */
function phonesOn(phones: readonly unknown[]): string[] {
	return phones.flatMap((item) => {
		const read = phonePart.safeParse(item);
		if (!read.success) return [];
		const { phone, wa_id: waId } = read.data;
		const best = phoneOf(waId) ?? (phone && (toE164(phone) ?? phone));
		return best ? [best] : [];
	});
}
