import { IS_SIMULATED } from '../messaging/provider-names';
import { toEventContact } from './contact-views';
import type { EndedHandler } from './contracts/conversations';
import { findContactsById } from './contacts-by-id';
import type { ConversationRow } from './schema';
import { isHashed } from './stored-key';
import type { Transaction } from './transactions';

/** Most handlers of one search. The next search finds the rest. */
const MOST = 200;

/**
 * Returns the conversations of these accounts whose handler's time is over. Recording a handover to the bot takes them
 * off this list. Each business of the Simulator has a clock of its own.
 */
export async function findEndedHandlers(
	transaction: Transaction,
	accounts: readonly string[],
	now: Date,
): Promise<EndedHandler[]> {
	if (accounts.length === 0) return [];
	const at = now.toISOString();
	const real = await transaction
		.selectFrom('conversations')
		.selectAll()
		.where('handler_until', '<=', at)
		.where('provider', 'not in', SIMULATED)
		.where('account', 'in', accounts)
		.orderBy('handler_until')
		.limit(MOST)
		.execute();
	const simulated = await transaction
		.selectFrom('conversations')
		.leftJoin('simulator_businesses', 'simulator_businesses.id', 'conversations.business_id')
		.selectAll('conversations')
		.select('simulator_businesses.clock_offset')
		// Every time, in words that use the index.
		.where('handler_until', '>', '')
		.where('provider', 'in', SIMULATED)
		.where('account', 'in', accounts)
		.execute();
	const ended = [
		...real,
		...simulated.filter(({ handler_until: until, clock_offset: offset }) => {
			const simulatedNow = new Date(now.getTime() + Number(offset ?? 0)).toISOString();
			return until !== null && until <= simulatedNow;
		}),
	];
	const contacts = await findContactsById(
		transaction,
		ended.map((row) => row.contact_id),
	);
	return ended.flatMap((row) => {
		const contact = contacts.get(row.contact_id);
		return contact === undefined ? [] : toEndedHandler(row, contact);
	});
}

const SIMULATED = (Object.keys(IS_SIMULATED) as Array<keyof typeof IS_SIMULATED>).filter(
	(provider) => IS_SIMULATED[provider],
);

function toEndedHandler(
	row: ConversationRow,
	contact: Parameters<typeof toEventContact>[0],
): EndedHandler[] {
	const { account, handler_until: until, business_id: businessId } = row;
	if (account === null || until === null || isHashed(businessId)) return [];
	const { provider, handler_ticket_id: ticketId } = row;
	return [
		{
			...{ key: row.id, account, provider, channel: contact.channel, businessId, until },
			contact: toEventContact(contact, row.address),
			...(ticketId !== null && { ticketId }),
		},
	];
}
