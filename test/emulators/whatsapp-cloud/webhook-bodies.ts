import type { GraphRefusal } from './graph-errors';
import { digits, messageId, type CustomerState, type NumberState, type World } from './world';

/**
 * Webhook bodies in Meta's form (docs/facts/whatsapp-cloud.md#webhook-envelope and
 * docs/facts/whatsapp-cloud.md#statuses).
 */

/** An action of a customer. `message` is the type's own part in Meta's form, e.g. `{ type: 'image', image: {…} }`. */
export interface CustomerMessage {
	/** Phone, `wa_id` or BSUID; an unknown one becomes a customer. */
	from: string;
	name?: string;
	text?: string;
	message?: Record<string, unknown>;
	/** The business number that gets the message. Default: the first. */
	numberId?: string;
	/** Default: a new one. Give the same twice to play a repeat. */
	id?: string;
	/** Default: now. */
	at?: Date;
}

export function inboundMessage(
	world: World,
	customer: CustomerState,
	sent: CustomerMessage,
): { contact: Record<string, unknown>; message: Record<string, unknown>; id: string } {
	const id = sent.id ?? messageId(world);
	const content = sent.message ?? { type: 'text', text: { body: sent.text ?? '' } };
	return {
		id,
		contact: {
			profile: { name: sent.name ?? customer.name ?? 'Cliente' },
			...(customer.hidesPhone ? {} : { wa_id: customer.waId }),
			...(customer.userId ? { user_id: customer.userId } : {}),
		},
		message: {
			...(customer.hidesPhone ? {} : { from: customer.waId }),
			...(customer.userId ? { from_user_id: customer.userId } : {}),
			id,
			timestamp: seconds(sent.at ?? world.now()),
			...content,
		},
	};
}

/** Returns one webhook with any number of messages of one business number. */
export function messagesBody(
	world: World,
	number: NumberState,
	inbound: Array<{ contact: Record<string, unknown>; message: Record<string, unknown> }>,
): Record<string, unknown> {
	return envelope(world, number, {
		contacts: inbound.map(({ contact }) => contact),
		messages: inbound.map(({ message }) => message),
	});
}

export function statusBody(
	world: World,
	number: NumberState,
	status: {
		messageId: string;
		state: 'sent' | 'delivered' | 'read' | 'failed';
		recipient: CustomerState;
		reference?: unknown;
		failure?: GraphRefusal;
	},
): Record<string, unknown> {
	const { failure, recipient } = status;
	return envelope(world, number, {
		statuses: [
			{
				id: status.messageId,
				status: status.state,
				timestamp: seconds(world.now()),
				...(recipient.hidesPhone ? {} : { recipient_id: recipient.waId }),
				...(recipient.userId ? { recipient_user_id: recipient.userId } : {}),
				...(typeof status.reference === 'string'
					? { biz_opaque_callback_data: status.reference }
					: {}),
				...(failure
					? {
							errors: [
								{
									code: failure.code,
									title: failure.title,
									message: failure.title,
									...(failure.details ? { error_data: { details: failure.details } } : {}),
								},
							],
						}
					: {}),
			},
		],
	});
}

function envelope(
	world: World,
	number: NumberState,
	value: Record<string, unknown>,
): Record<string, unknown> {
	return {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: world.accountId,
				changes: [
					{
						field: 'messages',
						value: {
							messaging_product: 'whatsapp',
							metadata: {
								display_phone_number: digits(number.displayPhoneNumber),
								phone_number_id: number.id,
							},
							...value,
						},
					},
				],
			},
		],
	};
}

function seconds(at: Date): string {
	return String(Math.floor(at.getTime() / 1000));
}
