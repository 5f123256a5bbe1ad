import { sql } from 'kysely';

import { count, NOTHING_COUNTED, readCounts } from '../counters';
import type { Inbox } from '../contracts/inbox';
import { recordHeartbeat } from '../process-heartbeats';
import type { Transaction, Transactions } from '../transactions';
import {
	beginEvents,
	giveBackEvents,
	putBackEvents,
	releaseEvents,
	settleEvents,
	takeTestEvents,
} from './fence';
import { receiveEvents } from './receive';
import { mayStartNext, startNextEvents } from './start-next';

/**
 * Keeps events so that each is processed exactly once and none is lost. An event belongs to the process that writes its
 * claim first. It stays in the claim until its execution has ended.
 */
export function inboxOf(transactions: Transactions): Inbox {
	const { read, write, notices } = transactions;
	const announce = async (transaction: Transaction, dueInMs = 0) => {
		await notices?.send(dueInMs).execute(transaction);
	};
	/** Leaves events to the process that runs their listener. */
	const leave = (work: (transaction: Transaction) => Promise<void>) =>
		write(async (transaction) => {
			await work(transaction);
			await announce(transaction);
		});
	return {
		receive: (events, options) =>
			write(async (transaction) => {
				const { leftDueInMs, ...received } = await receiveEvents(
					transaction,
					events,
					options,
					transactions.hasSingleWriter,
				);
				if (leftDueInMs !== undefined) await announce(transaction, leftDueInMs);
				return received;
			}),

		clock: () =>
			read(async (transaction) => {
				const { rows } = await sql<{
					now: string;
				}>`select ${transactions.currentTime} as now`.execute(transaction);
				return new Date(rows[0]?.now ?? Number.NaN);
			}),

		heartbeat: (owner, now) => write((transaction) => recordHeartbeat(transaction, owner, now)),

		startNext: async (options) => {
			if (options.listeners.length === 0) return [];
			if (!(await read((transaction) => mayStartNext(transaction, options)))) return [];
			return await write((transaction) => startNextEvents(transaction, options));
		},

		begin: (beginning) => write((transaction) => beginEvents(transaction, beginning)),

		settle: (listener, events) =>
			write(async (transaction) => {
				const settled = await settleEvents(transaction, listener, events);
				if (settled.hasNext) await announce(transaction);
				return settled;
			}),

		putBack: (listener, events, executionId) =>
			leave((transaction) => putBackEvents(transaction, listener, events, executionId)),

		release: (listener, events, owner) =>
			write((transaction) => releaseEvents(transaction, listener, events, owner)),

		giveBack: (owner) => leave((transaction) => giveBackEvents(transaction, owner)),

		isHolding: ({ bootId }) =>
			read(async (transaction) => {
				const held = await transaction
					.selectFrom('inbox')
					.select('event_id')
					.where('payload', 'is not', null)
					.where(({ eb, or }) => or([eb('owner', '=', bootId), eb('begun_in', '=', bootId)]))
					.limit(1)
					.executeTakeFirst();
				return held !== undefined;
			}),

		onWaiting: (heard) => notices?.listen(heard) ?? (() => undefined),

		takeForTest: (listener) => write((transaction) => takeTestEvents(transaction, listener)),

		withKeptEvents: (listeners) =>
			read(async (transaction) => {
				if (listeners.length === 0) return [];
				const rows = await transaction
					.selectFrom('inbox')
					.select('trigger_id')
					.distinct()
					.where('trigger_id', 'in', listeners)
					.where('payload', 'is not', null)
					.execute();
				return rows.map(({ trigger_id }) => trigger_id);
			}),

		countRefused: (listener, webhooks) =>
			write((transaction) => count(transaction, listener, { refused: webhooks })),

		counts: (listener) =>
			read(async (transaction) => {
				const counts = await readCounts(transaction, listener);
				return counts.get(listener) ?? NOTHING_COUNTED;
			}),

		allCounts: () => read((transaction) => readCounts(transaction)),
	};
}
