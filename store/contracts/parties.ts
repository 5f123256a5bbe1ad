import type { EventContact } from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';

/** The two parties of a conversation: a business and a customer. */
export interface Parties {
	provider: Provider;
	channel: Channel;
	businessId: string;
	/** At least an address. Phone and user id help to recognise one customer under several addresses. */
	contact: EventContact;
}
