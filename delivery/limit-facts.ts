import type { OutboundMessage } from '../messaging/outbound-message';
import { isBusinessInitiated } from './business-initiated';
import type { DeliveryPorts } from './delivery';
import type { DeliveryFacts } from './facts';
import type { RecipientUse } from './number-use/recipients';

/** Facts about one message for the guards of limits. */
export interface LimitFacts {
	recipientUse?: RecipientUse;
	serviceMessages?: number;
}

/** Reads the facts that the chosen rules need. */
export async function limitFacts(
	message: OutboundMessage,
	facts: DeliveryFacts,
	ports: Required<DeliveryPorts>,
): Promise<LimitFacts> {
	return {
		recipientUse: await recipientUse(message, facts, ports),
		serviceMessages: await serviceMessages(message, facts, ports),
	};
}

async function recipientUse(
	message: OutboundMessage,
	{ rules, contact, conversation, parties, now }: DeliveryFacts,
	{ store, numberUse }: Required<DeliveryPorts>,
): Promise<RecipientUse | undefined> {
	if (rules.messagingLimit === undefined) return undefined;
	if (!isBusinessInitiated(message, conversation?.windowExpiresAt, now)) return undefined;
	return numberUse.recipient(store, parties, contact?.key ?? parties.contact.id, now);
}

async function serviceMessages(
	message: OutboundMessage,
	{ rules, parties, now }: DeliveryFacts,
	{ store, numberUse }: Required<DeliveryPorts>,
): Promise<number | undefined> {
	// The allowance is WhatsApp's, through every provider.
	if (message.type === 'template' || parties.channel !== 'whatsapp') return undefined;
	if (rules.serviceAllowance === undefined) return undefined;
	return numberUse.serviceMessages(store, parties, rules.serviceAllowance.timeZone, now);
}
