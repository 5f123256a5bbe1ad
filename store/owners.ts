import type { Owner } from './contracts/owner';
import type { Transaction } from './transactions';

/** The processes that hold events, and how we know that they live. */

/** How the boot id of an owner begins that only holds events: with them nobody has begun, so they are no repeats. */
export const NOT_BEGUN = 'not-begun:';

/** A sign of life. It only ever moves forward. */
export async function beat(transaction: Transaction, owner: Owner, now: Date): Promise<void> {
	await transaction
		.insertInto('owners')
		.values({
			boot_id: owner.bootId,
			hostname: owner.hostname,
			process_id: owner.processId,
			last_beat_at: now.toISOString(),
		})
		.onConflict((conflict) =>
			conflict
				.column('boot_id')
				.doUpdateSet((column) => ({ last_beat_at: column.ref('excluded.last_beat_at') }))
				.whereRef('owners.last_beat_at', '<', 'excluded.last_beat_at'),
		)
		.execute();
}

/** A younger sign of life is not renewed. Many webhooks of one process would wait for each other to renew it. */
const FRESH_MS = 5_000;

/** Makes sure that the owner is known to live, for who is about to hold something. */
export async function appear(transaction: Transaction, owner: Owner, now: Date): Promise<void> {
	const known = await transaction
		.selectFrom('owners')
		.select('last_beat_at')
		.where('boot_id', '=', owner.bootId)
		.executeTakeFirst();
	const freshSince = new Date(now.getTime() - FRESH_MS).toISOString();
	if (known === undefined || known.last_beat_at < freshSince) await beat(transaction, owner, now);
}

/** Boot ids of everybody else whose heart has stopped, or whose process is gone from this host. */
export async function deadOwners(
	transaction: Transaction,
	options: { owner: Owner; deadBefore: Date; isProcessAlive: (processId: number) => boolean },
): Promise<string[]> {
	const others = await transaction
		.selectFrom('owners')
		.selectAll()
		.where('boot_id', '!=', options.owner.bootId)
		.execute();
	const deadBefore = options.deadBefore.toISOString();
	return others
		.filter(
			(other) =>
				other.last_beat_at < deadBefore ||
				(other.hostname === options.owner.hostname && !options.isProcessAlive(other.process_id)),
		)
		.map((other) => other.boot_id);
}

/** Forgets owners that have been silent since then and hold nothing. */
export async function forgetOwners(transaction: Transaction, before: string): Promise<void> {
	await transaction
		.deleteFrom('owners')
		.where('last_beat_at', '<', before)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('inbox')
						.select('inbox.owner')
						.whereRef('inbox.owner', '=', 'owners.boot_id')
						.where('inbox.payload', 'is not', null),
				),
			),
		)
		.execute();
}
