import { z } from 'zod';

import type { InboundRequest } from '../../messaging/inbound-request';
import { boundEntries } from '../../messaging/reading/bounded-entries';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { dropDeepNesting } from '../../messaging/reading/nesting';
import { reasonShape, type Reason } from './errors';
import { readNode, sideOf, type Node, type Side } from './node';

/**
 * Payloads of Blip (docs/facts/blip.md#envelopes and docs/facts/blip.md#two-webhooks). Two products post to the same
 * address, and their content distinguishes them: an HTTP bot gets the customer's messages and notifications; the copy
 * of the portal gets messages of both directions, event tracks and contacts. The exact domain of `from` tells the
 * author. Everything is read tolerantly.
 */

export type Metadata = Readonly<Record<string, string>>;

interface Shared {
	/** The payload as it came. */
	raw: unknown;
	metadata: Metadata;
	receivedAt: Date;
	receiver: string;
}

export type Item =
	| (Shared & { kind: 'message'; message: InboundMessage })
	| (Shared & { kind: 'notification'; notification: InboundNotification })
	| (Shared & { kind: 'eventTrack'; body: Readonly<Record<string, unknown>> })
	| (Shared & { kind: 'contact'; body: Readonly<Record<string, unknown>> });

export interface InboundMessage {
	id?: string;
	from?: Node;
	to?: Node;
	/** Lower case. */
	type: string;
	content: unknown;
	/** The author of the message. */
	side: Side;
}

export interface InboundNotification {
	id: string;
	from?: Node;
	to?: Node;
	/** Lower case. */
	event: string;
	reason?: Reason;
}

/** Returns every readable item, in order. Both products send one at a time; lists are accepted, too. */
export function itemsOf(request: InboundRequest): Item[] {
	const body = boundEntries(request.body).value;
	const items: unknown[] = Array.isArray(body) ? body : [body];
	return items.flatMap((item) => itemOf(dropDeepNesting(item), request));
}

const envelope = z.object({
	id: idText,
	from: text,
	to: text,
	type: text,
	content: z.unknown(),
	event: text,
	reason: reasonShape,
	method: text,
	category: text,
	action: text,
	identity: text,
	lastMessageDate: z.unknown(),
	metadata: looseRecord,
});

function itemOf(raw: unknown, { receivedAt, receiver }: InboundRequest): Item[] {
	const parsed = envelope.safeParse(raw);
	const body = looseRecord.parse(raw);
	if (!parsed.success || body === undefined) return [];
	const { id, type, content, event, category, identity, ...rest } = parsed.data;
	const shared = { raw, metadata: metadataOf(rest.metadata), receivedAt, receiver };
	const from = readNode(rest.from);
	const to = readNode(rest.to);
	if (type !== undefined && content !== undefined) {
		const side = from === undefined ? 'otherChannel' : sideOf(from);
		const message = {
			type: type.trim().toLowerCase(),
			content,
			side,
			...(id === undefined ? {} : { id }),
			...(from ? { from } : {}),
			...(to ? { to } : {}),
		};
		return from === undefined && id === undefined ? [] : [{ kind: 'message', ...shared, message }];
	}
	if (event !== undefined && id !== undefined && category === undefined) {
		const notification = {
			id,
			event: event.trim().toLowerCase(),
			...(from ? { from } : {}),
			...(to ? { to } : {}),
			...(rest.reason ? { reason: rest.reason } : {}),
		};
		return [{ kind: 'notification', ...shared, notification }];
	}
	if (rest.method !== undefined) return [];
	if (category !== undefined && rest.action !== undefined) {
		return [{ kind: 'eventTrack', ...shared, body }];
	}
	return identity !== undefined ? [{ kind: 'contact', ...shared, body }] : [];
}

/**
 * Returns the metadata that are texts. Some values are `null`, and some have another type although they should be
 * texts.
 */
function metadataOf(metadata: Readonly<Record<string, unknown>> | undefined): Metadata {
	const entries = Object.entries(metadata ?? {});
	return Object.fromEntries(
		entries.flatMap(([key, value]) =>
			typeof value === 'string'
				? [[key, value]]
				: typeof value === 'number' || typeof value === 'boolean'
					? [[key, String(value)]]
					: [],
		),
	);
}
