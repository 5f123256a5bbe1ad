import type { HistoryMessage } from '../conversation/history';
import type { History } from './contracts/history';
import { findContact, findConversation } from './person-and-conversation';
import type { ContactRow, TranscriptRow } from './schema';
import { isHashed } from './stored-key';
import type { TextRetention } from './text-retention';
import type { Transaction, Transactions } from './transactions';

/** Keeps the texts of conversations. See `History`. */
export function historyOf({ read }: Transactions, retention: TextRetention): History {
	return {
		read: (parties, { limit, sinceClosing, account }, now) =>
			read(async (transaction) => {
				const contact = await findContact(transaction, parties);
				const row = contact && (await findConversation(transaction, parties, contact.id));
				const since = sinceClosing ? row?.closed_at : null;
				const rows = row ? await newestRows(transaction, row.id, since ?? null, limit) : [];
				const business = { ...parties, account: row?.account ?? account };
				return {
					messages: contact ? rows.reverse().map((kept) => view(kept, contact)) : [],
					keptDays: await retention.daysFor(transaction, business, now),
				};
			}),
	};
}

/** Returns the newest rows of a conversation, the newest first. */
function newestRows(
	transaction: Transaction,
	conversationId: string,
	since: string | null,
	limit: number,
): Promise<TranscriptRow[]> {
	const rows = transaction
		.selectFrom('transcript')
		.selectAll()
		.where('conversation_id', '=', conversationId)
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.limit(limit);
	return (since === null ? rows : rows.where('at', '>', since)).execute();
}

function view(row: TranscriptRow, contact: ContactRow): HistoryMessage {
	const name = row.author === 'customer' ? contact.name : row.author_name;
	return {
		messageId: isHashed(row.message_id) ? '' : row.message_id,
		from: row.author,
		...(name !== null && { name }),
		type: row.type,
		text: row.text,
		at: row.at,
	};
}
