import { z } from 'zod';

import type { EventBusiness } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { boundEntries } from '../../messaging/reading/bounded-entries';
import { idText, list, record, text } from '../../messaging/reading/loose-json';
import { dropDeepNesting } from '../../messaging/reading/nesting';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';

/**
 * The envelope of ChatArchitect's webhooks (docs/facts/chat-architect.md#webhook-envelope): Gupshup's version 2, one
 * event in each delivery, with ChatArchitect's `storage` and `billing` beside it. Only `type` and `payload` are
 * certain. `storage` is the account's own notebook and may contain secrets of the owner. It is never read here, and is
 * passed on only in `raw`, which the trigger shows only when the user asks for it.
 */
export interface Envelope {
	/** `message`, `message-event`, `user-event`, … */
	type: string;
	payload: Readonly<Record<string, unknown>>;
	/** Milliseconds in any format. */
	time: unknown;
	business: EventBusiness;
	receivedAt: Date;
	/** The whole envelope, unchanged. */
	raw: unknown;
}

/** A forwarder may wrap events: as a JSON string, under `body`, or in an array. Deeper wrapping is ignored. */
const MOST_WRAPPINGS = 4;

/** Returns the envelopes of a delivery without their wrappers, not yet parsed. Some are Gupshup's, some Meta's. */
export function bodiesOf(request: InboundRequest): unknown[] {
	return list.parse(boundEntries(unwrapped(request.body, MOST_WRAPPINGS)).value);
}

function unwrapped(body: unknown, depth: number): unknown[] {
	if (depth === 0) return [];
	if (typeof body === 'string') return unwrapped(parsed(body), depth - 1);
	if (Array.isArray(body)) return body.flatMap((item: unknown) => unwrapped(item, depth - 1));
	if (typeof body !== 'object' || body === null) return [];
	const isEnvelope = 'type' in body || 'entry' in body;
	return !isEnvelope && 'body' in body ? unwrapped(body.body, depth - 1) : [body];
}

function parsed(words: string): unknown {
	try {
		return JSON.parse(words) as unknown;
	} catch {
		return undefined;
	}
}

const envelopeShape = z.object({
	type: z.string().min(1),
	payload: record,
	timestamp: z.unknown(),
	app: text,
	phone: idText,
	billing: z.object({ phone: idText }).optional().catch(undefined),
});

/** Reads an envelope of version 2; `undefined` for any other value. */
export function envelopeOf(body: unknown, request: InboundRequest): Envelope | undefined {
	const whole = record.safeParse(body);
	if (!whole.success) return undefined;
	const raw = Object.fromEntries(
		Object.entries(whole.data).map(([key, part]) => [key, dropDeepNesting(part)]),
	);
	const read = envelopeShape.safeParse(raw);
	if (!read.success) return undefined;
	const { type, payload, timestamp: time, app, phone, billing } = read.data;
	return {
		type,
		payload,
		time,
		business: businessOf(billing?.phone ?? phone, app, request.receiver),
		receivedAt: request.receivedAt,
		raw: onlyKnown(raw),
	};
}

/**
 * Returns the app's number, which every event of ChatArchitect and some of Gupshup contain. If it is missing, the app's
 * name stands for it, or else the trigger. An account has one number, so all three mean the same.
 */
function businessOf(
	number: string | undefined,
	app: string | undefined,
	receiver: string,
): EventBusiness {
	const phone = phoneOf(number);
	return {
		id: phone ?? (app || receiver),
		...onlyKnown({ phone, name: app || undefined }),
	};
}
