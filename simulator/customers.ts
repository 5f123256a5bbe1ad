import { randomBytes } from 'node:crypto';

import { canonicalPhone, toE164 } from '../messaging/phone';
import type { Parties } from '../store/contracts/parties';

/** The simulated customers, and the ids of their messages. */

export interface SimulatedCustomer {
	/** E.164. */
	id: string;
	name: string;
}

/** Customers that every chat has from the start. */
export const INVENTED_CUSTOMERS: readonly SimulatedCustomer[] = [
	{ id: '+5511988880001', name: 'Marta' },
	{ id: '+5521988880002', name: 'João' },
	{ id: '+5531988880003', name: 'Ana' },
];

/** Returns one spelling for each number, or `undefined` when it is no phone number with country code. */
export function customerId(input: string): string | undefined {
	const phone = toE164(input);
	return phone === undefined ? undefined : canonicalPhone(phone);
}

/** Returns the parties of the conversation between a simulated business and one of its customers. */
export function partiesOf(businessId: string, customer: { id: string; name?: string }): Parties {
	const { id, name } = customer;
	return {
		provider: 'simulator',
		channel: 'whatsapp',
		businessId,
		contact: { id, phone: id, ...(name !== undefined && { name }) },
	};
}

/** Begins the ids of the lines by which customers were added. */
export const CUSTOMER_ENTRY = 'sim.customer.';

/** Returns a new id: the prefix and 96 random bits. */
export function newMessageId(prefix = 'sim.'): string {
	return `${prefix}${randomBytes(12).toString('hex')}`;
}

/**
 * Returns the customer's number from the id of their message (`sim.in.<digits>.<random>`, given by the page). Read marks and
 * typing signs name only the message that they answer, as on WhatsApp.
 */
export function senderOf(messageId: string): string | undefined {
	const digits = /^sim\.in\.(\d{5,15})\./.exec(messageId)?.[1];
	return digits === undefined ? undefined : `+${digits}`;
}
