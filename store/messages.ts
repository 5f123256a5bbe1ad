import { deliveryRank } from '../messaging/delivery-state';
import type { MessagingError } from '../messaging/error';
import type { DeliveryState, EventStatus } from '../messaging/event';
import type { Provider } from '../messaging/provider-names';
import { locate, save } from './located';
import type { MessageRow } from './schema';
import type { Messages, OutboundRecord } from './store';
import { meet } from './told-facts';
import type { Transaction, Transactions } from './transactions';

/**
 * What was sent and what became of it. The answer to a send and its receipts race each other, so either may create the
 * row, and one statement decides which state is the better one.
 */
export function messagesOf(transactions: Transactions): Messages {
	return {
		recordSent: (ends, message, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const located = await locate(transaction, ends, at);
				located.contact = meet(located.contact, ends.contact, at);
				const before = located.conversation.last_outbound_at;
				if (message.state !== 'failed' && (before === null || before < at)) {
					located.conversation = { ...located.conversation, last_outbound_at: at };
				}
				await save(transaction, located);
				await upsertMessage(
					transaction,
					{
						...reported(ends.provider, located.contact.id, message, at),
						type: message.type,
						template_name: message.templateName ?? null,
						campaign: message.campaign ?? null,
					},
					'send',
				);
			}),

		get: (provider, messageId) =>
			transactions.read(async (transaction) => {
				const row = await transaction
					.selectFrom('messages')
					.selectAll()
					.where('provider', '=', provider)
					.where('message_id', '=', messageId)
					.executeTakeFirst();
				return row && view(row);
			}),
	};
}

/** A receipt, also for a message that somebody else sent or whose answer is still on its way. */
export async function recordStatus(
	transaction: Transaction,
	provider: Provider,
	contactId: string | null,
	status: EventStatus,
	at: string,
): Promise<void> {
	await upsertMessage(transaction, reported(provider, contactId, status, at), 'receipt');
}

/** What a message is called of which only receipts are known. */
const UNKNOWN_TYPE = 'unknown';
const UNKNOWN_RANK = -1;

function reported(
	provider: Provider,
	contactId: string | null,
	report: {
		messageId: string;
		state: DeliveryState | 'unknown';
		error?: MessagingError;
		reference?: string;
	},
	at: string,
): MessageRow {
	return {
		provider,
		message_id: report.messageId,
		contact_id: contactId,
		type: UNKNOWN_TYPE,
		state: report.state,
		state_rank: report.state === 'unknown' ? UNKNOWN_RANK : deliveryRank(report.state),
		reference: report.reference ?? null,
		template_name: null,
		campaign: null,
		error: report.error ? JSON.stringify(report.error) : null,
		at,
	};
}

/** The better state stays, and with it the error that belongs to it. Only the send knows what the message is. */
async function upsertMessage(
	transaction: Transaction,
	row: MessageRow,
	source: 'send' | 'receipt',
): Promise<void> {
	await transaction
		.insertInto('messages')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['provider', 'message_id']).doUpdateSet((column) => {
				const isBetter = column('excluded.state_rank', '>', column.ref('messages.state_rank'));
				const isSame = column('excluded.state_rank', '=', column.ref('messages.state_rank'));
				return {
					state: column
						.case()
						.when(isBetter)
						.then(column.ref('excluded.state'))
						.else(column.ref('messages.state'))
						.end(),
					state_rank: column
						.case()
						.when(isBetter)
						.then(column.ref('excluded.state_rank'))
						.else(column.ref('messages.state_rank'))
						.end(),
					error: column
						.case()
						.when(isBetter)
						.then(column.ref('excluded.error'))
						.when(isSame)
						.then(column.fn.coalesce('messages.error', 'excluded.error'))
						.else(column.ref('messages.error'))
						.end(),
					reference: column.fn.coalesce('messages.reference', 'excluded.reference'),
					contact_id: column.fn.coalesce('messages.contact_id', 'excluded.contact_id'),
					...(source === 'send' && {
						type: row.type,
						template_name: row.template_name,
						campaign: row.campaign,
						at: row.at,
					}),
				};
			}),
		)
		.execute();
}

function view(row: MessageRow): OutboundRecord {
	return {
		messageId: row.message_id,
		type: row.type,
		state: row.state,
		...(row.reference !== null && { reference: row.reference }),
		...(row.template_name !== null && { templateName: row.template_name }),
		...(row.campaign !== null && { campaign: row.campaign }),
		...(row.error !== null && { error: JSON.parse(row.error) as MessagingError }),
		at: row.at,
	};
}
