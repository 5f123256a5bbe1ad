import { sql } from 'kysely';

import type { MessagingEvent } from '../messaging/event';
import { addressesOf, audienceOf } from './addresses';
import type { ReceivePlan } from './contracts/inbox';
import { namesIn } from './record-event';
import type { Transaction } from './transactions';

/**
 * Locks the contacts that these events name, in the order of their ids. Without it two batches about the same contacts
 * run into a deadlock, and the database aborts one of them.
 *
 * Two batches that create the same contacts in different orders still do, because there is no row to lock yet. The
 * aborted one is retried.
 *
 * Only for engines with several concurrent writers.
 */
export async function lockPeople(
	transaction: Transaction,
	events: readonly MessagingEvent[],
	shopOf: ReceivePlan['shopOf'],
): Promise<void> {
	for (const group of addressGroupsOf(events, shopOf)) {
		await transaction
			.selectFrom('contacts')
			.select('id')
			.where('id', 'in', (select) =>
				select
					.selectFrom('contact_addresses')
					.select('contact_id')
					.where('audience', '=', group.audience)
					.where('channel', '=', group.channel)
					// One parameter for all addresses: a statement takes at most 65,535 parameters.
					.where('address', '=', sql<string>`any(${[...group.addresses]}::text[])`),
			)
			.orderBy('id')
			.forUpdate()
			.execute();
	}
}

interface AddressGroup {
	audience: string;
	channel: MessagingEvent['channel'];
	addresses: Set<string>;
}

/** Groups the customers of the events. No customer is in two groups. */
function addressGroupsOf(
	events: readonly MessagingEvent[],
	shopOf: ReceivePlan['shopOf'],
): AddressGroup[] {
	const groups = new Map<string, AddressGroup>();
	for (const event of events) {
		const addresses = namesIn(event).flatMap((name) => addressesOf(event.provider, name));
		if (addresses.length === 0) continue;
		const { provider, business } = event;
		const audience = audienceOf({ provider, businessId: business.id, shop: shopOf(event) });
		const key = JSON.stringify([audience, event.channel]);
		const group = groups.get(key) ?? {
			audience,
			channel: event.channel,
			addresses: new Set<string>(),
		};
		for (const address of addresses) group.addresses.add(address);
		groups.set(key, group);
	}
	return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
