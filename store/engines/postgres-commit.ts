import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

import { isTransient, uncertain } from './postgres-failures';

/**
 * Finds out whether a transaction was committed when the connection was lost before the answer. If it were wrongly
 * counted as failed, the provider's next delivery would be a repeat of an event that no workflow got. If it were
 * wrongly counted as committed, the event could be lost. The database is therefore queried as soon as it can be
 * reached.
 */

/** Longest wait: longer than a restart takes, and about as long as providers wait for an answer. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 200;

/**
 * Returns whether the transaction with this id (`pg_current_xact_id()`) was committed.
 *
 * @throws StoreError `uncertain` when the database does not come back in time, or no longer knows the transaction
 */
export async function wasCommitted(config: ClientConfig, transactionId: string): Promise<boolean> {
	const end = performance.now() + PATIENCE_MS;
	while (performance.now() < end) {
		const status = await ask(config, transactionId);
		if (status === 'committed') return true;
		if (status === 'aborted') return false;
		if (status === 'forgotten') break;
		await pause(PAUSE_MS);
	}
	throw uncertain();
}

type Fate = 'committed' | 'aborted' | 'forgotten' | 'in progress' | 'unreachable';

async function ask(config: ClientConfig, transactionId: string): Promise<Fate> {
	const client = new Client(config);
	client.on('error', () => undefined);
	try {
		await client.connect();
		const { rows } = await client.query<{ status: Fate | null }>(
			'select pg_xact_status($1::xid8) as status',
			[transactionId],
		);
		return rows[0]?.status ?? 'forgotten';
	} catch (error) {
		if (isTransient(error)) return 'unreachable';
		throw uncertain();
	} finally {
		await client.end().catch(() => undefined);
	}
}
