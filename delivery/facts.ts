import type { ProviderAdapter } from '../messaging/provider';
import type { Ends } from '../store/contracts/parties';
import type { Delivery, DeliveryPorts } from './delivery';
import type { GuardContext } from './guards/guard';

/** What is known of a delivery before it begins, as of one moment. */
export interface DeliveryFacts extends GuardContext {
	readonly ends: Ends;
}

/** Rejects when the store cannot be read. */
export async function gatherFacts(
	{ to, from, rules }: Delivery,
	adapter: ProviderAdapter,
	{ store, now: clock }: DeliveryPorts,
): Promise<DeliveryFacts> {
	const now = clock();
	const ends: Ends = {
		provider: adapter.name,
		channel: from.channel,
		businessId: from.id,
		contact: to,
	};
	const [contact, conversation] = await Promise.all([
		store.contacts.get(ends),
		store.conversations.get(ends, now),
	]);
	const capabilities = adapter.capabilities(from.channel);
	return { ends, to, rules, now, contact, conversation, capabilities };
}
