import { z } from 'zod';

import type { EventContact, EventGroup } from '../../../messaging/event';
import { readTime } from '../../../messaging/reading/event-time';
import { idText, looseRecord, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { phoneOf } from '../people';
import type { Change } from './payload';

/**
 * One item of a change that lists several, each with its own time: calls, changed user ids, group events, automatic
 * events. Each becomes an event with its own time, customer and group.
 */
export interface AccountItem {
	/** The value of the change with this item only. */
	value: Readonly<Record<string, unknown>>;
	/** The item; `undefined` when the change lists none. */
	item: Readonly<Record<string, unknown>> | undefined;
}

/** Fields with the names beside the items, see people.ts. */
const NAMES = 'contacts';

export function accountItems(value: Readonly<Record<string, unknown>>): AccountItem[] {
	const lists = Object.entries(value).flatMap(([name, held]) => {
		const items = name === NAMES ? [] : timedItems(held);
		return items.length > 0 ? [{ name, items }] : [];
	});
	if (lists.length === 0) return [{ value, item: undefined }];
	const names = new Set(lists.map(({ name }) => name));
	const shared = Object.entries(value).filter(([name]) => !names.has(name));
	return lists.flatMap(({ name, items }) =>
		items.map((item) => ({ value: { ...Object.fromEntries(shared), [name]: [item] }, item })),
	);
}

function timedItems(held: unknown): Array<Readonly<Record<string, unknown>>> {
	if (!Array.isArray(held)) return [];
	const items = recordsIn(held);
	return items.some((item) => item.timestamp !== undefined) ? items : [];
}

function recordsIn(list: readonly unknown[]): Array<Readonly<Record<string, unknown>>> {
	return list.flatMap((item) => {
		const read = looseRecord.parse(item);
		return read === undefined ? [] : [read];
	});
}

const synced = z.object({ metadata: z.object({ timestamp: z.unknown() }) });

/** Returns the time of the last item of a bulk transfer, as Meta wrote it; `undefined` when the items have none. */
export function lastTimeOfBulk(value: Readonly<Record<string, unknown>>): unknown {
	const times = Object.values(value).flatMap((held) =>
		(Array.isArray(held) ? recordsIn(held) : []).flatMap((item) => {
			const read = synced.safeParse(item);
			return read.success ? [read.data.metadata.timestamp] : [];
		}),
	);
	return times.reduce(
		(last, time) => ((readTime(time) ?? '') > (readTime(last) ?? '') ? time : last),
		undefined,
	);
}

const party = z.object({
	from: idText,
	from_user_id: idText,
	to: idText,
	to_user_id: idText,
	direction: text,
	recipient_id: idText,
	recipient_user_id: idText,
	wa_id: idText,
	user_id: z
		.union([z.string(), z.object({ current: idText }).transform(({ current }) => current)])
		.optional()
		.catch(undefined),
	group_id: idText,
	subject: text,
});

/** Returns the customer of an item. In a call it is the party that is not the business number. */
export function contactOfItem(
	{ people, business }: Change,
	item: AccountItem['item'],
): EventContact {
	if (item === undefined) return { id: '' };
	const read = party.parse(item);
	const isOurs = (number: string | undefined) =>
		business.phone !== undefined && phoneOf(number) === business.phone;
	const isCallOut =
		isOurs(read.from) || (!isOurs(read.to) && read.direction === 'BUSINESS_INITIATED');
	const [waId, userId] = isCallOut
		? [read.to, read.to_user_id]
		: [read.from ?? read.recipient_id, read.from_user_id ?? read.recipient_user_id];
	return people({ waId: waId ?? read.wa_id, userId: userId ?? read.user_id });
}

/** Returns the group that an item of a `group_*` field is about. */
export function groupOfItem(item: AccountItem['item']): EventGroup | undefined {
	const { group_id: id, subject } = party.parse(item ?? {});
	return id === undefined ? undefined : { id, ...onlyKnown({ name: subject || undefined }) };
}

const changedIds = z.object({
	user_id: z.object({ previous: idText, current: idText }).catch({
		previous: undefined,
		current: undefined,
	}),
});

/** Returns the user ids before and after a change, under the names of the system message about the same change. */
export function userIdsOfItem(item: AccountItem['item']): Record<string, string | undefined> {
	const { previous, current } = changedIds.parse(item ?? {}).user_id;
	return onlyKnown({ previousUserId: previous, newUserId: current });
}
