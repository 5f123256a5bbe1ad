import { randomUUID } from 'node:crypto';
import type { ExpressionBuilder } from 'kysely';

import {
	CONSENT_SCOPES,
	type ConsentScope,
	type ConsentState,
	type MessagingEvent,
} from '../messaging/event';
import type { Schema } from './schema';
import type { ConsentRecord } from './contracts/consents';
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

/** Returns the current consent. An opt-out of `all` covers every scope. */
export async function currentConsent(
	transaction: Transaction,
	contactId: string,
): Promise<Record<ConsentScope, ConsentState | 'unknown'>> {
	const latest = new Map<ConsentScope, ConsentState>();
	for (const scope of CONSENT_SCOPES) {
		const record = await transaction
			.selectFrom('consents')
			.select('state')
			.where('contact_id', '=', contactId)
			.where('scope', '=', scope)
			.orderBy('at', 'desc')
			.orderBy(byWorkflowLast, 'desc')
			.orderBy(isOptOut, 'desc')
			.limit(1)
			.executeTakeFirst();
		if (record) latest.set(scope, record.state);
	}
	const holds = (scope: ConsentScope) =>
		latest.get('all') === 'optedOut' ? 'optedOut' : (latest.get(scope) ?? 'unknown');
	return { all: holds('all'), marketing: holds('marketing') };
}

function byWorkflowLast(column: ExpressionBuilder<Schema, 'consents'>) {
	return column.case().when('source_event', 'is', null).then(column.ref('number')).else(0).end();
}

function isOptOut(column: ExpressionBuilder<Schema, 'consents'>) {
	return column.case().when('state', '=', 'optedOut').then(1).else(0).end();
}

/** Returns the records of a contact, newest first. */
export async function consentHistory(
	transaction: Transaction,
	contactId: string,
): Promise<ConsentRecord[]> {
	const rows = await transaction
		.selectFrom('consents')
		.selectAll()
		.where('contact_id', '=', contactId)
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.execute();
	return rows.map(({ state, scope, source, evidence, at }) => ({
		state,
		scope,
		source,
		...(evidence !== null && { evidence }),
		at,
	}));
}
