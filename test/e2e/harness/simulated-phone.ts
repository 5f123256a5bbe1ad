import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';

/** Writes as a customer through the routes that the chat page uses, and reads what the phone would show. */

const ANSWER_WITHIN_MS = 15_000;
const POLL_EVERY_MS = 60;
/** Long enough for an answer that must not come: real ones take a tenth of it. */
const SILENCE_MS = 2_500;

const entrySchema = z.object({
	sequence: z.number(),
	customerId: z.string(),
	from: z.enum(['customer', 'bot', 'human']),
	content: z.object({ kind: z.string(), message: z.unknown().optional() }).passthrough(),
	state: z.string().optional(),
});
export type ChatEntry = z.infer<typeof entrySchema>;

const stateSchema = z.object({
	entries: z.array(entrySchema),
	last: z.number(),
	now: z.string(),
});

export interface Customer {
	id: string;
	name: string;
}

/** Returns the request of the page when a customer writes. Posted twice, it is a repeat. */
export function textFrom(customer: Customer, text: string): Record<string, unknown> {
	return { id: randomUUID(), customer, type: 'message', message: { type: 'text', text } };
}

export interface SimulatedPhone {
	says(text: string): Promise<void>;
	taps(id: string, title: string): Promise<void>;
	/** Posts any other event of the page, e.g. `{ type: 'handover', direction: 'toBot' }`. */
	posts(event: Record<string, unknown>): Promise<void>;
	/** Returns the next message of the business to this customer. Fails when none comes. */
	hears(): Promise<Record<string, unknown>>;
	/** Proves that nothing comes. */
	hearsNothing(): Promise<void>;
}

export interface ChatPage {
	customer(who: Customer): SimulatedPhone;
	/** Moves the Simulator's clock to an instant. */
	moveClockTo(instant: string): Promise<void>;
	moveClockBy(milliseconds: number): Promise<void>;
	post(body: unknown): Promise<unknown>;
}

export function chatPage(url: string): ChatPage {
	const post = async (body: unknown) =>
		(
			await axios.post<unknown>(url, JSON.stringify(body), {
				headers: { 'content-type': 'text/plain' },
			})
		).data;
	const state = async (after: number) => stateSchema.parse(await post({ route: 'state', after }));

	const customer = (who: Customer): SimulatedPhone => {
		let heard = 0;
		const postEvent = async (event: Record<string, unknown>) => {
			await post({ id: randomUUID(), customer: who, ...event });
		};
		const nextMessage = async (withinMs: number) => {
			const deadline = Date.now() + withinMs;
			while (Date.now() < deadline) {
				const { entries } = await state(heard);
				const next = entries.find(
					({ sequence, customerId, from, content }) =>
						sequence > heard &&
						customerId === who.id &&
						from === 'bot' &&
						content.kind === 'outbound',
				);
				if (next) {
					heard = next.sequence;
					return z.record(z.unknown()).parse(next.content.message);
				}
				await pause(POLL_EVERY_MS);
			}
			return undefined;
		};
		return {
			says: (text) => postEvent({ type: 'message', message: { type: 'text', text } }),
			taps: (id, title) => postEvent({ type: 'button', button: { id, title } }),
			posts: postEvent,
			hears: async () => {
				const message = await nextMessage(ANSWER_WITHIN_MS);
				if (message) return message;
				throw new Error(`${who.name} got no answer within ${ANSWER_WITHIN_MS} ms`);
			},
			hearsNothing: async () => {
				const message = await nextMessage(SILENCE_MS);
				if (message) throw new Error(`${who.name} got: ${JSON.stringify(message)}`);
			},
		};
	};

	const moveClockBy = async (offset: number) => {
		await post({ route: 'clock', offset: Math.round(offset) });
	};
	return {
		customer,
		post,
		moveClockBy,
		moveClockTo: (instant) => moveClockBy(Date.parse(instant) - Date.now()),
	};
}
