import type { Transaction } from './transactions';

/** The simulated businesses: their names, their clocks, and the count of entries and changes in their chats. */

export async function rememberBusinessName(
	transaction: Transaction,
	id: string,
	name: string,
): Promise<void> {
	await transaction
		.insertInto('simulator_businesses')
		.values({ id, name, clock_offset: 0, last_number: 0, last_used_at: null })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ name }))
		.execute();
}

/** Returns how far the clock of this business is ahead of real time, in ms. */
export async function readClockOffset(transaction: Transaction, id: string): Promise<number> {
	const row = await transaction
		.selectFrom('simulator_businesses')
		.select('clock_offset')
		.where('id', '=', id)
		.executeTakeFirst();
	// Some engines give large integers as text.
	return Number(row?.clock_offset ?? 0);
}

export async function writeClockOffset(
	transaction: Transaction,
	id: string,
	milliseconds: number,
): Promise<void> {
	await transaction
		.insertInto('simulator_businesses')
		.values({ id, name: null, clock_offset: milliseconds, last_number: 0, last_used_at: null })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ clock_offset: milliseconds }))
		.execute();
}

/** Returns the next number of this business, for an entry or for a change of one. */
export async function nextNumber(transaction: Transaction, id: string): Promise<number> {
	const { last_number } = await transaction
		.insertInto('simulator_businesses')
		.values({ id, name: null, clock_offset: 0, last_number: 1, last_used_at: null })
		.onConflict((conflict) =>
			conflict.column('id').doUpdateSet((column) => ({
				last_number: column('simulator_businesses.last_number', '+', 1),
			})),
		)
		.returning('last_number')
		.executeTakeFirstOrThrow();
	return last_number;
}

export async function markUsed(transaction: Transaction, id: string, at: string): Promise<void> {
	await transaction
		.updateTable('simulator_businesses')
		.set({ last_used_at: at })
		.where('id', '=', id)
		.execute();
}
