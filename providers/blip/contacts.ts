import { z } from 'zod';

import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { RESOURCE_NOT_FOUND, runCommand } from './commands';
import { POSTMASTER, type Command } from './envelopes';
import { LIME } from './lime';

/**
 * A contact in the roster of a bot (docs/facts/blip.md#contacts). A router and the bots behind it each have a roster.
 * `set` deletes fields that it does not contain, so changes use `merge`. No page says whether `merge` keeps extras that
 * it does not contain, so all extras are read first and written back.
 */
export interface ContactCard {
	identity: string;
	name?: string;
	email?: string;
	phoneNumber?: string;
	city?: string;
	group?: string;
	culture?: string;
	/** The only consent that Blip knows. */
	subscriptionStatus?: 'subscribed' | 'not-subscribed';
	/** Texts only. */
	extras?: Record<string, string>;
}

/** Builds the command that reads a contact. Pure. */
export function getContact(identity: string): Command {
	return {
		to: POSTMASTER.contacts,
		method: 'get',
		uri: `/contacts/${encodeURIComponent(identity)}`,
	};
}

/** Builds the command that changes the given fields of a contact. `extras` must be complete. Pure. */
export function mergeContact(card: ContactCard): Command {
	return {
		to: POSTMASTER.contacts,
		method: 'merge',
		uri: '/contacts',
		type: LIME.contact,
		resource: card,
	};
}

/**
 * Changes a contact and keeps every other extra; `null` removes one. Two workflows that change the extras of one
 * customer at the same time may undo each other, because Blip has no lock.
 */
export async function updateContact(
	account: Account,
	{ extras, ...card }: Omit<ContactCard, 'extras'> & { extras?: Record<string, string | null> },
	http: Http,
): Promise<ApiResult<object>> {
	let merged: ContactCard = card;
	if (extras !== undefined) {
		const found = await runCommand(account, getContact(card.identity), http);
		if (!found.ok && found.reasonCode !== RESOURCE_NOT_FOUND) return refusal(found);
		const before = found.ok ? heldExtras(found.value.resource) : {};
		const after = Object.entries({ ...before, ...extras });
		merged = {
			...card,
			extras: Object.fromEntries(
				after.filter((entry): entry is [string, string] => entry[1] !== null),
			),
		};
	}
	const done = await runCommand(account, mergeContact(merged), http);
	return done.ok ? { ok: true, value: {} } : refusal(done);
}

function refusal({ error }: { error: (ApiResult<never> & { ok: false })['error'] }) {
	return { ok: false, error } as const;
}

const holder = z.object({ extras: z.record(z.unknown()).optional().catch(undefined) });

/** Returns the extras of a contact as texts. Other values are written as JSON. */
export function heldExtras(resource: unknown): Record<string, string> {
	const parsed = holder.safeParse(resource);
	const entries = Object.entries((parsed.success ? parsed.data.extras : undefined) ?? {});
	return Object.fromEntries(
		entries.flatMap(([key, value]) =>
			value === null || value === undefined
				? []
				: [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
		),
	);
}
