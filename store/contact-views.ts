import type { EventContact, EventCustomer } from '../messaging/event';
import type { ContactRow } from './schema';

/** Converts rows of the contacts table to the objects of the rest of the package. A field without a value is absent. */

/**
 * Returns the contact of an event.
 *
 * @param address the address to answer to in this conversation
 */
export function toEventContact(row: ContactRow, address: string): EventContact {
	return {
		id: address,
		...(row.phone !== null && { phone: row.phone }),
		...(row.user_id !== null && { userId: row.user_id }),
		...(row.username !== null && { username: row.username }),
		...(row.name !== null && { name: row.name }),
		...(row.language !== null && { language: row.language }),
	};
}

export function toCustomer(row: ContactRow): EventCustomer {
	const tags = tagsOf(row);
	const attributes = attributesOf(row);
	return {
		...(row.tier !== null && { tier: row.tier }),
		...(tags.length > 0 && { tags }),
		...(row.language !== null && { language: row.language }),
		...(Object.keys(attributes).length > 0 && { attributes }),
		...(row.customer_id !== null && { customerId: row.customer_id }),
	};
}

export function tagsOf(row: ContactRow): string[] {
	return JSON.parse(row.tags) as string[];
}

export function attributesOf(row: ContactRow): Record<string, unknown> {
	return JSON.parse(row.attributes) as Record<string, unknown>;
}
