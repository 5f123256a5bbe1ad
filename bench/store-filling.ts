import { Kysely, sql } from 'kysely';

import type { MessagingEvent } from '../messaging/event';
import type { Engine } from '../store/engines/engine';
import type { Schema } from '../store/schema';
import type { ReceiveOptions } from '../store/contracts/inbox';
import type { Store } from '../store/contracts/store';

/**
 * Fills a store. A thousand customers write through the store itself, which would take an hour for a million. They are
 * then copied inside the database. A copy differs from its original only in what identifies the customer.
 */

const LISTENER = 'bench';

/** One listener for all events. */
export const OPTIONS: ReceiveOptions = {
	account: 'account:bench',
	receiver: LISTENER,
	owner: { bootId: 'bench', hostname: 'bench', processId: process.pid },
	now: new Date('2026-03-02T12:00:00.000Z'),
	plan: () => ({
		shopOf: () => undefined,
		recognise: async (event) => event,
		windowHours: () => 24,
		handoverMinutes: 60,
		keepTextsDays: () => 0,
		readAnswer: () => ({ is: 'ordinary' }),
		hearers: (event) => [
			{
				listener: LISTENER,
				event,
				inOrder: true,
				joinMs: 0,
				startsHere: true,
				beginsAtOnce: true,
				hearsAnswers: false,
			},
		],
	}),
};

const ORIGINALS = 1_000;
/** Copies of the originals in one statement. */
const COPIES_AT_ONCE = 50;

/**
 * Returns a message.
 *
 * @param customer number of at most eight digits, which end the phone number
 */
export function inbound(id: string, customer: number): MessagingEvent {
	const digits = `55119${String(customer).padStart(8, '0')}`;
	return {
		event: 'message',
		id,
		provider: 'whatsappCloud',
		channel: 'whatsapp',
		timestamp: OPTIONS.now.toISOString(),
		contact: { id: digits, phone: `+${digits}`, userId: `BR.${customer}`, name: 'Ana' },
		business: { id: 'business-1' },
		message: { id, type: 'text', text: 'Olá! Vocês têm o vestido azul no tamanho 38?' },
	};
}

/** @param contacts a multiple of 1,000 */
export async function fill(store: Store, engine: Engine, contacts: number): Promise<void> {
	const events = Array.from({ length: ORIGINALS }, (_, customer) =>
		inbound(`fill-${customer}`, customer),
	);
	await store.inbox.receive(events, OPTIONS);
	// The state a minute later: the executions have ended, and only the claims are left.
	await store.inbox.settle(LISTENER, events);
	const database = new Kysely<Schema>({ dialect: engine.dialect });
	const copies = contacts / ORIGINALS;
	for (let from = 1; from < copies; from += COPIES_AT_ONCE) {
		const to = Math.min(from + COPIES_AT_ONCE, copies);
		await database.transaction().execute(async (transaction) => {
			for (const statement of copying(from, to)) await sql.raw(statement).execute(transaction);
		});
	}
	await database.transaction().execute((transaction) => sql.raw('analyze').execute(transaction));
	await database.destroy();
}

/** Returns SQL that both engines accept. `copy` counts the copies, `number` is that of the new customer. */
function copying(from: number, to: number): string[] {
	const copies = `with recursive copies(copy) as (select ${from} union all select copy + 1 from copies where copy + 1 < ${to})`;
	const numberOf = (userId: string) =>
		`cast(substr(${userId}, 4) as integer) + copy * ${ORIGINALS}`;
	const eightDigits = `substr(cast(100000000 + ${numberOf('user_id')} as text), 2)`;
	const isOriginal = `id not like '%/%'`;
	return [
		`insert into contacts ${copies}
			select id || '/' || copy, audience, channel, substr(phone, 1, length(phone) - 8) || ${eightDigits},
				'BR.' || (${numberOf('user_id')}), username, name, language, told_at, tier, tags, attributes,
				customer_id, first_seen_at, last_seen_at
			from contacts, copies where ${isOriginal}`,
		`insert into contact_addresses ${copies}
			select contact_addresses.audience, contact_addresses.channel,
				case when address like '%:BR.%'
					then 'id:whatsappCloud:BR.' || (${numberOf('user_id')})
					else substr(address, 1, length(address) - 8) || ${eightDigits} end,
				contact_id || '/' || copy
			from contact_addresses join contacts on contacts.id = contact_id, copies where ${isOriginal}`,
		`insert into conversations ${copies}
			select conversations.id || '/' || copy, contact_id || '/' || copy, provider, business_id,
				substr(address, 1, length(address) - 8) || ${eightDigits}, address_at, window_expires_at,
				first_inbound_id || '/' || copy, last_inbound_id || '/' || copy, last_inbound_at, last_outbound_at,
				handler, handler_until, handler_service, handler_reason, handler_at, choices, choices_at, created_at
			from conversations join contacts on contacts.id = contact_id, copies
			where contacts.${isOriginal}`,
		`insert into inbox ${copies}
			select trigger_id, event_kind, event_id || '/' || copy, emitted_kind, received_at, position, owner,
				held_since, payload, takeovers
			from inbox, copies where event_id not like '%/%'`,
	];
}
