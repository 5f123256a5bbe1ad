import { z } from 'zod';

import { CONSENT_SCOPES, DELIVERY_STATES } from '../messaging/event';
import { simulatedNow } from './clock';
import type { SimulatorContext } from './context';
import { customerId } from './customers';
import type { TranscriptContent } from './transcript-content';

/**
 * Puts into the chat what the page posts as an event, before the event goes on to the workflow: so the chat shows what
 * the customer wrote even while no workflow listens. Reads only what the chat shows; what the events mean is decided by
 * `providers/simulator/parse.ts`.
 */

const who = { customer: z.object({ id: z.string() }) };

const shown = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('message'),
		id: z.string().min(1),
		...who,
		message: z.record(z.unknown()),
	}),
	z.object({
		type: z.literal('button'),
		id: z.string().min(1),
		...who,
		button: z.object({
			id: z.string(),
			title: z.string(),
			kind: z.enum(['button', 'list', 'template']).catch('button'),
			messageId: z.string().optional().catch(undefined),
		}),
	}),
	z.object({
		type: z.literal('handover'),
		id: z.string().min(1),
		...who,
		direction: z.enum(['toBot', 'toHuman']),
		service: z.string().optional().catch(undefined),
	}),
	z.object({
		type: z.literal('consent'),
		id: z.string().min(1),
		...who,
		state: z.enum(['optedIn', 'optedOut']),
		scope: z.enum(CONSENT_SCOPES).catch('all'),
	}),
	z.object({
		type: z.literal('status'),
		messageId: z.string().min(1),
		state: z.enum(DELIVERY_STATES),
	}),
]);
type Shown = z.infer<typeof shown>;

/** One entry or a batch `{ events: [...] }`. What cannot be shown is passed over. */
export async function recordEvents(
	body: unknown,
	businessId: string,
	{ store, now }: SimulatorContext,
): Promise<void> {
	const batch = z.object({ events: z.array(z.unknown()) }).safeParse(body);
	const entries = (batch.success ? batch.data.events : [body]).flatMap((entry) => {
		const read = shown.safeParse(entry);
		return read.success ? [read.data] : [];
	});
	if (entries.length === 0) return;
	const time = await simulatedNow(store, businessId, now);
	for (const entry of entries) {
		if (entry.type === 'status') {
			await store.simulator.setState(businessId, entry.messageId, entry.state);
			continue;
		}
		const customer = customerId(entry.customer.id);
		if (customer === undefined) continue;
		const isFromPerson = entry.type === 'handover';
		await store.simulator.append(
			businessId,
			{
				messageId: entry.id,
				customerId: customer,
				from: isFromPerson ? 'human' : 'customer',
				content: contentOf(entry),
				// The business has it as soon as the trigger has it.
				...((entry.type === 'message' || entry.type === 'button') && { state: 'delivered' }),
			},
			time,
		);
	}
}

function contentOf(entry: Exclude<Shown, { type: 'status' }>): TranscriptContent {
	switch (entry.type) {
		case 'message':
			return { kind: 'inbound', message: entry.message };
		case 'button':
			return { kind: 'tap', button: entry.button };
		case 'handover': {
			const { direction, service } = entry;
			return { kind: 'handover', direction, ...(service !== undefined && { service }) };
		}
		case 'consent':
			return { kind: 'consent', state: entry.state, scope: entry.scope };
	}
}
