import { z } from 'zod';

import { echoedMessage } from '../../../messaging/echo';
import type { EventHandover, MessagingEvent } from '../../../messaging/event';
import { contentId } from '../../../messaging/reading/content-id';
import { idText, list, record, text } from '../../../messaging/reading/loose-json';
import { dropDeepNesting } from '../../../messaging/reading/nesting';
import { peopleOf, phoneOf } from '../people';
import { eventOf } from './event-of';
import { contentOf } from './message-content';
import { accountEvents } from './parse-account';
import { itemsOf, type Change } from './payload';

/** Handovers between the workflow, an agent with the WhatsApp Business app, and Meta's Business Agent. */

const PHONE_APP = 'WhatsApp Business app';
const META_AGENT = 'Meta Business Agent';

const echo = z.object({
	id: z.string().min(1),
	to: idText,
	to_user_id: idText,
	recipient_type: text,
	type: text,
	group_id: idText,
	timestamp: z.unknown(),
});

/**
 * Reads copies of messages that the business wrote to a customer in the WhatsApp Business app (`smb_message_echoes`).
 * Each means that an agent has taken over, so that the bot stops. It is never a message of the customer. A copy from a
 * group means nothing for the conversation with one customer.
 */
export function echoEvents(change: Change): MessagingEvent[] {
	return itemsOf(change.value, 'message_echoes').flatMap((raw) => {
		const read = echo.safeParse(raw);
		if (!read.success) return [];
		const { id, to, to_user_id: userId, recipient_type: kind, group_id, timestamp } = read.data;
		const isInGroup = kind === 'group' || group_id !== undefined;
		if (isInGroup || (to === undefined && userId === undefined)) return [];
		const content = contentOf(read.data.type ?? '', record.parse(raw));
		return [
			eventOf(change, {
				event: 'handover',
				id,
				contact: change.people({ waId: to, userId }),
				handover: {
					direction: 'toHuman',
					service: PHONE_APP,
					reason: 'An agent wrote to the customer from the WhatsApp Business app.',
					message: echoedMessage(content?.message, id),
				},
				time: timestamp,
				raw,
			}),
		];
	});
}

const roles = z
	.object({
		previous_owner_role: text,
		previous_owner_app_role: text,
		new_owner_role: text,
		new_owner_app_role: text,
	})
	.catch({
		previous_owner_role: undefined,
		previous_owner_app_role: undefined,
		new_owner_role: undefined,
		new_owner_app_role: undefined,
	});

const control = z.object({
	type: z.enum(['control_passed', 'control_taken']),
	timestamp: z.unknown(),
	sender: z.object({ phone_number: idText, wa_id: idText, user_id: idText }),
	recipient: z
		.object({ phone_number_id: idText, display_phone_number: idText })
		.catch({ phone_number_id: undefined, display_phone_number: undefined }),
	contacts: list,
	control_passed: roles,
	control_taken: roles,
});

/**
 * Reads a move of the conversation between Meta's Business Agent and the workflow (`messaging_handovers`). These events
 * have a form of their own: the customer is `sender`, the business number `recipient`. No readable page of Meta
 * documents the roles, so they are read as in other programs. An unreadable one becomes an account event.
 */
export function controlEvents(change: Change): MessagingEvent[] {
	const read = control.safeParse(change.value);
	if (!read.success) return accountEvents(change);
	const { type, timestamp, sender, recipient, contacts } = read.data;
	const { field, accountId } = change;
	const value = dropDeepNesting(change.value);
	const businessPhone = phoneOf(recipient.display_phone_number);
	const business = {
		...change.business,
		...(recipient.phone_number_id && { id: recipient.phone_number_id }),
		...(businessPhone && { phone: businessPhone }),
	};
	return [
		eventOf(
			{ ...change, business },
			{
				event: 'handover',
				id: contentId('control', [field, accountId, change.time, value]),
				contact: peopleOf(contacts)({
					waId: sender.phone_number ?? sender.wa_id,
					userId: sender.user_id,
				}),
				handover: newOwner(type, read.data[type]),
				time: timestamp ?? change.time,
				raw: { field, value },
			},
		),
	];
}

/**
 * Returns the new owner of the conversation. Without readable roles, the receiver of `control_passed` owns it now, and
 * the receiver of `control_taken` no longer does.
 */
function newOwner(
	type: 'control_passed' | 'control_taken',
	owner: z.infer<typeof roles>,
): EventHandover {
	const isAgentNow = isAgent(owner.new_owner_role) || isAgent(owner.new_owner_app_role);
	const wasAgent = isAgent(owner.previous_owner_role) || isAgent(owner.previous_owner_app_role);
	if (isAgentNow || (!wasAgent && type === 'control_taken')) {
		return {
			direction: 'toHuman',
			...(isAgentNow && { service: META_AGENT }),
			reason: isAgentNow
				? "Meta's Business Agent answers this conversation now."
				: 'Another application took over this conversation.',
		};
	}
	return {
		direction: 'toBot',
		reason: wasAgent
			? "Meta's Business Agent gave this conversation back to you."
			: 'This conversation was given to you.',
	};
}

function isAgent(role: string | undefined): boolean {
	return role !== undefined && /agent/i.test(role);
}
