import { z } from 'zod';

import { isWindowOpen } from '../messaging/customer-service-window';
import type { HttpRequest, HttpResult } from '../messaging/http';
import type { OutboundMessage } from '../messaging/outbound-message';
import type { Parties } from '../store/contracts/parties';
import type { Store } from '../store/contracts/store';
import { acceptedMessage, type AcceptedMessage } from './accepted-message';
import { boundedContent } from './bounded-content';
import { keepFile, withoutFiles } from './chat-files';
import { simulatedNow } from './clock';
import type { SimulatorContext } from './context';
import { customerId, partiesOf, newMessageId } from './customers';
import { keptFile } from './kept-file';
import { refuse, refuseMessage, REFUSALS } from './refusals';
import { markAsRead, showTyping } from './signs';
import type { TranscriptContent } from './transcript-content';

/**
 * The receiving end of the Simulator: executes the requests of `providers/simulator` and adds them to the chat. It
 * refuses the same messages as the real platform, so that a workflow's error branch can be tried.
 */

/**
 * Executes a request by its address: `simulator://deliver`, `simulator://read`, `simulator://typing`,
 * `simulator://media`.
 */
export async function deliverToSimulator(
	request: HttpRequest,
	context: SimulatorContext,
): Promise<HttpResult> {
	switch (request.url) {
		case 'simulator://deliver':
			return await deliverMessage(request.json, context);
		case 'simulator://read':
			return await markAsRead(request.json, context);
		case 'simulator://typing':
			return await showTyping(request.json, context);
		case 'simulator://media':
			return await keptFile(request.query ?? {}, context);
		default:
			return refuse(REFUSALS.invalid, 'The address is not one of the Simulator.');
	}
}

const delivery = z.object({
	message: acceptedMessage,
	to: z.object({ id: z.string(), phone: z.string().optional() }),
	from: z.object({ id: z.string().min(1) }),
	drawing: z
		.object({ category: z.string().optional(), missing: z.array(z.string()) })
		.passthrough()
		.optional(),
});
type Delivery = z.infer<typeof delivery>;

async function deliverMessage(
	json: unknown,
	{ store, now }: SimulatorContext,
): Promise<HttpResult> {
	const read = delivery.safeParse(json);
	if (!read.success) return refuseMessage(read.error);
	const { message, to, from, drawing } = read.data;
	const customer = customerId(to.phone ?? to.id);
	if (customer === undefined) return refuse(REFUSALS.undeliverable);

	const time = await simulatedNow(store, from.id, now);
	const refused =
		message.type === 'template'
			? await refuseTemplate(message, drawing, partiesOf(from.id, { id: customer }), store)
			: await refuseFreeText(partiesOf(from.id, { id: customer }), store, time);
	if (refused) return refused;

	const messageId = newMessageId();
	const whole: TranscriptContent = {
		kind: 'outbound',
		message: messageOf(json),
		...(drawing && { drawing }),
	};
	const content = boundedContent(
		await withoutFiles(whole, (file, fileName) =>
			keepFile(store, from.id, { customerId: customer, messageId, fileName }, file, time),
		),
	);
	await store.simulator.append(
		from.id,
		{ messageId, customerId: customer, from: 'bot', content, state: 'sent' },
		time,
	);
	return {
		ok: true,
		status: 200,
		headers: { 'content-type': 'application/json' },
		body: { messageId },
	};
}

/** Returns the message as it was sent, with the parts that the check does not know. It has passed the check. */
function messageOf(json: unknown): OutboundMessage {
	return (json as { message: OutboundMessage }).message;
}

async function refuseFreeText(
	parties: Parties,
	store: Store,
	time: Date,
): Promise<HttpResult | undefined> {
	const conversation = await store.conversations.get(parties, time);
	if (isWindowOpen(conversation?.windowExpiresAt, time)) return undefined;
	return refuse(REFUSALS.windowClosed);
}

async function refuseTemplate(
	message: Extract<AcceptedMessage, { type: 'template' }>,
	drawing: Delivery['drawing'],
	parties: Parties,
	store: Store,
): Promise<HttpResult | undefined> {
	if (!drawing) return refuse(REFUSALS.templateUnknown);
	if (drawing.missing.length > 0) {
		return refuse(REFUSALS.templateVariables, `Without a value: ${drawing.missing.join(', ')}.`);
	}
	if ((drawing.category ?? message.category) !== 'marketing') return undefined;
	const contact = await store.contacts.get(parties);
	return contact?.consent.marketing === 'optedOut' ? refuse(REFUSALS.marketingStopped) : undefined;
}
