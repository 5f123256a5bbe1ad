import type { RegistrationMemory } from '../messaging/provider';
import { IS_SIMULATED } from '../messaging/provider-names';
import type { Listeners, ListenerToPut, StoredListener } from './contracts/listeners';
import type { ListenerRow } from './schema';
import type { TextRetention } from './text-retention';
import type { Transaction, Transactions } from './transactions';

/** Stores the listeners of each account. See `Listeners`. */
export function listenersStore(
	{ read, write: writeIn }: Transactions,
	retention: TextRetention,
): Listeners {
	const write: typeof writeIn = async (work) => {
		const result = await writeIn(work);
		retention.forget();
		return result;
	};
	return {
		put: (listener, now) =>
			write(async (transaction) => {
				const updates = await updateColumns(transaction, listener, now);
				const row = {
					...updates,
					account: listener.account,
					provider: listener.provider,
					workflow_name: listener.workflowName,
					url: listener.url,
					verify_token: listener.verifyToken,
					webhook_token: listener.webhookToken,
					business_id: listener.businessId ?? null,
					set_up_by_hand: listener.setUpByHand ? 1 : 0,
					settings: JSON.stringify(listener.settings),
					expires_at: listener.expiresAt ?? null,
					keep_texts_days: listener.keepTextsDays ?? null,
				};
				await transaction
					.insertInto('listeners')
					.values({
						key: listener.key,
						...row,
						memory: null,
						published_at: now.toISOString(),
						heard_at: null,
						lost_to: null,
					})
					.onConflict((conflict) => conflict.column('key').doUpdateSet(row))
					.execute();
			}),

		remove: (key) =>
			write(async (transaction) => {
				await transaction.deleteFrom('listeners').where('key', '=', key).execute();
			}),

		get: (key) =>
			read(async (transaction) => {
				const row = await transaction
					.selectFrom('listeners')
					.selectAll()
					.where('key', '=', key)
					.executeTakeFirst();
				return row && view(row);
			}),

		ofAccount: (account, now) => read((transaction) => listenersOf(transaction, account, now)),

		all: (now) =>
			read(async (transaction) => {
				const rows = await unexpired(transaction, now).execute();
				return rows.map(view);
			}),

		rememberRegistration: (key, memory) =>
			write(async (transaction) => {
				await transaction
					.updateTable('listeners')
					.set({ memory: memory === undefined ? null : JSON.stringify(memory) })
					.where('key', '=', key)
					.execute();
			}),

		rememberLoss: (key, lostTo) =>
			write(async (transaction) => {
				await transaction
					.updateTable('listeners')
					.set({ lost_to: lostTo ?? null })
					.where('key', '=', key)
					.execute();
			}),

		end: (key, now) =>
			write(async (transaction) => {
				await transaction
					.updateTable('listeners')
					.set(({ fn, val }) => ({
						expires_at: now.toISOString(),
						// The memory distinguishes it from a test run, which leaves nothing to undo.
						memory: fn.coalesce('memory', val(JSON.stringify({}))),
					}))
					.where('key', '=', key)
					.execute();
			}),

		ended: (account, now) =>
			read(async (transaction) => {
				const rows = await transaction
					.selectFrom('listeners')
					.selectAll()
					.where('account', '=', account)
					.where('expires_at', '<=', now.toISOString())
					.where('memory', 'is not', null)
					.orderBy('published_at')
					.orderBy('key')
					.execute();
				return rows.map(view);
			}),
	};
}

type UpdateColumns = Pick<ListenerRow, 'update_minutes' | 'updates_since' | 'updates_clock_offset'>;

/**
 * Returns the updates that a listener wants, and since when. That stays when n8n starts again, and begins anew when the
 * user publishes again or chooses other times.
 */
async function updateColumns(
	transaction: Transaction,
	{ key, account, provider, updateMinutes = {} }: ListenerToPut,
	now: Date,
): Promise<UpdateColumns> {
	const wantsUpdates = Object.keys(updateMinutes).length > 0;
	const update_minutes = wantsUpdates ? JSON.stringify(updateMinutes) : null;
	const before = await transaction
		.selectFrom('listeners')
		.select(['update_minutes', 'updates_since', 'updates_clock_offset', 'expires_at'])
		.where('key', '=', key)
		.executeTakeFirst();
	if (before?.update_minutes === update_minutes && before.expires_at === null) {
		const { updates_since, updates_clock_offset } = before;
		return { update_minutes, updates_since, updates_clock_offset };
	}
	if (!wantsUpdates) {
		return { update_minutes, updates_since: null, updates_clock_offset: 0 };
	}
	const offset = IS_SIMULATED[provider] ? await clockOffsetOf(transaction, account) : 0;
	return { update_minutes, updates_since: now.toISOString(), updates_clock_offset: offset };
}

/** Returns the offset of the clock of an account's simulated business. */
async function clockOffsetOf(transaction: Transaction, account: string): Promise<number> {
	const row = await transaction
		.selectFrom('conversations')
		.innerJoin('simulator_businesses', 'simulator_businesses.id', 'conversations.business_id')
		.select('simulator_businesses.clock_offset')
		.where('conversations.account', '=', account)
		.where('conversations.look_at', 'is not', null)
		.limit(1)
		.executeTakeFirst();
	return Number(row?.clock_offset ?? 0);
}

/** Records that the provider has called this listener's address. */
export async function recordHeard(transaction: Transaction, key: string, now: Date): Promise<void> {
	await transaction
		.updateTable('listeners')
		.set({ heard_at: now.toISOString() })
		.where('key', '=', key)
		.execute();
}

/** Returns the listeners of an account in the order of their publication. */
export async function listenersOf(
	transaction: Transaction,
	account: string,
	now: Date,
): Promise<StoredListener[]> {
	const rows = await unexpired(transaction, now).where('account', '=', account).execute();
	return rows.map(view);
}

function unexpired(transaction: Transaction, now: Date) {
	return transaction
		.selectFrom('listeners')
		.selectAll()
		.where(({ eb, or }) =>
			or([eb('expires_at', 'is', null), eb('expires_at', '>', now.toISOString())]),
		)
		.orderBy('published_at')
		.orderBy('key');
}

function view(row: ListenerRow): StoredListener {
	return {
		key: row.key,
		account: row.account,
		provider: row.provider,
		workflowName: row.workflow_name,
		url: row.url,
		verifyToken: row.verify_token,
		webhookToken: row.webhook_token,
		...(row.business_id !== null && { businessId: row.business_id }),
		setUpByHand: row.set_up_by_hand === 1,
		settings: JSON.parse(row.settings) as unknown,
		...(row.keep_texts_days !== null && { keepTextsDays: row.keep_texts_days }),
		...(row.expires_at !== null && { expiresAt: row.expires_at }),
		...(row.memory !== null && { memory: JSON.parse(row.memory) as RegistrationMemory }),
		...(row.heard_at !== null && { heardAt: row.heard_at }),
		...(row.lost_to !== null && { lostTo: row.lost_to }),
		...(row.update_minutes !== null && {
			updateMinutes: JSON.parse(row.update_minutes) as StoredListener['updateMinutes'],
		}),
		...(row.updates_since !== null && { updatesSince: row.updates_since }),
		updatesClockOffset: Number(row.updates_clock_offset),
	};
}
