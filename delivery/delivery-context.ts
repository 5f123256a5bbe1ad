import type { OutboundMessage } from '../messaging/outbound-message';
import type { ProviderAdapter, Recipient } from '../messaging/provider';
import type { Delivery, DeliveryPorts } from './delivery';
import type { DeliveryFacts } from './facts';
import { createNumberUse } from './number-use';
import type { RecipientSlot } from './number-use/recipients';

/** Data of one delivery, shared by the steps of `deliver.ts`. */
export interface DeliveryContext {
	readonly delivery: Delivery;
	readonly adapter: ProviderAdapter;
	readonly ports: Required<DeliveryPorts>;
	readonly facts: DeliveryFacts;
	readonly progress: DeliveryProgress;
}

/**
 * State of a delivery in progress. A message and the template that replaces it are one delivery: the second attempt uses
 * the slot and the claim of the first.
 */
export interface DeliveryProgress {
	/** The message as the workflow gave it; after the guards, as they passed it. */
	message: OutboundMessage;
	/** The recipient as the workflow gave it; after `prepareRecipient`, as the provider knows it. */
	recipient: Recipient;
	/** The slot that is reserved in the messaging limit of the number. */
	slot?: RecipientSlot;
	/** The claim of the campaign message for this customer. */
	claim?: { id: string } | 'claimedElsewhere';
	/** Id of the execution whose outcome this send replaces. */
	readonly replaces?: string;
	/** Set when the request begins, which is after its paced turn. From then on the message may have been sent. */
	isRequested: boolean;
}

export function startDelivery(
	delivery: Delivery,
	adapter: ProviderAdapter,
	ports: DeliveryPorts,
	facts: DeliveryFacts,
	replaces?: string,
): DeliveryContext {
	return {
		delivery,
		adapter,
		ports: { ...ports, numberUse: ports.numberUse ?? createNumberUse(Date.now) },
		facts,
		progress: {
			...{ message: delivery.message, recipient: delivery.to, isRequested: false },
			...(replaces !== undefined && { replaces }),
		},
	};
}
