import type { ProviderAdapter } from '../messaging/provider';
import type { Parties } from '../store/contracts/parties';
import type { Delivery, DeliveryPorts } from './delivery';
import type { GuardContext } from './guards/guard';
import { partiesOf } from './parties';

/** Facts about a delivery, read at one moment before it begins. */
export interface DeliveryFacts extends GuardContext {
	readonly parties: Parties;
}

/** Reads the facts from the store. Rejects when the store cannot be read. */
export async function gatherFacts(
	{ to, from, rules }: Delivery,
	adapter: ProviderAdapter,
	{ store, now: clock }: DeliveryPorts,
): Promise<DeliveryFacts> {
	const now = clock();
	const parties = partiesOf(adapter, from, to);
	const [contact, conversation] = await Promise.all([
		store.contacts.get(parties),
		store.conversations.get(parties, now),
	]);
	const capabilities = adapter.capabilities(from.channel);
	const consent = contact?.consent ?? (await store.contacts.consentOf(parties));
	return { parties, to, rules, now, contact, consent, conversation, capabilities };
}
