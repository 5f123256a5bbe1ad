import { handlerAt } from '../conversation/handler';
import { deliveryRank } from '../messaging/delivery-state';
import type { EventContact, EventStatus } from '../messaging/event';
import type { Provider } from '../messaging/provider-names';
import { finishClaim } from './campaigns';
import { findOrCreatePerson, savePerson } from './person-and-conversation';
import { afterMenu } from './menus';
import type { ConversationRow, MessageRow } from './schema';
import { finishSend } from './send-outcomes';
import type { Messages, OutboundRecord } from './contracts/messages';
import { applyContact } from './contact-facts';
import { readHandler } from './conversation-columns';
import { afterSent, withRecent } from './conversation-facts';
import { agentOf, businessOf, dropUndelivered, keepText } from './texts';
import { storedKey, storedKeyOrNull } from './stored-key';
import type { TextRetention } from './text-retention';
import type { Transaction, Transactions } from './transactions';

/**
 * Keeps sent messages and their delivery. The answer to a send and its receipts race each other, so either may create
 * the row. One statement decides which state is the later one.
 */
export function messagesOf(transactions: Transactions, retention: TextRetention): Messages {
	return {
		recordSent: (parties, message, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const found = await findOrCreatePerson(transaction, parties, at);
				found.contact = applyContact(found.contact, parties.contact, at);
				const isOut = message.state !== 'failed' && message.state !== 'blocked';
				if (isOut) found.conversation = afterSent(found.conversation, message, at);
				// A reaction asks no question, so an earlier menu stays open.
				if (isOut && message.type !== 'reaction') {
					found.conversation = afterMenu(found.conversation, message.menu, at);
				}
				if (isOut) {
					const { recent_outbound: recent } = found.conversation;
					const recent_outbound = withRecent(recent, message.content, at);
					found.conversation = { ...found.conversation, recent_outbound };
				}
				await savePerson(transaction, found, isOut ? 'both' : 'contactOnly');
				await upsertMessage(
					transaction,
					{
						...reported(parties.provider, found.contact.id, message, at),
						type: message.type,
						template_name: storedKeyOrNull(message.templateName),
						campaign: message.campaign ?? null,
						business_id: storedKey(parties.businessId),
						category: message.category ?? null,
						business_initiated: message.businessInitiated ? 1 : 0,
					},
					'send',
				);
				if (isOut) await keepSent(transaction, found.conversation, message, now, retention);
				const { claimId, send, messageId } = message;
				if (claimId !== undefined) await finishClaim(transaction, claimId, message);
				if (send !== undefined) await finishSend(transaction, send, messageId, found.contact.id);
			}),

		get: (provider, messageId) =>
			transactions.read(async (transaction) => {
				const row = await transaction
					.selectFrom('messages')
					.selectAll()
					.where('provider', '=', provider)
					.where('message_id', '=', storedKey(messageId))
					.executeTakeFirst();
				return row && { ...view(row), messageId };
			}),
	};
}

/**
 * Keeps the text of a sent message, if a listener of the business asks for it. While an agent handles the conversation,
 * all but notices and templates are the agent's.
 */
async function keepSent(
	transaction: Transaction,
	row: ConversationRow,
	{ messageId, type, text, isNotice, account }: Parameters<Messages['recordSent']>[1],
	now: Date,
	retention: TextRetention,
): Promise<void> {
	if (text === undefined || (type === 'reaction' && text === '')) return;
	const days = await retention.daysFor(transaction, businessOf(row, account), now);
	if (days === 0) return;
	const at = now.toISOString();
	const isAgent =
		!isNotice && type !== 'template' && handlerAt(readHandler(row), at).handler === 'human';
	const name = isAgent ? agentOf(row, at) : undefined;
	const from = isAgent ? 'agent' : 'bot';
	const written = { messageId, from, type, text, isEdit: false, ...(name && { name }) } as const;
	await keepText(transaction, row, written, { at, days });
	// A receipt may have been faster than the answer to the send.
	await dropUndelivered(transaction, row.provider, row.id, messageId);
}

