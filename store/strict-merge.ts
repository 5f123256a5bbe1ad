import { CONSENT_SCOPES } from '../messaging/event';
import { appendConsent, consentHistory, currentConsent } from './consents';
import { mergeDuplicates } from './person-and-conversation';
import type { ContactRow } from './schema';
import type { Transaction } from './transactions';

/**
 * Merges two contacts of one customer. The stricter consent holds: an opt-out of either, whatever the other one has opted
 * into, and when.
 */
export async function mergeStrictly(
	transaction: Transaction,
	contact: ContactRow,
	other: ContactRow,
): Promise<void> {
	// Without records of both, those of one hold as they are.
	const haveBoth = await haveConsents(transaction, [contact.id, other.id]);
	const before = haveBoth
		? [await currentConsent(transaction, contact), await currentConsent(transaction, other)]
		: [];
	const merged = await mergeDuplicates(transaction, [contact, other]);
	if (merged === undefined) return;
	for (const scope of CONSENT_SCOPES) {
		if (!before.some((consent) => consent[scope] === 'optedOut')) continue;
		const after = await currentConsent(transaction, merged);
		if (after[scope] === 'optedOut') continue;
		const [newest] = await consentHistory(transaction, merged);
		await appendConsent(transaction, merged.id, {
			state: 'optedOut',
			scope,
			source: 'api',
			evidence: 'The customer was opted out under another spelling of the address.',
			at: newest?.at ?? merged.last_seen_at,
		});
	}
}

/** Returns whether each of these contacts has records of consent. */
async function haveConsents(
	transaction: Transaction,
	contactIds: readonly string[],
): Promise<boolean> {
	const rows = await transaction
		.selectFrom('consents')
		.select('contact_id')
		.distinct()
		.where('contact_id', 'in', contactIds)
		.execute();
	return rows.length === contactIds.length;
}
