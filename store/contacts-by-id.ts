import type { ContactRow } from './schema';
import type { Transaction } from './transactions';

/** Returns the contacts with these ids, by id. */
export async function findContactsById(
	transaction: Transaction,
	ids: readonly string[],
): Promise<Map<string, ContactRow>> {
	if (ids.length === 0) return new Map();
	const rows = await transaction
		.selectFrom('contacts')
		.selectAll()
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}
