import type { InboundRequest } from '../../messaging/inbound-request';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { TranscriptEntry } from '../../store/contracts/simulator';
import type { Store } from '../../store/contracts/store';
import { simulator } from '../../providers/simulator';
import { deliverToSimulator } from '../../simulator/deliver';
import { respondToPage } from '../../simulator/respond';
import { simulatedNow } from '../../simulator/clock';
import { openStore } from '../../store/open-store';
import { receiving } from '../store/receiving';

/** A chat without a network or a browser: what the page posts, and what the workflow sends. Real time is given. */
export interface SimulatedChat {
	store: Store;
	/** Posts as the page does; an event also goes through parse and into the inbox, as in the trigger. */
	post(body: unknown): Promise<{ status: number; json: Record<string, unknown> } | 'event'>;
	send(message: OutboundMessage, to?: string): Promise<SendOutcome>;
	entries(): Promise<TranscriptEntry[]>;
	/** Moves real time. */
	later(milliseconds: number): void;
	now(): Date;
}

export type SendOutcome = { messageId: string } | { code: number; details?: string };

export const BUSINESS = 'trigger-1';
export const MARTA = { id: '+5511988880001', name: 'Marta' };
export const HOUR = 3_600_000;
/** Its link is a secret. */
export const TRIGGER = { typeVersion: 2, nodeId: '3f1c9a52-7b4e-4d06-9a8f-0c2d5e6b7a18' };

export async function simulatedChat(file: string): Promise<SimulatedChat> {
	const store = await openStore({ file });
	let now = new Date('2026-03-02T10:00:00.000Z');

	return {
		store,
		now: () => now,
		later: (milliseconds) => {
			now = new Date(now.getTime() + milliseconds);
		},
		async post(body) {
			const request = pageRequest(body, await simulatedNow(store, BUSINESS, now));
			const reply = await respondToPage(request, {
				store,
				now,
				trigger: TRIGGER,
				parse: simulator.parse,
			});
			await store.inbox.receive(
				reply ? (reply.events ?? []) : simulator.parse(request),
				receiving({
					trigger: 'test',
					owner: { bootId: 'boot', hostname: 'host', processId: 1 },
					now,
					windowHours: () => 24,
					keep: () => false,
					handoverMinutes: 60,
				}),
			);
			return reply ? { status: reply.status, json: JSON.parse(String(reply.body)) } : 'event';
		},
		async send(message, to = MARTA.id) {
			const from = { id: BUSINESS, channel: 'whatsapp', account: { baseUrl: '' } } as const;
			const result = await deliverToSimulator(simulator.build(message, { id: to }, from), {
				store,
				now,
			});
			if (result.ok) return result.body as { messageId: string };
			if (result.failure.kind !== 'refused') throw new Error(result.failure.kind);
			return (result.failure.body as { error: { code: number; details?: string } }).error;
		},
		entries: () => store.simulator.transcript(BUSINESS, 0, 1000),
	};
}

export function pageRequest(body: unknown, receivedAt: Date): InboundRequest {
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		query: {},
		rawBody: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
		body: undefined,
		receivedAt,
		receiver: BUSINESS,
	};
}

let count = 0;

/** Returns the request of the page when Marta writes. */
export function aMessage(text: string, id = `sim.in.5511988880001.${(count += 1)}`) {
	return { type: 'message', id, customer: MARTA, message: { type: 'text', text } };
}
