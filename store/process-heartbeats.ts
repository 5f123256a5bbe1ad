import type { LivenessFacts } from './contracts/inbox';
import type { Owner } from './contracts/owner';
import type { Transaction } from './transactions';

/** Heartbeats of the processes that have claims. They distinguish living processes from dead ones. */

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
			identity: owner.identity ?? null,
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

/** Younger heartbeats are not renewed, because the webhooks of one process would wait for each other. */
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

/**
 * Returns the boot ids of the living processes: the caller, and every other one with a recent heartbeat which is not
 * proven to have ended.
 */
export async function findLivingProcesses(
	transaction: Transaction,
	{ owner, deadBefore, isProvenDead }: LivenessFacts,
): Promise<Set<string>> {
	const others = await transaction
		.selectFrom('owners')
		.select(['boot_id', 'identity'])
		.where('boot_id', '!=', owner.bootId)
		.where('last_beat_at', '>=', deadBefore.toISOString())
		.execute();
	const living = others.filter(({ identity }) => identity === null || !isProvenDead(identity));
	return new Set([owner.bootId, ...living.map(({ boot_id }) => boot_id)]);
}

/** Deletes processes that hold no event and whose last heartbeat is older than `before`. */
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
						.where(({ eb, or }) =>
							or([
								eb('inbox.owner', '=', eb.ref('owners.boot_id')),
								eb('inbox.begun_in', '=', eb.ref('owners.boot_id')),
							]),
						)
						.where('inbox.payload', 'is not', null),
				),
			),
		)
		.execute();
}
