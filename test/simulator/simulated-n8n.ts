import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

import type { MessagingEvent } from '../../messaging/event';
import type { HttpResult } from '../../messaging/http';
import type { InboundRequest } from '../../messaging/inbound-request';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Sender } from '../../messaging/provider';
import { simulator } from '../../providers/simulator';
import { simulatedNow } from '../../simulator/clock';
import { deliverToSimulator } from '../../simulator/deliver';
import type { PageReply } from '../../simulator/page-reply';
import { respondToPage } from '../../simulator/respond';
import type { Store } from '../../store/contracts/store';
import { TRIGGER } from './simulated-chat';
import { receiving } from '../store/receiving';

/**
 * The part of n8n that the chat page needs: an address that serves the page and accepts events, and a workflow behind
 * it. Everything but the workflow is real.
 */
export interface SimulatedN8n {
	url: string;
	/** Everything that was recorded as new, oldest first. */
	events: MessagingEvent[];
	send(to: string, message: OutboundMessage): Promise<HttpResult>;
	typing(messageId: string): Promise<HttpResult>;
	/** Whether every POST is answered 404 without CORS headers, as n8n does for an address that it does not know. */
	gone: boolean;
	close(): Promise<void>;
}

export const BUSINESS_ID = 'trigger-1';
const FROM: Sender = { id: BUSINESS_ID, channel: 'whatsapp', account: { baseUrl: '' } };

/** @param workflow is given each fresh event; what it returns is sent to the event's contact, in order */
export async function simulatedN8n(
	store: Store,
	workflow: (event: MessagingEvent) => OutboundMessage[],
	options: { path?: string; businessName?: string } = {},
): Promise<SimulatedN8n> {
	const events: MessagingEvent[] = [];
	const port = (request: Parameters<typeof deliverToSimulator>[0]) =>
		deliverToSimulator(request, { store, now: new Date() });
	const send = (to: string, message: OutboundMessage) =>
		port(simulator.build(message, { id: to, phone: to }, FROM));

	const server = createServer((incoming, outgoing) => {
		void answer(incoming, outgoing);
	});
	const state: SimulatedN8n = {
		url: '',
		events,
		send,
		typing: (messageId) => port(simulator.signals.typing(FROM, messageId)),
		gone: false,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};

	async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const request = await inboundRequest(incoming, store);
		if (request.method === 'OPTIONS') return void preflight(request, outgoing);
		if (state.gone && request.method === 'POST') return void outgoing.writeHead(404).end();
		const reply = await respondToPage(request, {
			store,
			now: new Date(),
			trigger: TRIGGER,
			parse: simulator.parse,
			remoteAddress: incoming.socket.remoteAddress,
			...options,
		});
		if (reply) return await write(reply, outgoing);
		const { fresh } = await store.inbox.receive(
			simulator.parse(request),
			receiving({
				trigger: 'test',
				owner: { bootId: 'boot', hostname: 'host', processId: 1 },
				now: new Date(),
				windowHours: () => 24,
				keep: () => false,
				handoverMinutes: 60,
			}),
		);
		events.push(...fresh);
		outgoing.writeHead(200, { 'access-control-allow-origin': 'null' }).end('{}');
		for (const event of fresh) {
			for (const message of workflow(event)) await send(event.contact.id, message);
		}
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port: number } = server.address() as AddressInfo;
	state.url = `http://127.0.0.1:${number}${options.path ?? '/webhook/chat/messages'}`;
	return state;
}

/** Answers a preflight request as n8n does, which allows the origin everything that a page requests. */
function preflight({ headers }: InboundRequest, outgoing: ServerResponse): void {
	outgoing
		.writeHead(204, {
			'access-control-allow-origin': headers.origin,
			'access-control-allow-methods': 'OPTIONS, GET, POST',
			'access-control-allow-headers': headers['access-control-request-headers'],
		})
		.end();
}

async function write(
	{ status, headers, body }: PageReply,
	outgoing: ServerResponse,
): Promise<void> {
	const set = Object.entries(headers).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value] as const],
	);
	outgoing.writeHead(status, Object.fromEntries(set));
	if (typeof body === 'string') outgoing.end(body);
	else await pipeline(body, outgoing);
}

async function inboundRequest(incoming: IncomingMessage, store: Store): Promise<InboundRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return {
		method: incoming.method ?? 'GET',
		headers: Object.fromEntries(
			Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
		),
		query: Object.fromEntries(new URL(incoming.url ?? '', 'http://n8n.invalid').searchParams),
		rawBody: Buffer.concat(chunks),
		body: undefined,
		receivedAt: await simulatedNow(store, BUSINESS_ID, new Date()),
		receiver: BUSINESS_ID,
	};
}
