import { randomUUID } from 'node:crypto';
import type { ExpressionBuilder } from 'kysely';

import {
	CONSENT_SCOPES,
	type ConsentScope,
	type ConsentState,
	type MessagingEvent,
} from '../messaging/event';
import { isNamedShop, UNNAMED_SHOP } from './addresses';
import type { ConsentRecord } from './contracts/consents';
import type { Consent } from './contracts/contacts';
import type { ContactRow, Schema } from './schema';
import { storedKey } from './stored-key';
import type { Transaction } from './transactions';

/**
 * The consent history of a customer. Records are only added. The latest record of a scope counts, by the time of the
 * consent, so that an old record that arrives late changes nothing. Among records of the same moment, those of
 * workflows count, and of these the last one. Providers report whole seconds in any order, so among their records the
 * opt-out counts.
 */

/**
 * Adds a record. A record of an event is added once, also when several triggers get the event.
 *
 * @param sourceEvent the unique name of that event
 */
export async function appendConsent(
	transaction: Transaction,
	contactId: string,
	consent: ConsentRecord,
	sourceEvent?: string,
): Promise<void> {
	const { last } = await transaction
		.selectFrom('consents')
		.select((select) => select.fn.max('number').as('last'))
		.where('contact_id', '=', contactId)
		.executeTakeFirstOrThrow();
	await transaction
		.insertInto('consents')
		.values({
			id: randomUUID(),
			contact_id: contactId,
			number: Number(last ?? 0) + 1,
			state: consent.state,
			scope: consent.scope,
			source: consent.source,
			evidence: consent.evidence ?? null,
			at: consent.at,
			source_event: sourceEvent ?? null,
		})
		.onConflict((conflict) => conflict.column('source_event').doNothing())
		.execute();
}

/** Returns a name of a consent event that is unique in the store. */
export function consentEventName(audience: string, event: MessagingEvent): string {
	return storedKey(JSON.stringify([audience, event.provider, event.business.id, event.id]));
}

/** The contact whose consent is meant; without `id`, a customer of whom the shop has none yet. */
export type ConsentHolder = Pick<ContactRow, 'audience' | 'channel'> & { id?: string };

/**
 * Returns the current consent. An opt-out of `all` covers every scope. In a named shop an opt-out of the unnamed one
 * holds until the customer opts in there; opt-ins of the unnamed one do not count.
 *
 * @param addresses further addresses of the holder, which may not be stored yet
 */
export async function currentConsent(
	transaction: Transaction,
	holder: ConsentHolder,
	addresses: readonly string[] = [],
): Promise<Consent> {
	const unnamed = await contactsOfUnnamedShop(transaction, holder, addresses);
	const latest = new Map<ConsentScope, ConsentState>();
	for (const scope of CONSENT_SCOPES) {
		const own = holder.id === undefined ? undefined : await latestOf(transaction, holder.id, scope);
		const outAt = await lastOptOut(transaction, unnamed, scope);
		const isOut = outAt !== undefined && (own === undefined || own.at <= outAt);
		const state = isOut ? 'optedOut' : own?.state;
		if (state !== undefined) latest.set(scope, state);
	}
	const holds = (scope: ConsentScope) =>
		latest.get('all') === 'optedOut' ? 'optedOut' : (latest.get(scope) ?? 'unknown');
	return { all: holds('all'), marketing: holds('marketing') };
}

async function latestOf(
	transaction: Transaction,
	contactId: string,
	scope: ConsentScope,
): Promise<{ state: ConsentState; at: string } | undefined> {
	return transaction
		.selectFrom('consents')
		.select(['state', 'at'])
		.where('contact_id', '=', contactId)
		.where('scope', '=', scope)
		.orderBy('at', 'desc')
		.orderBy(byWorkflowLast, 'desc')
		.orderBy(isOptOut, 'desc')
		.limit(1)
		.executeTakeFirst();
}

async function lastOptOut(
	transaction: Transaction,
	contactIds: readonly string[],
	scope: ConsentScope,
): Promise<string | undefined> {
	if (contactIds.length === 0) return undefined;
	const record = await transaction
		.selectFrom('consents')
		.select((select) => select.fn.max('at').as('at'))
		.where('contact_id', 'in', contactIds)
		.where('scope', '=', scope)
		.where('state', '=', 'optedOut')
		.executeTakeFirst();
	return record?.at ?? undefined;
}

/** Returns the ids of this customer's contacts in the unnamed shop; none where the holder is of no named one. */
async function contactsOfUnnamedShop(
	transaction: Transaction,
	{ id, audience, channel }: ConsentHolder,
	addresses: readonly string[],
): Promise<string[]> {
	if (!isNamedShop(audience)) return [];
	const stored =
		id === undefined
			? []
			: await transaction
					.selectFrom('contact_addresses')
					.select('address')
					.where('contact_id', '=', id)
					.execute();
	const all = [...new Set([...addresses, ...stored.map(({ address }) => address)])];
	const rows = await transaction
		.selectFrom('contact_addresses')
		.select('contact_id')
		.distinct()
		.where('audience', '=', UNNAMED_SHOP)
		.where('channel', '=', channel)
		.where('address', 'in', all)
		.execute();
	return rows.map(({ contact_id }) => contact_id);
}

function byWorkflowLast(column: ExpressionBuilder<Schema, 'consents'>) {
	return column.case().when('source_event', 'is', null).then(column.ref('number')).else(0).end();
}

function isOptOut(column: ExpressionBuilder<Schema, 'consents'>) {
	return column.case().when('state', '=', 'optedOut').then(1).else(0).end();
}

/** Returns the records that count for a customer, newest first. */
export async function consentHistory(
	transaction: Transaction,
	holder: ConsentHolder,
	addresses: readonly string[] = [],
): Promise<ConsentRecord[]> {
	const unnamed = await contactsOfUnnamedShop(transaction, holder, addresses);
	const own = holder.id === undefined ? [] : [holder.id];
	if (own.length + unnamed.length === 0) return [];
	const rows = await transaction
		.selectFrom('consents')
		.selectAll()
		.where('contact_id', 'in', [...own, ...unnamed])
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.execute();
	return rows
		.filter(({ contact_id, state }) => contact_id === holder.id || state === 'optedOut')
		.map(({ state, scope, source, evidence, at }) => ({
			state,
			scope,
			source,
			...(evidence !== null && { evidence }),
			at,
		}));
}
