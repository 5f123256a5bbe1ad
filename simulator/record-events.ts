import { z } from 'zod';

import type { MessagingEvent } from '../messaging/event';
import type { InboundRequest } from '../messaging/inbound-request';
import { boundedContent } from './bounded-content';
import { keepFile } from './chat-files';
import { simulatedNow } from './clock';
import type { PageContext } from './context';
import type { TranscriptContent } from './transcript-content';

/**
 * Records the events that the page posts in the chat before they are passed on to the workflow. The chat therefore
 * shows the customer's message even while no workflow listens.
 */

/** An id as providers give them: it is a key of the store. */
const KEY = /^[^\p{Cc}]{1,256}$/u;

/** Records each event once, because the same request may come again. */
export async function recordEvents(
	body: unknown,
	request: InboundRequest,
	context: PageContext,
): Promise<void> {
	const { store, now } = context;
	const businessId = request.receiver;
	const events = context.parse(request);
	if (events.length === 0) return;
	const files = filesIn(body);
	const time = await simulatedNow(store, businessId, now);
	for (const event of events) {
		if (event.status) {
			const { messageId, state } = event.status;
			if (KEY.test(messageId)) await store.simulator.setState(businessId, messageId, state);
			continue;
		}
		const content = contentOf(event);
		if (!content || !KEY.test(event.id)) continue;
		if (await store.simulator.find(businessId, event.id)) continue;
		const origin = { customerId: event.contact.id, messageId: event.id };
		const file = files.get(event.id);
		if (file !== undefined && content.kind === 'inbound' && content.message.media) {
			const { fileName } = content.message.media;
			const url = await keepFile(store, businessId, { ...origin, fileName }, file, time);
			content.message = { ...content.message, media: { ...content.message.media, url } };
		}
		await store.simulator.append(
			businessId,
			{
				...origin,
				from: event.event === 'handover' ? 'human' : 'customer',
				content: boundedContent(content),
				// The business has the message as soon as the trigger has it.
				...((content.kind === 'inbound' || content.kind === 'tap') && { state: 'delivered' }),
			},
			time,
		);
	}
}

function contentOf({
	event,
	message,
	button,
	handover,
	consent,
}: MessagingEvent): Exclude<TranscriptContent, { kind: 'outbound' }> | undefined {
	if (event === 'message' && message) return { kind: 'inbound', message };
	if (event === 'buttonClick' && button) return { kind: 'tap', button };
	if (event === 'handover' && handover) {
		const { direction, service } = handover;
		return { kind: 'handover', direction, ...(service !== undefined && { service }) };
	}
	if (event !== 'consent' || !consent) return undefined;
	return { kind: 'consent', state: consent.state, scope: consent.scope };
}

/** The page attaches the file itself, as a `data:` address, to the message that has it. */
const withFile = z.object({
	id: z.string(),
	message: z.object({ media: z.object({ content: z.string() }) }),
});

/** Returns the attached files by the id of their message. */
export function filesIn(body: unknown): Map<string, string> {
	return new Map(
		entriesIn(body).flatMap((entry) => {
			const read = withFile.safeParse(entry);
			return read.success ? [[read.data.id, read.data.message.media.content] as const] : [];
		}),
	);
}

/** Returns the entries of a request: one, a list, or `{ events: [...] }`. */
export function entriesIn(body: unknown): unknown[] {
	if (Array.isArray(body)) return body;
	const events: unknown =
		typeof body === 'object' && body !== null ? Reflect.get(body, 'events') : undefined;
	return Array.isArray(events) ? events : [body];
}