/** Records a receipt, also for a message that another system sent or whose answer is still on its way. */
export async function recordStatus(
	transaction: Transaction,
	provider: Provider,
	contactId: string | null,
	status: EventStatus,
	at: string,
): Promise<void> {
	await upsertMessage(transaction, reported(provider, contactId, status, at), 'receipt');
}

/** Returns the recipient and the business of a sent message; `undefined` when they are unknown. */
export async function partiesOfMessage(
	transaction: Transaction,
	provider: Provider,
	messageId: string,
): Promise<
	{ businessId: string; contact: Pick<EventContact, 'id' | 'phone' | 'userId'> } | undefined
> {
	const row = await transaction
		.selectFrom('messages')
		.innerJoin('contacts', 'contacts.id', 'messages.contact_id')
		.leftJoin('conversations', (join) =>
			join
				.onRef('conversations.contact_id', '=', 'contacts.id')
				.onRef('conversations.business_id', '=', 'messages.business_id')
				.onRef('conversations.provider', '=', 'messages.provider'),
		)
		.select(['messages.business_id', 'conversations.address', 'contacts.phone', 'contacts.user_id'])
		.where('messages.provider', '=', provider)
		.where('messages.message_id', '=', storedKey(messageId))
		.executeTakeFirst();
	if (row === undefined || row.business_id === null) return undefined;
	const address = row.address ?? row.phone ?? row.user_id ?? '';
	return {
		businessId: row.business_id,
		contact: {
			id: address,
			...(row.phone !== null && { phone: row.phone }),
			...(row.user_id !== null && { userId: row.user_id }),
		},
	};
}

/** Type of a message of which only receipts are known. */
const UNKNOWN_TYPE = 'unknown';
const UNKNOWN_RANK = -1;

function reported(
	provider: Provider,
	contactId: string | null,
	report: {
		messageId: string;
		state: OutboundRecord['state'];
		error?: OutboundRecord['error'];
		reference?: string;
	},
	at: string,
): MessageRow {
	return {
		provider,
		message_id: storedKey(report.messageId),
		contact_id: contactId,
		type: UNKNOWN_TYPE,
		state: report.state,
		state_rank: rankOf(report.state),
		reference: report.reference ?? null,
		template_name: null,
		campaign: null,
		error: report.error ? JSON.stringify(report.error) : null,
		error_code: report.error?.code ?? null,
		error_title: report.error?.title ?? null,
		business_id: null,
		category: null,
		business_initiated: null,
		at,
	};
}

function rankOf(state: OutboundRecord['state']): number {
	return state === 'unknown' || state === 'blocked' ? UNKNOWN_RANK : deliveryRank(state);
}

/** Keeps the higher state with its error. Only the send knows the content of the message. */
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
				const better = <Name extends 'state' | 'state_rank'>(name: Name) =>
					column
						.case()
						.when(isBetter)
						.then(column.ref(`excluded.${name}`))
						.else(column.ref(`messages.${name}`))
						.end();
				const ofTheBetter = <Name extends 'error' | 'error_code' | 'error_title'>(name: Name) =>
					column
						.case()
						.when(isBetter)
						.then(column.ref(`excluded.${name}`))
						.when(isSame)
						.then(column.fn.coalesce(`messages.${name}`, `excluded.${name}`))
						.else(column.ref(`messages.${name}`))
						.end();
				return {
					state: better('state'),
					state_rank: better('state_rank'),
					error: ofTheBetter('error'),
					error_code: ofTheBetter('error_code'),
					error_title: ofTheBetter('error_title'),
					reference: column.fn.coalesce('messages.reference', 'excluded.reference'),
					contact_id: column.fn.coalesce('messages.contact_id', 'excluded.contact_id'),
					...(source === 'send' && {
						type: row.type,
						template_name: row.template_name,
						campaign: row.campaign,
						business_id: row.business_id,
						category: row.category,
						business_initiated: row.business_initiated,
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
		...(row.category !== null && { category: row.category }),
		...(row.business_initiated === 1 && { businessInitiated: true }),
		...(row.error !== null && { error: JSON.parse(row.error) as OutboundRecord['error'] }),
		at: row.at,
	};
}
