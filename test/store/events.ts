import type { DeliveryState, EventContact, MessagingEvent } from '../../messaging/event';
import type { Received, ReceiveOptions } from '../../store/contracts/inbox';
import type { Owner } from '../../store/contracts/owner';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { receiving, type PlainReceiving } from './receiving';

/** Invented events, and the plainest way to give them to a store. */

export const START = Date.parse('2026-03-02T12:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Returns a moment, in minutes after the start. */
export function minute(minutes: number): Date {
	return new Date(START + minutes * 60_000);
}

export const ANA: EventContact = { id: '5511988880001', phone: '+5511988880001', name: 'Ana' };

export const OWNER: Owner = { bootId: 'boot-1', hostname: 'host-a', processId: 101 };

export function message(
	id: string,
	text = 'Olá!',
	more: Partial<MessagingEvent> = {},
): MessagingEvent {
	return {
		event: 'message',
		id,
		provider: 'whatsappCloud',
		channel: 'whatsapp',
		timestamp: minute(0).toISOString(),
		contact: ANA,
		business: { id: 'business-1' },
		message: { id, type: 'text', text },
		...more,
	};
}

export function status(
	messageId: string,
	state: DeliveryState,
	more: Partial<MessagingEvent> = {},
): MessagingEvent {
	return {
		...message(`${messageId}:${state}`),
		event: 'status',
		message: undefined,
		status: { messageId, state },
		...more,
	};
}

export function endsWith(contact: EventContact, more: Partial<Parties> = {}): Parties {
	return {
		provider: 'whatsappCloud',
		channel: 'whatsapp',
		businessId: 'business-1',
		contact,
		...more,
	};
}

export const ENDS = endsWith(ANA);

type Options = Partial<PlainReceiving>;

export function options(more: Options = {}): ReceiveOptions {
	return receiving({ trigger: 'trigger-1', owner: OWNER, now: minute(0), ...more });
}

export function receive(
	store: Store,
	events: MessagingEvent[],
	more: Options = {},
): Promise<Received> {
	return store.inbox.receive(events, options(more));
}

/** Receives one event and returns the event of the workflow. */
export async function receiveOne(
	store: Store,
	event: MessagingEvent,
	more: Options = {},
): Promise<MessagingEvent> {
	const { fresh } = await receive(store, [event], more);
	const [first] = fresh;
	if (!first) throw new Error('The event was dropped as a repeat');
	return first;
}

export function hoursAfter(minutes: number, hours: number): string {
	return new Date(minute(minutes).getTime() + hours * HOUR_MS).toISOString();
}
