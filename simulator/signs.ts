import { z } from 'zod';

import type { HttpResult } from '../messaging/http';
import { simulatedNow } from './clock';
import type { SimulatorContext } from './context';
import { newMessageId, senderOf } from './customers';
import { refuse, REFUSALS } from './refusals';
import type { TranscriptContent } from './transcript-content';

/** Read marks and typing indicators of the workflow, as the customer's phone shows them. */

const sign = z.object({ messageId: z.string().min(1), from: z.object({ id: z.string().min(1) }) });

const DONE: HttpResult = {
	ok: true,
	status: 200,
	headers: { 'content-type': 'application/json' },
	body: { success: true },
};

/** Turns the ticks of the customer's message blue. The page does the same for the earlier ones. */
export async function markAsRead(json: unknown, { store }: SimulatorContext): Promise<HttpResult> {
	const read = sign.safeParse(json);
	if (!read.success) return refuse(REFUSALS.missing, 'The id of the message is missing.');
	await store.simulator.setState(read.data.from.id, read.data.messageId, 'read');
	return DONE;
}

/** Shows "typing…" and, as on WhatsApp, marks the answered message as read. */
export async function showTyping(json: unknown, context: SimulatorContext): Promise<HttpResult> {
	const read = sign.safeParse(json);
	const customerId = read.success ? senderOf(read.data.messageId) : undefined;
	if (!read.success || customerId === undefined) {
		return refuse(REFUSALS.invalid, 'The id is not that of a message from a customer.');
	}
	const businessId = read.data.from.id;
	const time = await simulatedNow(context.store, businessId, context.now);
	const content: TranscriptContent = { kind: 'typing' };
	await context.store.simulator.append(
		businessId,
		{ messageId: newMessageId(), customerId, from: 'bot', content },
		time,
	);
	return await markAsRead(json, context);
}
