import { sql } from 'kysely';

import { anchorOf, type UpdateFacts } from '../conversation/updates';
import type { EventConversation, MessagingEvent } from '../messaging/event';
import { IS_SIMULATED } from '../messaging/provider-names';
import { toEventContact } from './contact-views';
import { findContactsById } from './contacts-by-id';
import type { ConversationLook, LookRequest } from './contracts/conversations';
import { readHandler, readSilences } from './conversation-columns';
import type { ConversationRow } from './schema';
import { HASHED } from './stored-key';
import type { Transaction } from './transactions';

/** Finds the conversations at which to look for due updates, and records what was announced. */

/** Most conversations of one search, so that it holds up nothing else. */
const MOST = 100;

/** The clock of a business, in ms ahead of real time. */
interface BusinessClock {
	/** `undefined`: every business whose clock shows real time. */
	businessId: string | undefined;
	offset: number;
}

/** Returns conversations of an account whose next look is due, the longest due first. */
export async function findLooks(
	transaction: Transaction,
	{ account, provider, clockFrom }: LookRequest,
	now: Date,
): Promise<ConversationLook[]> {
	const clocks = IS_SIMULATED[provider] ? await movedClocks(transaction) : [];
	const moved = clocks.flatMap(({ businessId }) => businessId ?? []);
	const looks: ConversationLook[] = [];
	for (const clock of [{ businessId: undefined, offset: 0 }, ...clocks]) {
		const time = new Date(now.getTime() + clock.offset).toISOString();
		let due = transaction
			.selectFrom('conversations')
			.selectAll()
			.where('account', '=', account)
			// The business cannot be read back, so no event can name it.
			.where('business_id', 'not like', `${HASHED}%`)
			.where('look_at', '>=', clockFrom(clock.offset))
			.where('look_at', '<=', time);
		if (clock.businessId !== undefined) due = due.where('business_id', '=', clock.businessId);
		else if (moved.length > 0) due = due.where('business_id', 'not in', moved);
		const rows = await due.orderBy('look_at').orderBy('id').limit(MOST).execute();
		looks.push(...(await toLooks(transaction, rows, time, clock.offset)));
	}
	return looks;
}

async function movedClocks(transaction: Transaction): Promise<BusinessClock[]> {
	const rows = await transaction
		.selectFrom('simulator_businesses')
		.select(['id', 'clock_offset'])
		// The condition of the index. The engines use it only if it is repeated.
		.where(sql<boolean>`clock_offset <> 0`)
		.execute();
	return rows.map(({ id, clock_offset: offset }) => ({ businessId: id, offset: Number(offset) }));
}

async function toLooks(
	transaction: Transaction,
	rows: readonly ConversationRow[],
	now: string,
	clockOffset: number,
): Promise<ConversationLook[]> {
	const contacts = await findContactsById(
		transaction,
		rows.map((row) => row.contact_id),
	);
	return rows.flatMap((row) => {
		const contact = contacts.get(row.contact_id);
		const { id: key, look_at: lookAt } = row;
		if (contact === undefined || lookAt === null) return [];
		return [
			{
				...{ key, now, clockOffset, lookAt, facts: updateFactsOf(row) },
				...{ provider: row.provider, channel: contact.channel, businessId: row.business_id },
				contact: toEventContact(contact, row.address),
			},
		];
	});
}

/** Sets the time of the next look, unless the conversation has changed since this one. */
export async function recordLook(
	transaction: Transaction,
	{ key, lookAt, facts }: ConversationLook,
	nextAt: string | undefined,
): Promise<void> {
	const { silences, handler, windowExpiresAt } = facts;
	const seen = {
		look_at: lookAt,
		window_expires_at: windowExpiresAt ?? null,
		customer_silent_since: silences.customerSince ?? null,
		agent_silent_since: silences.agentSince ?? null,
		handler: handler.handler,
		handler_until: handler.until ?? null,
	};
	let unchanged = transaction
		.updateTable('conversations')
		.set({ look_at: nextAt ?? null })
		.where('id', '=', key);
	for (const [column, value] of Object.entries(seen)) {
		unchanged = unchanged.where(sql<boolean>`${sql.ref(column)} is not distinct from ${value}`);
	}
	await unchanged.execute();
}

function updateFactsOf(row: ConversationRow): UpdateFacts {
	return {
		silences: readSilences(row),
		handler: readHandler(row),
		...(row.window_expires_at !== null && { windowExpiresAt: row.window_expires_at }),
	};
}

type UpdateDetails = Pick<
	EventConversation,
	'update' | 'updateMinutes' | 'silentSince' | 'isUnanswered'
>;

/** Returns the update of an event, if its silence or its window still lasts. */
export function presentUpdate(
	row: ConversationRow,
	{ conversation }: MessagingEvent,
	at: string,
): UpdateDetails | undefined {
	const { update, updateMinutes, silentSince, windowExpiresAt } = conversation ?? {};
	if (update === undefined) return undefined;
	const isWindow = update === 'windowCloses';
	const anchor = anchorOf(update, updateFactsOf(row), at);
	if (anchor === undefined || anchor !== (isWindow ? windowExpiresAt : silentSince))
		return undefined;
	return {
		update,
		updateMinutes,
		...(isWindow ? { isUnanswered: isUnanswered(row) } : { silentSince: anchor }),
	};
}

function isUnanswered(row: ConversationRow): boolean {
	return (row.last_outbound_at ?? '') < (row.last_inbound_at ?? '');
}
