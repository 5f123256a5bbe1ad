import { z } from 'zod';

import { toE164 } from '../../messaging/phone';
import type { SenderApi, SenderInfo } from '../../messaging/provider';
import { listAll, MISSING_ACCOUNT } from './pages';

/**
 * Lists the numbers of a WhatsApp Business Account, for dropdowns and the credential test
 * (docs/facts/whatsapp-cloud.md#business-numbers).
 */
export const senders = {
	async list(account, http) {
		if (!account.businessAccountId) return { ok: false, error: MISSING_ACCOUNT };
		const numbers = await listAll(
			account,
			`${encodeURIComponent(account.businessAccountId)}/phone_numbers`,
			{ fields: 'id,display_phone_number,verified_name' },
			http,
		);
		return numbers.ok ? { ok: true, value: numbers.value.flatMap(senderInfo) } : numbers;
	},
} satisfies SenderApi;

const text = z.string().optional().catch(undefined);

const numberEntry = z.object({
	id: z.union([z.string().min(1), z.number().int()]).transform(String),
	display_phone_number: text,
	verified_name: text,
});

/** Returns no sender for an entry that cannot be read, so that the others are kept. */
function senderInfo(entry: unknown): SenderInfo[] {
	const parsed = numberEntry.safeParse(entry);
	if (!parsed.success) return [];
	const { id, display_phone_number: shown, verified_name: name } = parsed.data;
	const phone = shown === undefined ? undefined : toE164(shown);
	return [
		{
			id,
			label: name && shown ? `${name} (${shown})` : (name ?? shown ?? id),
			...(phone ? { phone } : {}),
		},
	];
}
