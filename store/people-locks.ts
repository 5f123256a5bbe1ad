import { sql } from 'kysely';

import type { MessagingEvent } from '../messaging/event';
import { addressesOf, audienceOf } from './addresses';
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
): Promise<void> {
	for (const circle of circlesOf(events)) {
		await transaction
			.selectFrom('contacts')
			.select('id')
			.where('id', 'in', (select) =>
				select
					.selectFrom('contact_addresses')
					.select('contact_id')
					.where('audience', '=', circle.audience)
					.where('channel', '=', circle.channel)
					// One parameter for all addresses: a statement takes at most 65,535 parameters.
					.where('address', '=', sql<string>`any(${[...circle.addresses]}::text[])`),
			)
			.orderBy('id')
			.forUpdate()
			.execute();
	}
}

interface Circle {
	audience: string;
	channel: MessagingEvent['channel'];
	addresses: Set<string>;
}

/** Nobody is in two of them. */
function circlesOf(events: readonly MessagingEvent[]): Circle[] {
	const circles = new Map<string, Circle>();
	for (const event of events) {
		const addresses = namesIn(event).flatMap((name) => addressesOf(event.provider, name));
		if (addresses.length === 0) continue;
		const audience = audienceOf(event.provider, event.business.id);
		const key = JSON.stringify([audience, event.channel]);
		const circle = circles.get(key) ?? {
			audience,
			channel: event.channel,
			addresses: new Set<string>(),
		};
		for (const address of addresses) circle.addresses.add(address);
		circles.set(key, circle);
	}
	return [...circles.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, circle]) => circle);
}
