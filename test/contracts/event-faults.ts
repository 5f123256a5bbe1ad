import { EVENT_KINDS, type MessagingEvent } from '../../messaging/event';
import type { ProviderAdapter } from '../../messaging/provider';
import { RECEIVED_AT } from '../fixtures/inbound';

const PART_OF = {
	message: 'message',
	buttonClick: 'button',
	consent: 'consent',
	status: 'status',
	handover: 'handover',
	conversation: 'conversation',
	account: 'account',
} as const satisfies Record<MessagingEvent['event'], keyof MessagingEvent>;

/** Lists the differences between an event and the shape that workflows build on. */
export function faultsOf(
	event: MessagingEvent,
	{ name, channels }: Pick<ProviderAdapter, 'name' | 'channels'>,
): string[] {
	const time = Date.parse(event.timestamp);
	const faults: Record<string, boolean> = {
		'an unknown kind': !EVENT_KINDS.includes(event.event),
		'no id': typeof event.id !== 'string' || event.id === '',
		'another provider': event.provider !== name,
		'a channel that the provider does not carry': !channels.includes(event.channel),
		'no ISO time': Number.isNaN(time) || new Date(time).toISOString() !== event.timestamp,
		'a time that does not sort as text':
			event.timestamp.length !== RECEIVED_AT.toISOString().length,
		'no contact': typeof event.contact.id !== 'string',
		// A message without a sender may be visible, but must not be answerable.
		'no address to answer to':
			(event.event === 'message' || event.event === 'buttonClick') &&
			event.message?.type !== 'unsupported' &&
			event.contact.id === '',
		'a phone that is not E.164':
			event.contact.phone !== undefined && !/^\+[1-9]\d{6,14}$/.test(event.contact.phone),
		'no business': typeof event.business.id !== 'string',
		'no part of its kind': event[PART_OF[event.event]] === undefined,
		'a message without text': event.message !== undefined && typeof event.message.text !== 'string',
		'a tap without words': event.event === 'buttonClick' && !event.message?.text,
		'a failure without a reason':
			event.status?.state === 'failed' && event.status.error === undefined,
		'what belongs to the store': event.customer !== undefined || event.conversation !== undefined,
		'keys that hold nothing': holdsUndefined(event),
	};
	return Object.entries(faults).flatMap(([fault, present]) => (present ? [fault] : []));
}

function holdsUndefined(value: unknown): boolean {
	if (value === undefined) return true;
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsUndefined);
}
