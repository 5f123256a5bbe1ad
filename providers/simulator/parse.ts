import type {
	EventContact,
	EventMessage,
	MessagingEvent,
	MessageType,
} from '../../messaging/event';
import { MESSAGE_TYPES } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { canonicalPhone, toE164 } from '../../messaging/phone';
import { onlyKnown } from '../../messaging/reading/only-known';
import {
	entriesOf,
	identified,
	pageButton,
	pageConsent,
	pageHandover,
	pageMessage,
	pageStatus,
	type PageEnvelope,
	type PageMessage,
} from './payload';

/**
 * Turns requests of the chat page into events. The business is the trigger itself (`receiver`), and the customer's
 * address is the phone number. The time is that of arrival on the Simulator's own, movable clock.
 */

type Described = Omit<
	MessagingEvent,
	'provider' | 'channel' | 'timestamp' | 'contact' | 'business'
>;

/** Reads the events. Skips entries that cannot be read. Unknown types of message become `unsupported`. Total. */
export function parse(request: InboundRequest): MessagingEvent[] {
	return entriesOf(request).flatMap(({ envelope, raw }) => {
		const contact = contactOf(envelope.customer);
		const described = contact && describeEntry(envelope.type, raw);
		if (!described) return [];
		return [
			{
				...described,
				provider: 'simulator',
				channel: 'whatsapp',
				timestamp: request.receivedAt.toISOString(),
				contact,
				business: { id: request.receiver },
			},
		];
	});
}

function contactOf(customer: PageEnvelope['customer']): EventContact | undefined {
	const phone = toE164(customer.id);
	if (phone === undefined) return undefined;
	const id = canonicalPhone(phone);
	return {
		id,
		phone: id,
		...(customer.name && { name: customer.name }),
		...(customer.language && { language: customer.language }),
	};
}

function describeEntry(type: string, raw: unknown): Described | undefined {
	switch (type) {
		case 'message':
			return describeMessage(raw);
		case 'button':
			return describeButton(raw);
		case 'status':
			return describeStatus(raw);
		case 'handover':
			return describeHandover(raw);
		case 'consent':
			return describeConsent(raw);
		default: {
			const read = identified.safeParse(raw);
			return read.success ? unsupported(read.data.id, type) : undefined;
		}
	}
}

function describeMessage(raw: unknown): Described | undefined {
	const read = pageMessage.safeParse(raw);
	if (!read.success) return undefined;
	const { id, message } = read.data;
	const type = MESSAGE_TYPES.find((known) => known === message.type);
	if (type === undefined || type === 'unsupported' || lacksItsContent(type, message)) {
		return unsupported(id, message.type);
	}
	return { event: 'message', id, message: messageOf(id, type, message) };
}

/**
 * Returns whether a necessary part is missing: a location without coordinates or a reaction to no message would mislead
 * a workflow.
 */
function lacksItsContent(type: MessageType, message: PageMessage): boolean {
	if (type === 'text') return message.text === undefined;
	if (type === 'location' || type === 'contacts' || type === 'reaction') return !message[type];
	if (type === 'form' || type === 'order') return !message[type];
	return !message.media;
}

/**
 * Reads a message. The file itself stays in the chat's record under the message's id, and Download Media reads it
 * there.
 */
function messageOf(id: string, type: MessageType, message: PageMessage): EventMessage {
	const { location, contacts, reaction, form, order, referral, replyTo, editOf } = message;
	return {
		id,
		type,
		text: message.text ?? '',
		...(message.media && { media: { id, ...onlyKnown(message.media) } }),
		...(location && { location: onlyKnown(location) as typeof location }),
		...(contacts && { contacts: contacts.map((card) => onlyKnown(card) as typeof card) }),
		...(reaction && { reaction }),
		...(form && { form }),
		...(order && { order }),
		...(referral && { referral }),
		...(replyTo && { replyTo }),
		...(editOf && { editOf }),
		...(message.forwarded && { forwarded: true }),
	};
}

function describeButton(raw: unknown): Described | undefined {
	const read = pageButton.safeParse(raw);
	if (!read.success) return undefined;
	const { id, button } = read.data;
	const { messageId, ...pressed } = button;
	return {
		event: 'buttonClick',
		id,
		message: { id, type: 'text', text: button.title, ...(messageId && { replyTo: messageId }) },
		button: { ...pressed, ...(messageId && { messageId }) },
	};
}

function describeStatus(raw: unknown): Described | undefined {
	const read = pageStatus.safeParse(raw);
	if (!read.success) return undefined;
	const { messageId, state, reference } = read.data;
	return {
		event: 'status',
		id: `${messageId}:${state}`,
		status: { messageId, state, ...(reference && { reference }) },
	};
}

function describeHandover(raw: unknown): Described | undefined {
	const read = pageHandover.safeParse(raw);
	if (!read.success) return undefined;
	const { id, direction, ...details } = read.data;
	return { event: 'handover', id, handover: { direction, ...onlyKnown(details) } };
}

function describeConsent(raw: unknown): Described | undefined {
	const read = pageConsent.safeParse(raw);
	if (!read.success) return undefined;
	const { id, state, scope, text } = read.data;
	return {
		event: 'consent',
		id,
		consent: { state, scope, source: 'platform', ...(text && { text }) },
	};
}

function unsupported(id: string, unsupportedType: string): Described {
	return { event: 'message', id, message: { id, type: 'unsupported', text: '', unsupportedType } };
}
