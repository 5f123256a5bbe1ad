import { handlerAt } from '../conversation/handler';
import { MAX_TEXT_LENGTH, type WrittenMessage } from '../conversation/history';
import type { Provider } from '../messaging/provider-names';
import { readHandler } from './conversation-columns';
import { isErasedMessage } from './erased-messages';
import type { ConversationRow } from './schema';
import { storedKey } from './stored-key';
import { longestRetention, type KeptBusiness } from './text-retention';
import type { Transaction } from './transactions';

/** Rows of the table `transcript`: they are kept, moved and deleted in the transactions of other tables. */

const DAY_MS = 86_400_000;

/** Returns the business of a conversation. */
export function businessOf(row: ConversationRow, account?: string): KeptBusiness {
	const { provider, business_id: businessId } = row;
	return { provider, businessId, account: row.account ?? account };
}

/** Returns the name of the agent who has the conversation at this moment. */
export function agentOf(row: ConversationRow, at: string): string | undefined {
	const { agent } = handlerAt(readHandler(row), at);
	return agent?.name ?? agent?.id;
}

/**
 * Keeps the text of a message once. An edit replaces the text of its message. The customer must be locked, because the
 * number of a message is one more than that of the message before.
 *
 * @param days for which it is kept; nothing is kept for 0
 */
export async function keepText(
	transaction: Transaction,
	conversation: ConversationRow,
	{ messageId, from, name, type, text, isEdit }: WrittenMessage,
	{ at, days }: { at: string; days: number },
): Promise<void> {
	if (days <= 0 || messageId === '') return;
	if (await isErasedMessage(transaction, conversation.provider, messageId)) return;
	const { last } = await transaction
		.selectFrom('transcript')
		.select(({ fn }) => fn.max('number').as('last'))
		.where('conversation_id', '=', conversation.id)
		.where('at', '=', at)
		.executeTakeFirstOrThrow();
	const kept = text.slice(0, MAX_TEXT_LENGTH);
	await transaction
		.insertInto('transcript')
		.values({
			conversation_id: conversation.id,
			message_id: storedKey(messageId),
			number: Number(last ?? 0) + 1,
			author: from,
			author_name: name ?? null,
			type,
			text: kept,
			at,
			expires_at: new Date(Date.parse(at) + days * DAY_MS).toISOString(),
		})
		.onConflict((conflict) => {
			const same = conflict.columns(['conversation_id', 'message_id']);
			return isEdit ? same.doUpdateSet({ text: kept }) : same.doNothing();
		})
		.execute();
}

/** Removes a message that was not delivered, or that was deleted, unless a later state says otherwise. */
export async function dropUndelivered(
	transaction: Transaction,
	provider: Provider,
	conversationId: string,
	messageId: string,
): Promise<void> {
	const message = await transaction
		.selectFrom('messages')
		.select('state')
		.where('provider', '=', provider)
		.where('message_id', '=', storedKey(messageId))
		.executeTakeFirst();
	if (message?.state !== 'failed' && message?.state !== 'deleted') return;
	await transaction
		.deleteFrom('transcript')
		.where('conversation_id', '=', conversationId)
		.where('message_id', '=', storedKey(messageId))
		.execute();
}

/** Moves the texts of a conversation to the one that it is merged into. */
export async function moveTexts(transaction: Transaction, from: string, to: string): Promise<void> {
	await transaction
		.deleteFrom('transcript')
		.where('conversation_id', '=', from)
		.where('message_id', 'in', (select) =>
			select.selectFrom('transcript').select('message_id').where('conversation_id', '=', to),
		)
		.execute();
	await transaction
		.updateTable('transcript')
		.set({ conversation_id: to })
		.where('conversation_id', '=', from)
		.execute();
}

/**
 * Deletes texts whose days are over. A longest time that became shorter holds for older texts, too. While no listener
 * asks, each text stays for its own time: a workflow that is unpublished for repair keeps its history.
 */
export async function pruneTexts(transaction: Transaction, now: Date): Promise<void> {
	const time = now.toISOString();
	await transaction.deleteFrom('transcript').where('expires_at', '<', time).execute();
	const days = await longestRetention(transaction, now);
	if (days === 0) return;
	const oldest = new Date(now.getTime() - days * DAY_MS).toISOString();
	await transaction.deleteFrom('transcript').where('at', '<', oldest).execute();
}
