import type { SendOutcomes, SendResultFacts } from './contracts/send-outcomes';
import { storedKey } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/** Keeps the outcome of each send under the key of the send. See `SendOutcomes`. */
export function sendOutcomesOf(transactions: Transactions): SendOutcomes {
	return {
		find: (key) =>
			transactions.read(async (transaction) => {
				const row = await transaction
					.selectFrom('send_outcomes')
					.selectAll()
					.where('key', '=', key)
					.executeTakeFirst();
				if (row === undefined) return undefined;
				return {
					state: row.state,
					executionId: row.execution_id,
					at: row.at,
					...(row.message_id !== null && { messageId: row.message_id }),
					result: JSON.parse(row.result) as SendResultFacts,
				};
			}),

		begin: ({ key, executionId, replaces }, now) =>
			transactions.write(async (transaction) => {
				if (replaces !== undefined) {
					await transaction
						.deleteFrom('send_outcomes')
						.where('key', '=', key)
						.where('execution_id', '=', replaces)
						.execute();
				}
				const { numInsertedOrUpdatedRows } = await transaction
					.insertInto('send_outcomes')
					.values({
						key,
						state: 'requested',
						execution_id: executionId,
						result: '{}',
						at: now.toISOString(),
					})
					.onConflict((conflict) => conflict.column('key').doNothing())
					.executeTakeFirstOrThrow();
				return Number(numInsertedOrUpdatedRows) === 1;
			}),

		forget: (key) =>
			transactions.write(async (transaction) => {
				await transaction.deleteFrom('send_outcomes').where('key', '=', key).execute();
			}),
	};
}

/** Records an accepted send in the transaction that records its message, so that no crash separates the two. */
export async function finishSend(
	transaction: Transaction,
	{ key, result }: { key: string; result: SendResultFacts },
	messageId: string,
	contactId: string,
): Promise<void> {
	await transaction
		.updateTable('send_outcomes')
		.set({
			state: 'accepted',
			message_id: storedKey(messageId),
			contact_id: contactId,
			result: JSON.stringify(result),
		})
		.where('key', '=', key)
		.execute();
}

/** Removes from the outcomes what identifies an erased customer. The outcomes stay: a repeat must not send again. */
export async function detachSends(transaction: Transaction, contactId: string): Promise<void> {
	await transaction
		.updateTable('send_outcomes')
		.set({ contact_id: null, message_id: null })
		.where('contact_id', '=', contactId)
		.execute();
}
