import type { RegistrationMemory } from '../messaging/provider';
import type { Listeners, StoredListener } from './contracts/listeners';
import type { ListenerRow } from './schema';
import type { Transaction, Transactions } from './transactions';

/** Stores the listeners of each account. See `Listeners`. */
export function listenersStore({ read, write }: Transactions): Listeners {
	return {
		put: (listener, now) =>
			write(async (transaction) => {
				const row = {
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
		...(row.expires_at !== null && { expiresAt: row.expires_at }),
		...(row.memory !== null && { memory: JSON.parse(row.memory) as RegistrationMemory }),
		...(row.heard_at !== null && { heardAt: row.heard_at }),
		...(row.lost_to !== null && { lostTo: row.lost_to }),
	};
}
