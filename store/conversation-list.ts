import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';

import type { ConversationFilter, ConversationPage } from './contracts/conversations';
import { findContactsById } from './contacts-by-id';
import { toStoredConversation } from './conversation-views';
import type { ConversationRow, Schema } from './schema';
import { storedKey } from './stored-key';
import type { Transaction } from './transactions';

/** Lists conversations for agents and workflows. Each filter has an index; see migration 0014. */
export async function listConversations(
	transaction: Transaction,
	filter: ConversationFilter,
	now: Date,
): Promise<ConversationPage> {
	const rows = await transaction
		.selectFrom('conversations')
		.innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
		.selectAll('conversations')
		.select('contacts.channel')
		.where((where) => where.and(conditions(where, filter, now.toISOString())))
		.orderBy(`conversations.${orderOf(filter)}`)
		.orderBy('conversations.id')
		.limit(filter.limit + 1)
		.execute();
	const page = rows.slice(0, filter.limit);
	const contacts = await findContactsById(
		transaction,
		page.map((row) => row.contact_id),
	);
	const last = page.at(-1);
	return {
		conversations: page.flatMap(({ channel, ...row }) => {
			const contact = contacts.get(row.contact_id);
			if (contact === undefined) return [];
			return [{ ...toStoredConversation(contact, row, now), channel, businessId: row.business_id }];
		}),
		...(rows.length > page.length && last && { next: cursorAfter(last, filter) }),
	};
}

type Where = ExpressionBuilder<
	Pick<Schema, 'conversations' | 'contacts'>,
	'conversations' | 'contacts'
>;

function conditions(where: Where, filter: ConversationFilter, at: string): Expression<SqlBool>[] {
	const { channel, businessId, handler, team, agentId, step } = filter;
	const { since, unansweredSince, windowClosesBy, after } = filter;
	const keeps = (column: 'handler_until' | 'state_expires_at') =>
		where.or([
			where(`conversations.${column}`, 'is', null),
			where(`conversations.${column}`, '>', at),
		]);
	const all: Expression<SqlBool>[] = [where('conversations.provider', '=', filter.provider)];
	if (channel !== undefined) all.push(where('contacts.channel', '=', channel));
	if (businessId !== undefined) {
		all.push(where('conversations.business_id', '=', storedKey(businessId)));
	}
	if (handler === 'bot') {
		const isOver = where('conversations.handler_until', '<=', at);
		all.push(where.or([where('conversations.handler', '=', 'bot'), isOver]));
	} else if (handler !== undefined) {
		all.push(where('conversations.handler', '=', handler), keeps('handler_until'));
	}
	if (team !== undefined) {
		all.push(where('conversations.handler_team', '=', storedKey(team)), keeps('handler_until'));
	}
	if (agentId !== undefined) {
		const isAgent = where('conversations.handler_agent_id', '=', storedKey(agentId));
		all.push(isAgent, keeps('handler_until'));
	}
	if (step !== undefined) {
		all.push(where('conversations.step', '=', storedKey(step)), keeps('state_expires_at'));
	}
	if (since !== undefined) {
		all.push(where('conversations.handler_since', '<=', since.toISOString()));
	}
	if (unansweredSince !== undefined) {
		all.push(where('conversations.last_inbound_at', '<=', unansweredSince.toISOString()));
		// The condition of the index, which holds only these rows. The engines use the index only if it is repeated.
		all.push(sql`(last_outbound_at is null or last_outbound_at < last_inbound_at)`);
	}
	if (windowClosesBy !== undefined) {
		all.push(where('conversations.window_expires_at', '>', at));
		all.push(where('conversations.window_expires_at', '<=', windowClosesBy.toISOString()));
	}
	if (after !== undefined) {
		const [time, id] = readCursor(after);
		const column = sql.ref(`conversations.${orderOf(filter)}`);
		all.push(sql`(${column}, conversations.id) > (${time}, ${id})`);
	}
	return all;
}

/** Returns the column whose times a list is about, oldest first. */
function orderOf({ windowClosesBy, unansweredSince }: ConversationFilter) {
	if (windowClosesBy !== undefined) return 'window_expires_at';
	return unansweredSince !== undefined ? 'last_inbound_at' : 'handler_since';
}

/** Returns the place after a row, for the next page. */
function cursorAfter(row: ConversationRow, filter: ConversationFilter): string {
	return `${row[orderOf(filter)]} ${row.id}`;
}

function readCursor(cursor: string): [time: string, id: string] {
	const end = cursor.indexOf(' ');
	return [cursor.slice(0, end), cursor.slice(end + 1)];
}
