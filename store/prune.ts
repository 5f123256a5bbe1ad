import { pruneErasedMessages } from './erased-messages';
import type { FileFolder } from './file-folder';
import { pruneTexts } from './texts';
import { deleteSilentProcesses } from './process-heartbeats';
import { removeFiles } from './simulator-files';
import type { Transactions } from './transactions';

/**
 * Deletes old records. A claim must outlive the longest time in which its provider delivers again (seven days at Meta,
 * docs/facts/whatsapp-cloud.md#repeats-and-order), so callers keep `before` well beyond that. An event that is still
 * kept after that time belongs to a trigger that no longer runs, and its text has no more use.
 */
export function prune(
	transactions: Transactions,
	before: Date,
	now: Date,
	folder: FileFolder | undefined,
): Promise<number> {
	return transactions.write(async (transaction) => {
		const time = before.toISOString();
		const claims = await transaction
			.deleteFrom('inbox')
			.where('received_at', '<', time)
			.executeTakeFirst();
		const messages = await transaction
			.deleteFrom('messages')
			.where('at', '<', time)
			.executeTakeFirst();
		const sends = await transaction
			.deleteFrom('campaign_sends')
			.where('at', '<', time)
			.executeTakeFirst();
		const outcomes = await transaction
			.deleteFrom('send_outcomes')
			.where('at', '<', time)
			.executeTakeFirst();
		const entries = await transaction
			.deleteFrom('simulator_entries')
			.where('at', '<', time)
			.executeTakeFirst();
		const files = await removeFiles(transaction, folder, { before: time });
		await transaction.deleteFrom('waits').where('due_at', '<', time).execute();
		await transaction.deleteFrom('pacing').where('conforms_at', '<', before.getTime()).execute();
		await pruneTexts(transaction, now);
		await pruneErasedMessages(transaction, time);
		await deleteSilentProcesses(transaction, time);
		const deleted = [claims, messages, sends, outcomes, entries].map(
			({ numDeletedRows }) => numDeletedRows,
		);
		return files + Number(deleted.reduce((sum, rows) => sum + rows, 0n));
	});
}
