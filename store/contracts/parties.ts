import type { EventContact } from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';

/** The two parties of a conversation: a business and a customer. */
export interface Parties {
	provider: Provider;
	channel: Channel;
	businessId: string;
	/** Name of the business's shop, as typed in a credential; absent or empty: the unnamed one. */
	shop?: string | undefined;
	/** Has at least an address. Phone and user id help to recognise one customer under several addresses. */
	contact: EventContact;
}
