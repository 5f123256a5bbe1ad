import type { OutboundMessage } from '../messaging/outbound-message';
import type { ProviderAdapter, Recipient } from '../messaging/provider';
import type { Delivery, DeliveryPorts } from './delivery';
import type { DeliveryFacts } from './facts';
import { createNumberUse } from './number-use';
import type { Place } from './number-use/recipients';

/** One delivery on its way through the steps of `deliver.ts`. */
export interface Journey {
	readonly delivery: Delivery;
	readonly adapter: ProviderAdapter;
	readonly ports: Required<DeliveryPorts>;
	readonly facts: DeliveryFacts;
	readonly progress: Progress;
}

/**
 * How far it has come. A message and the template that goes in its place are one journey: what the first attempt took
 * is not taken once more.
 */
export interface Progress {
	/** In the form in which the guards let it through; what the workflow wanted until then. */
	message: OutboundMessage;
	/** As the provider knows them, once it was asked. */
	recipient: Recipient;
	/** In the messaging limit of the number. */
	place?: Place;
	/** The right to send the campaign to this person, or that somebody else has it. */
	claim?: { id: string } | 'somebodyElses';
	/** From here on nobody can say for certain that nothing went out. */
	isRequested: boolean;
}

export function beginJourney(
	delivery: Delivery,
	adapter: ProviderAdapter,
	ports: DeliveryPorts,
	facts: DeliveryFacts,
): Journey {
	return {
		delivery,
		adapter,
		ports: { ...ports, numberUse: ports.numberUse ?? createNumberUse(Date.now) },
		facts,
		progress: { message: delivery.message, recipient: delivery.to, isRequested: false },
	};
}
