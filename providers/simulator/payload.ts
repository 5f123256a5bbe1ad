import { z } from 'zod';

import { CONSENT_SCOPES, DELIVERY_STATES } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { boundEntries } from '../../messaging/reading/bounded-entries';
import { dropDeepNesting } from '../../messaging/reading/nesting';

/**
 * Payload of the chat page: one entry, or several as `{ events: [...] }`. Unreadable parts are left out, so that
 * scripts can post simple entries.
 */

const text = z.string().optional().catch(undefined);
const record = z.record(z.unknown()).optional().catch(undefined);

const envelope = z.object({
	type: z.string(),
	customer: z.object({ id: z.string(), name: text, language: text }),
});
export type PageEnvelope = z.infer<typeof envelope>;

/** An object with an id, which the other shapes have in common. */
export const identified = z.object({ id: z.string().min(1) });

export const pageMessage = z.object({
	id: z.string().min(1),
	message: z.object({
		type: z.string(),
		text,
		media: z
			.object({ mimeType: text, fileName: text, sizeBytes: z.number().optional().catch(undefined) })
			.optional()
			.catch(undefined),
		location: z
			.object({ latitude: z.number(), longitude: z.number(), name: text, address: text })
			.optional()
			.catch(undefined),
		contacts: z
			.array(
				z.object({
					name: z.string(),
					phones: z.array(z.string()).optional().catch(undefined),
					emails: z.array(z.string()).optional().catch(undefined),
					organization: text,
				}),
			)
			.optional()
			.catch(undefined),
		reaction: z.object({ emoji: z.string(), messageId: z.string() }).optional().catch(undefined),
		form: record,
		order: record,
		referral: record,
		replyTo: text,
		editOf: text,
		forwarded: z.boolean().optional().catch(undefined),
	}),
});
export type PageMessage = z.infer<typeof pageMessage>['message'];

export const pageButton = z.object({
	id: z.string().min(1),
	button: z.object({
		id: z.string().min(1),
		title: z.string().min(1),
		kind: z.enum(['button', 'list', 'template']).catch('button'),
		messageId: text,
	}),
});

export const pageStatus = z.object({
	messageId: z.string().min(1),
	state: z.enum(DELIVERY_STATES),
	reference: text,
});

export const pageHandover = z.object({
	id: z.string().min(1),
	direction: z.enum(['toBot', 'toHuman']),
	service: text,
	ticketId: text,
	reason: text,
});

export const pageConsent = z.object({
	id: z.string().min(1),
	state: z.enum(['optedIn', 'optedOut']),
	scope: z.enum(CONSENT_SCOPES).catch('all'),
	text,
});

/** Returns the entries of a request, each with its envelope. Those without an envelope are left out. */
export function entriesOf(
	request: InboundRequest,
): Array<{ envelope: PageEnvelope; raw: unknown }> {
	const body = boundEntries(bodyOf(request)).value;
	const batch = z.object({ events: z.array(z.unknown()) }).safeParse(body);
	const entries = batch.success ? batch.data.events : Array.isArray(body) ? body : [body];
	return entries.flatMap((entry: unknown) => {
		const raw = dropDeepNesting(entry);
		const read = envelope.safeParse(raw);
		return read.success ? [{ envelope: read.data, raw }] : [];
	});
}

/**
 * Parses the body. The page posts JSON as `text/plain`, for which browsers send no preflight request, so n8n has not
 * parsed it.
 */
function bodyOf(request: InboundRequest): unknown {
	if (typeof request.body === 'object' && request.body !== null) return request.body;
	try {
		return JSON.parse(request.rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}
