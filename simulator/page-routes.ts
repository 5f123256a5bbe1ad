import { z } from 'zod';

import { isWindowOpen } from '../messaging/customer-service-window';
import type { MessagingEvent } from '../messaging/event';
import type { Parties } from '../store/contracts/parties';
import { moveClock, simulatedNow } from './clock';
import type { PageContext } from './context';
import { changeAtDesk, DESK_ACTIONS } from './desk-actions';
import { CUSTOMER_ENTRY, customerId, partiesOf, newMessageId } from './customers';
import { MAX_CUSTOMERS, olderPart, pageState } from './page-state';
import type { TranscriptContent } from './transcript-content';

/** Routes of the page beside the events that go to the workflow. They answer JSON; the page translates `error`. */

const customer = z
	.string()
	.transform((given) => customerId(given))
	.pipe(z.string());

const question = z.discriminatedUnion('route', [
	z.object({
		route: z.literal('state'),
		after: z.number().int().nonnegative().catch(0),
		customers: z.array(customer).max(MAX_CUSTOMERS).catch([]),
	}),
	z.object({ route: z.literal('older'), customer, before: z.number().int().positive() }),
	z.object({ route: z.literal('clock'), offset: z.number().finite() }),
	z.object({
		route: z.literal('human'),
		customer,
		text: z.string().trim().min(1).max(4096),
	}),
	z.object({
		route: z.literal('assign'),
		customer,
		action: z.enum(DESK_ACTIONS),
		agent: z.string().trim().min(1).max(60),
	}),
	z.object({ route: z.literal('customers'), id: z.string(), name: z.string().trim().max(60) }),
	z.object({
		route: z.literal('seen'),
		messageId: z.string().min(1).max(256),
		state: z.enum(['delivered', 'read']),
	}),
	z.object({ route: z.literal('reset') }),
]);
type Question = z.infer<typeof question>;
type Asked<R extends Question['route']> = Extract<Question, { route: R }>;

export interface RouteAnswer {
	status: number;
	json: unknown;
	/** Events for the workflow. */
	events?: MessagingEvent[];
}

/** Answers a request to a route; `undefined` when the body is not for a route. */
export async function answerRoute(
	body: unknown,
	businessId: string,
	context: PageContext,
): Promise<RouteAnswer | undefined> {
	if (typeof body !== 'object' || body === null || !('route' in body)) return undefined;
	const asked = question.safeParse(body);
	if (!asked.success) return refused('request');
	switch (asked.data.route) {
		case 'state':
			return { status: 200, json: await pageState(businessId, asked.data, context) };
		case 'older':
			return { status: 200, json: await olderPart(businessId, asked.data, context) };
		case 'clock':
			await moveClock(context.store, businessId, asked.data.offset);
			return DONE;
		case 'human':
			return await writeAsPerson(asked.data, businessId, context);
		case 'assign':
			return (await changeAtDesk(asked.data, businessId, context)) ? DONE : refused('request');
		case 'customers':
			return await addCustomer(asked.data, businessId, context);
		case 'seen':
			// Ticks of an agent's message: no event, because the workflow did not send it.
			await context.store.simulator.setState(businessId, asked.data.messageId, asked.data.state);
			return DONE;
		case 'reset':
			await context.store.simulator.reset(businessId);
			return DONE;
	}
}

/** Service of the agents at the desk. */
const SIMULATED_DESK = 'Simulator';

const DONE: RouteAnswer = { status: 200, json: { ok: true } };

function refused(error: 'request' | 'phone' | 'windowClosed'): RouteAnswer {
	return { status: error === 'windowClosed' ? 409 : 400, json: { error } };
}

/** Adds the message of an agent to the chat. The workflow gets the handover that a provider would report. */
async function writeAsPerson(
	{ customer: id, text }: Asked<'human'>,
	businessId: string,
	{ store, now }: PageContext,
): Promise<RouteAnswer> {
	const time = await simulatedNow(store, businessId, now);
	const conversation = await store.conversations.get(partiesOf(businessId, { id }), time);
	if (!isWindowOpen(conversation?.windowExpiresAt, time)) return refused('windowClosed');
	const content: TranscriptContent = { kind: 'outbound', message: { type: 'text', text } };
	const messageId = newMessageId();
	await store.simulator.append(
		businessId,
		{ messageId, customerId: id, from: 'human', content, state: 'sent' },
		time,
	);
	return { ...DONE, events: [echoOf(messageId, text, partiesOf(businessId, { id }), time)] };
}

function echoOf(
	id: string,
	text: string,
	{ provider, channel, businessId, contact }: Parties,
	time: Date,
): MessagingEvent {
	return {
		event: 'handover',
		id,
		...{ provider, channel, contact },
		timestamp: time.toISOString(),
		business: { id: businessId },
		handover: {
			direction: 'toHuman',
			service: SIMULATED_DESK,
			reason: 'An agent wrote to the customer.',
			message: { id, type: 'text', text },
		},
	};
}

async function addCustomer(
	{ id: given, name }: Asked<'customers'>,
	businessId: string,
	{ store, now }: PageContext,
): Promise<RouteAnswer> {
	const id = customerId(given);
	if (id === undefined) return refused('phone');
	const time = await simulatedNow(store, businessId, now);
	const content: TranscriptContent = { kind: 'customer', name: name || id };
	await store.simulator.append(
		businessId,
		{ messageId: newMessageId(CUSTOMER_ENTRY), customerId: id, from: 'customer', content },
		time,
	);
	return { status: 200, json: { ok: true, id } };
}
