import { sql } from 'kysely';

import type { MessagingEvent } from '../messaging/event';
import { addressesOf, audienceOf } from './addresses';
import { namesIn } from './record-event';
import type { Transaction } from './transactions';

/**
 * Locks everybody whom these events mention, in the order of their ids. Two batches about the same people would
 * otherwise come to wait for each other, each with a person whom the other needs, until the database ends one of them.
 *
 * That is still what happens to two batches that both bring the same people for the first time, in different orders:
 * there is no row yet to wait for. The one that was ended is tried again.
 *
 * For engines on which several transactions write at a time.
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
					// One parameter, however many there are: a statement takes no more than 65,535.
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
