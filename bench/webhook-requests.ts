import { randomUUID } from 'node:crypto';

import { signatureOf, wireForm } from '../test/emulators/whatsapp-cloud/deliveries';
import { inboundMessage, messagesBody } from '../test/emulators/whatsapp-cloud/webhook-bodies';
import { addCustomer, type NumberState, type World } from '../test/emulators/whatsapp-cloud/world';
import { APP_SECRET } from './benchmarked-n8n';
import type { WebhookRequest } from './load';

/** Signed webhooks in Meta's form, each with ids of its own. They are made before the measurement starts. */

const CUSTOMERS = 500;
const TEXT = 'Oi! Queria saber onde está o meu pedido';

export function messageRequests(
	world: World,
	count: number,
	number = firstNumber(world),
): WebhookRequest[] {
	return Array.from({ length: count }, (_, index) => {
		const customer = addCustomer(world, { phone: phoneOf(index), name: 'Ana' });
		const sent = { from: phoneOf(index), text: TEXT, id: `wamid.${randomUUID()}` };
		return signed(messagesBody(world, number, [inboundMessage(world, customer, sent)]));
	});
}

/** @param perRequest receipts in one webhook */
export function receiptRequests(world: World, count: number, perRequest: number): WebhookRequest[] {
	const number = firstNumber(world);
	return Array.from({ length: count }, (_, request) => {
		const body = messagesBody(world, number, []);
		const [entry] = body.entry as Array<{ changes: Array<{ value: Record<string, unknown> }> }>;
		const value = entry?.changes[0]?.value ?? {};
		delete value.messages;
		delete value.contacts;
		value.statuses = Array.from({ length: perRequest }, (_, index) => ({
			id: `wamid.${randomUUID()}`,
			status: 'delivered',
			timestamp: String(Math.floor(Date.now() / 1000)),
			recipient_id: phoneOf(request * perRequest + index),
			pricing: { billable: true, pricing_model: 'PMP', category: 'utility' },
		}));
		return signed(body);
	});
}

/** Returns requests with an invalid signature, which every trigger refuses without starting anything. */
export function forged(requests: readonly WebhookRequest[]): WebhookRequest[] {
	return requests.map(({ body }) => ({
		body,
		headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
	}));
}

function signed(body: unknown): WebhookRequest {
	const bytes = wireForm(body);
	return { body: bytes, headers: { 'x-hub-signature-256': signatureOf(bytes, APP_SECRET) } };
}

function phoneOf(index: number): string {
	return `55119888${String(index % CUSTOMERS).padStart(5, '0')}`;
}

function firstNumber(world: World): NumberState {
	const [number] = world.numbers.values();
	if (number === undefined) throw new Error('The emulator has no number');
	return number;
}
