import { z } from 'zod';

import type { EventContact, MessagingEvent } from '../../../messaging/event';
import { idText, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { phoneOf } from '../people';
import { eventOf } from './event-of';
import type { Change } from './payload';

/**
 * Reads WhatsApp's own messages in a conversation that say that the customer has a new number or a new user id
 * (docs/facts/whatsapp-cloud.md#inbound-messages and docs/facts/whatsapp-cloud.md#user-ids). Such a message becomes an
 * `account` event of type `contactChangedNumber` or `contactChangedUserId` with `previousId`, `newId` and, if known,
 * `previousPhone`, `newPhone`, `previousUserId`, `newUserId`. Only Meta's change log describes the keys of a changed
 * user id, so several spellings are read.
 */

const systemPart = z
	.object({
		type: text,
		body: text,
		wa_id: idText,
		new_wa_id: idText,
		user_id: idText,
		new_user_id: idText,
		previous_user_id: idText,
	})
	.catch({
		type: undefined,
		body: undefined,
		wa_id: undefined,
		new_wa_id: undefined,
		user_id: undefined,
		new_user_id: undefined,
		previous_user_id: undefined,
	});

const TYPES: ReadonlyMap<string, string> = new Map([
	['user_changed_number', 'contactChangedNumber'],
	['user_changed_user_id', 'contactChangedUserId'],
]);

interface SystemMessage {
	id: string;
	head: { from?: string; from_user_id?: string; timestamp?: unknown };
	item: Readonly<Record<string, unknown>>;
	contact: EventContact;
	raw: unknown;
}

export function systemEvent(
	change: Change,
	{ id, head, item, contact, raw }: SystemMessage,
): MessagingEvent {
	const system = systemPart.parse(item.system);
	const type = TYPES.get(system.type ?? '');
	const said = onlyKnown({ text: system.body || undefined });
	if (type === undefined) {
		const account = {
			type: 'other',
			field: 'messages',
			systemType: system.type ?? 'unknown',
			...said,
		};
		return eventOf(change, { event: 'account', id, contact, account, time: head.timestamp, raw });
	}
	const names = namesAround(head, system);
	const now: EventContact = {
		...contact,
		id: names.newId ?? contact.id,
		...onlyKnown({
			phone: names.newPhone ?? contact.phone,
			userId: names.newUserId ?? contact.userId,
		}),
	};
	return eventOf(change, {
		event: 'account',
		id,
		contact: now,
		account: { type, ...onlyKnown(names), ...said },
		time: head.timestamp,
		raw,
	});
}

/**
 * Returns the names before and after the change. `from` is the old number. The sender's user id is the new one only if
 * the old one is beside it.
 */
function namesAround(head: SystemMessage['head'], system: z.infer<typeof systemPart>) {
	const previousPhone = phoneOf(head.from);
	const newPhone = phoneOf(system.wa_id ?? system.new_wa_id);
	const stated = system.user_id ?? system.new_user_id;
	const sender = head.from_user_id;
	const newUserId =
		stated ??
		(system.previous_user_id !== undefined && sender !== system.previous_user_id
			? sender
			: undefined);
	const previousUserId = system.previous_user_id ?? (sender !== newUserId ? sender : undefined);
	return {
		previousId: previousPhone ?? previousUserId ?? head.from,
		newId: newPhone ?? newUserId,
		previousPhone,
		newPhone,
		previousUserId,
		newUserId,
	};
}
