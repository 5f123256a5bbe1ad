import type { Owner } from './contracts/owner';
import type { Transaction } from './transactions';

/** Heartbeats of the processes that hold claims. They tell living processes from dead ones. */

/** Prefix of the boot id of an owner that only holds events. Nobody has begun to work on them, so they are no repeats. */
export const NOT_BEGUN = 'not-begun:';

/** Records a heartbeat. The stored time never moves back. */
export async function recordHeartbeat(
	transaction: Transaction,
	owner: Owner,
	now: Date,
): Promise<void> {
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

/** A younger heartbeat is not renewed: the webhooks of one process would wait for each other to renew it. */
const RECENT_MS = 5_000;

/** Renews the heartbeat if it is older than `RECENT_MS`. Call it in the transaction that claims something. */
export async function ensureRecentHeartbeat(
	transaction: Transaction,
	owner: Owner,
	now: Date,
): Promise<void> {
	const known = await transaction
		.selectFrom('owners')
		.select('last_beat_at')
		.where('boot_id', '=', owner.bootId)
		.executeTakeFirst();
	const recentSince = new Date(now.getTime() - RECENT_MS).toISOString();
	if (known === undefined || known.last_beat_at < recentSince)
		await recordHeartbeat(transaction, owner, now);
}

/** Returns the boot ids of other processes whose heartbeat is too old, or that are gone from this host. */
export async function findDeadProcesses(
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

/** Deletes processes without a heartbeat since then that hold no event. */
export async function deleteSilentProcesses(
	transaction: Transaction,
	before: string,
): Promise<void> {
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
