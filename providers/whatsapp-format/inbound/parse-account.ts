import type { MessagingEvent } from '../../../messaging/event';
import { camelCase, camelKeys } from '../../../messaging/reading/camel-case';
import { contentId } from '../../../messaging/reading/content-id';
import { readTime } from '../../../messaging/reading/event-time';
import { looseRecord } from '../../../messaging/reading/loose-json';
import { dropDeepNesting } from '../../../messaging/reading/nesting';
import { phoneOf } from '../people';
import {
	accountItems,
	contactOfItem,
	groupOfItem,
	lastTimeOfBulk,
	userIdsOfItem,
	type AccountItem,
} from './account-items';
import { ACCOUNT_FIELDS, BULK_FIELDS, COMMON_NAMES, type AccountField } from './account-fields';
import { eventOf } from './event-of';
import type { Change } from './payload';

/**
 * Reads account events: templates, quality, limits, restrictions, and also calls, groups and changed user ids. Most
 * concern no customer, so `contact.id` is empty, and no number, so `business.id` is the WhatsApp Business Account.
 * Values that Meta nests one level deep are top-level fields of the event. An unknown field is passed on with type
 * `other` and its name.
 */
export function accountEvents(change: Change): MessagingEvent[] {
	const value = looseRecord.parse(dropDeepNesting(change.value));
	if (value === undefined) return [];
	const isBulk = BULK_FIELDS.has(change.field);
	const items = isBulk ? [{ value, item: undefined }] : accountItems(value);
	return items.map((item) => accountEvent(change, item, isBulk));
}

function accountEvent(
	change: Change,
	{ value, item }: AccountItem,
	isBulk: boolean,
): MessagingEvent {
	const { field, accountId, time } = change;
	const known = accountFieldOf(field, value);
	const group = groupOfItem(item);
	return eventOf(change, {
		event: 'account',
		id: contentId('account', [field, accountId, time, value]),
		contact: contactOfItem(change, item),
		...(group && { group }),
		account: {
			...(isBulk ? {} : flattened(value, known?.names ?? {})),
			...(known === undefined && { field }),
			...(field === 'user_id_update' && userIdsOfItem(item)),
			type: known?.type ?? 'other',
		},
		time: [item?.timestamp, time, value.timestamp, isBulk ? lastTimeOfBulk(value) : undefined].find(
			(one) => readTime(one) !== undefined,
		),
		raw: { field, value },
	});
}

/** Returns the field of a change. Meta's own sample of a quality change has the name of the status field. */
function accountFieldOf(field: string, value: Record<string, unknown>): AccountField | undefined {
	return ACCOUNT_FIELDS.get(
		'new_quality_score' in value ? 'message_template_quality_update' : field,
	);
}

/** Values that the event has elsewhere, or that are of no use. */
const LEFT_OUT: ReadonlySet<string> = new Set([
	'messaging_product',
	'metadata',
	'contacts',
	'field',
]);

function flattened(
	value: Readonly<Record<string, unknown>>,
	names: Readonly<Record<string, string>>,
): Record<string, unknown> {
	const flat = new Map<string, unknown>();
	const put = (key: string, held: unknown, inside?: string) => {
		const name = names[key] ?? COMMON_NAMES[key] ?? camelCase(key);
		const said = readable(name, key, held);
		if (said === undefined) return;
		// The first value keeps the name; the other gets a longer one.
		const longer = camelCase(inside === undefined ? key : `${inside}_${key}`);
		flat.set(flat.has(name) ? longer : name, said);
	};
	for (const [key, held] of Object.entries(value)) {
		if (LEFT_OUT.has(key)) continue;
		const nested = looseRecord.parse(held);
		if (nested === undefined) put(key, held);
		else for (const [innerKey, inner] of Object.entries(nested)) put(innerKey, inner, key);
	}
	return Object.fromEntries(flat);
}

function readable(name: string, key: string, held: unknown): unknown {
	if (held === null) return undefined;
	if (name === 'phone' && typeof held === 'string') return phoneOf(held) ?? held;
	if (name === 'changesAt') return readTime(held) ?? held;
	// An id that is too large for a number has lost its last digits, and would be another id.
	if (key.endsWith('_id') && typeof held === 'number') {
		return Number.isSafeInteger(held) ? String(held) : undefined;
	}
	return camelKeys(held);
}
