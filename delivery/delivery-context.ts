import type { OutboundMessage } from '../messaging/outbound-message';
import type { ProviderAdapter, Recipient } from '../messaging/provider';
import type { Delivery, DeliveryPorts } from './delivery';
import type { DeliveryFacts } from './facts';
import { createNumberUse } from './number-use';
import type { RecipientSlot } from './number-use/recipients';

/** Everything that the steps of `deliver.ts` share about one delivery. */
export interface DeliveryContext {
	readonly delivery: Delivery;
	readonly adapter: ProviderAdapter;
	readonly ports: Required<DeliveryPorts>;
	readonly facts: DeliveryFacts;
	readonly progress: DeliveryProgress;
}

/**
 * How far a delivery has come. A message and the template that replaces it are one delivery: a slot or claim of the
 * first attempt is not taken a second time.
 */
export interface DeliveryProgress {
	/** The message as the guards passed it; before that, as the workflow gave it. */
	message: OutboundMessage;
	/** The recipient as the provider knows it, once it was asked. */
	recipient: Recipient;
	/** Reserved in the messaging limit of the number. */
	slot?: RecipientSlot;
	/** The claim of the campaign message for this customer. */
	claim?: { id: string } | 'claimedElsewhere';
	/** Set when the request begins, which is after its paced turn. From then on the message may have been sent. */
	isRequested: boolean;
}

export function startDelivery(
	delivery: Delivery,
	adapter: ProviderAdapter,
	ports: DeliveryPorts,
	facts: DeliveryFacts,
): DeliveryContext {
	return {
		delivery,
		adapter,
		ports: { ...ports, numberUse: ports.numberUse ?? createNumberUse(Date.now) },
		facts,
		progress: { message: delivery.message, recipient: delivery.to, isRequested: false },
	};
}
