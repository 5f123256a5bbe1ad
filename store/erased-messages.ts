import type { Provider } from '../messaging/provider-names';
import { claimKey } from './claim-key';
import { storedKey } from './stored-key';
import type { Transaction } from './transactions';

/**
 * Messages of conversations with erased customers, as hashes of their ids. Receipts come for weeks after a message, and
 * providers write phone numbers into its id: a late receipt or edit must not bring that, or the text, back.
 */

/** Placeholder for the id of a proof, which a message does not have. */
const MARK = 'message';

/** Adds the messages of a contact. Call before they are deleted. */
export async function addErasedMessages(
	transaction: Transaction,
	contactId: string,
	at: string,
): Promise<void> {
	const messages = await transaction
		.selectFrom('messages')
		.select(['provider', 'message_id'])
		.where('contact_id', '=', contactId)
		.execute();
	const texts = await transaction
		.selectFrom('transcript')
		.innerJoin('conversations', 'conversations.id', 'transcript.conversation_id')
		.select(['conversations.provider', 'transcript.message_id'])
		.where('conversations.contact_id', '=', contactId)
		.execute();
	for (const { provider, message_id } of [...messages, ...texts]) {
		await transaction
			.insertInto('erasures')
			.values({ hash: hashOf(provider, message_id), id: MARK, at })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** Returns whether a message belonged to a customer who was erased since. */
export async function isErasedMessage(
	transaction: Transaction,
	provider: Provider,
	messageId: string,
): Promise<boolean> {
	const row = await transaction
		.selectFrom('erasures')
		.select('hash')
		.where('hash', '=', hashOf(provider, storedKey(messageId)))
		.where('id', '=', MARK)
		.executeTakeFirst();
	return row !== undefined;
}

/** Deletes what is older than a time. Proofs of erasures stay. */
export async function pruneErasedMessages(transaction: Transaction, before: string): Promise<void> {
	await transaction
		.deleteFrom('erasures')
		.where('id', '=', MARK)
		.where('at', '<', before)
		.execute();
}

function hashOf(provider: Provider, storedId: string): string {
	return claimKey(JSON.stringify([provider, storedId]));
}
