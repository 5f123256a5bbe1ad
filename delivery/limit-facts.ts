import type { OutboundMessage } from '../messaging/outbound-message';
import type { Ends, Store } from '../store/store';
import { isBusinessInitiated } from './business-initiated';
import type { GuardContext } from './guards/guard';
import type { NumberUse, RecipientUse } from './number-use';

/** What the guards of the limits want to know about one message. Asks for nothing that no rule is about. */
export async function limitFacts(
	message: OutboundMessage,
	{ rules, contact, conversation, now }: GuardContext,
	ends: Ends,
	{ store, numberUse }: { store: Store; numberUse: NumberUse },
): Promise<{ recipientUse?: RecipientUse; serviceMessages?: number }> {
	const begins = isBusinessInitiated(message, conversation?.windowExpiresAt, now);
	const { messagingLimit, serviceAllowance } = rules;
	const key = contact?.key ?? ends.contact.id;
	// The allowance is WhatsApp's, whoever carries it.
	const isService = message.type !== 'template' && ends.channel === 'whatsapp';
	return {
		...(messagingLimit !== undefined &&
			begins && { recipientUse: await numberUse.recipient(store, ends, key, now) }),
		...(serviceAllowance !== undefined &&
			isService && {
				serviceMessages: await numberUse.serviceMessages(
					store,
					ends,
					serviceAllowance.timeZone,
					now,
				),
			}),
	};
}
