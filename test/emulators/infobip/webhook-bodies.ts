import type { AcceptedMessage, CustomerMessage, ReportedState } from './emulator-types';
import { digits, findCustomer, stamp, type World } from './world';

/**
 * Webhook bodies in the forms of Infobip's documents (docs/facts/infobip.md#inbound-whatsapp and
 * docs/facts/infobip.md#other-events).
 */

export function envelope(results: unknown[]): unknown {
	return { results, messageCount: results.length, pendingMessageCount: 0 };
}

export function inbound(world: World, sent: CustomerMessage, id: string, to: string): unknown {
	const customer = findCustomer(world, sent.from);
	const channel = sent.channel ?? 'whatsapp';
	const address = /[A-Za-z]/.test(sent.from) ? sent.from : digits(sent.from);
	const common = {
		to,
		receivedAt: stamp(world.now()),
		messageId: id,
		...(sent.pairedMessageId ? { pairedMessageId: sent.pairedMessageId } : {}),
		price: { pricePerMessage: 0, currency: 'EUR' },
	};
	if (channel === 'sms') {
		const words = sent.text ?? '';
		return { ...common, from: address, text: words, cleanText: words, smsCount: 1 };
	}
	const message = sent.message ?? { type: 'TEXT', text: sent.text ?? '' };
	return channel === 'viber'
		? { ...common, sender: address, integrationType: 'VIBER', message }
		: {
				...common,
				from: address,
				integrationType: 'WHATSAPP',
				message,
				contact: {
					name: sent.name ?? customer?.name ?? 'Marta',
					...(customer?.phone ? { phoneNumber: digits(customer.phone) } : {}),
					...(customer?.userId ? { userId: customer.userId } : {}),
				},
			};
}

const STATUSES = {
	sent: {
		groupId: 1,
		groupName: 'PENDING',
		id: 7,
		name: 'PENDING_ENROUTE',
		description: 'Sent on',
	},
	delivered: {
		groupId: 3,
		groupName: 'DELIVERED',
		id: 5,
		name: 'DELIVERED_TO_HANDSET',
		description: 'On the phone',
	},
	failed: {
		groupId: 2,
		groupName: 'UNDELIVERABLE',
		id: 9,
		name: 'UNDELIVERABLE_NOT_DELIVERED',
		description: 'Sent, not delivered',
	},
} as const;

/** Builds a report. WhatsApp's own reports contain neither channel nor sender. */
export function report(
	world: World,
	message: AcceptedMessage,
	state: ReportedState | 'failed',
	callbackData: string | undefined,
): unknown {
	const sentAt = stamp(message.acceptedAt);
	const at = stamp(world.now());
	if (state === 'read') {
		return { messageId: message.id, from: message.to, to: message.from, sentAt, seenAt: at };
	}
	const error =
		message.error === undefined
			? { groupId: 0, groupName: 'OK', id: 0, name: 'NO_ERROR', permanent: false }
			: { groupId: 1, groupName: 'HANDSET_ERRORS', id: message.error, name: 'EC', permanent: true };
	return {
		bulkId: '',
		price: { pricePerMessage: 0.02, currency: 'EUR' },
		status: STATUSES[state],
		error,
		messageId: message.id,
		to: message.to,
		sentAt,
		doneAt: at,
		messageCount: 1,
		...(message.channel === 'whatsapp'
			? {}
			: { sender: message.from, mccMnc: '72405', ...(callbackData ? { callbackData } : {}) }),
	};
}

export function marketing(world: World, sender: string, from: string, state: string): unknown {
	return {
		from: sender,
		content: { sender, from: digits(from), notificationMessagesStatus: state },
		createdAt: stamp(world.now()),
	};
}
