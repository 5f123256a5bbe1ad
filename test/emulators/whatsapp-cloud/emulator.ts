import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { parseBody, readBody, type Call, type Reply } from './calls';
import { loadContract } from './contract';
import { callbackFor, deliver, type Delivery, type Signature } from './deliveries';
import { faultQueue, send, spoil } from './faults';
import { identify, plainHeaders, versionRefusal } from './gate';
import { GraphRefusal } from './graph-errors';
import { addMedia, downloadMedia, DOWNLOAD_PATH } from './media';
import type { Accepted } from './messages';
import type { GraphEmulator, RecordedRequest } from './emulator-types';
import type { EmulatedCustomer, GraphEmulatorOptions } from './options';
import { route } from './routes';
import { schedule } from './schedule';
import { inboundMessage, messagesBody, statusBody, type CustomerMessage } from './webhook-bodies';
import {
	addCustomer,
	createWorld,
	digits,
	findCustomer,
	remember,
	WINDOW_MILLISECONDS,
	type NumberState,
	type World,
} from './world';

/**
 * Starts Meta's Graph API as far as WhatsApp needs it, on this machine. It refuses the same requests as the real one,
 * calls the real callback addresses with real signatures, and can play the customers. It does not prove that Meta
 * behaves like this. It keeps the documented behaviour (docs/facts/whatsapp-cloud.md) fixed, so that it can be tested
 * against.
 */
export async function startGraphEmulator(
	options: GraphEmulatorOptions = {},
): Promise<GraphEmulator> {
	const world = createWorld(options);
	const contract = loadContract(options.contract);
	const faults = faultQueue();
	const timers = schedule();
	const requests: RecordedRequest[] = [];
	const deliveries: Delivery[] = [];
	const state = { baseUrl: '' };

	const sendWebhook = async (body: unknown, signature: Signature = 'valid'): Promise<Delivery> => {
		const delivery = await deliver(body, world, signature, timers.sleep, timers.stopped);
		remember(deliveries, delivery, options);
		return delivery;
	};

	const accepted = ({ message, customer, failure }: Accepted): void => {
		const number = numberOf(world, message.numberId);
		const reference = message.body.biz_opaque_callback_data;
		const states = failure ? (['failed'] as const) : (options.statuses ?? []);
		timers.run(async () => {
			for (const state of states) {
				await timers.sleep(options.statusDelayMilliseconds ?? 0);
				if (timers.stopped.aborted) return;
				const status = { messageId: message.id, state, recipient: customer, reference, failure };
				await sendWebhook(statusBody(world, number, status));
			}
		});
	};

	const answer = (call: Call): Promise<Reply> =>
		route(call, { world, contract, baseUrl: state.baseUrl, accepted }).catch((error: unknown) =>
			error instanceof GraphRefusal
				? error.reply(`Emulated${world.nextId()}`)
				: { status: 500, body: { emulator: String(error) } },
		);

	async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await readBody(incoming);
		const url = new URL(incoming.url ?? '/', 'http://emulator');
		const [version = '', ...segments] = url.pathname.split('/').filter(Boolean);
		const headers = plainHeaders(incoming);
		const { authorization, ...shown } = headers;
		const call: Call = {
			method: incoming.method ?? 'GET',
			path: `/${segments.join('/')}`,
			segments: segments.map((segment) => decodeURIComponent(segment)),
			query: Object.fromEntries(url.searchParams),
			headers,
			rawBody,
			body: parseBody(headers['content-type'] ?? '', rawBody),
			identity: 'account',
		};
		await timers.sleep(options.latencyMilliseconds ?? 0);
		const identity = identify(world, authorization);
		if (typeof identity === 'string') call.identity = identity;
		const recorded: RecordedRequest = {
			method: call.method,
			path: call.path,
			version,
			query: call.query,
			headers: shown,
			body: call.body,
			identity: typeof identity === 'string' ? identity : 'none',
			status: 0,
			receivedAt: world.now(),
		};
		remember(requests, recorded, options);

		const gate = typeof identity === 'string' ? versionRefusal(version) : identity;
		const fault = faults.take(call);
		if (fault) recorded.fault = fault;
		if (fault && !fault.takesEffect) {
			recorded.status = spoil(fault, response);
			return;
		}
		const reply =
			typeof identity === 'string' && version === DOWNLOAD_PATH
				? downloadMedia(segments[0] ?? '', world)
				: (gate?.reply(`Emulated${world.nextId()}`) ?? (await answer(call)));
		recorded.status = fault ? spoil(fault, response) : reply.status;
		if (!fault) send(response, reply);
	}

	const inHand = new Set<Promise<void>>();
	const server = createServer((incoming, response) => {
		const call = handle(incoming, response).catch((error: unknown) => {
			send(response, { status: 500, body: { emulator: String(error) } });
		});
		inHand.add(call);
		void call.then(() => inHand.delete(call));
	});
	const listen = (port: number) =>
		new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, '127.0.0.1', resolve);
		});
	await listen(options.port ?? 0);
	const { port } = server.address() as AddressInfo;
	state.baseUrl = `http://127.0.0.1:${port}`;

	const customersSend = async (sent: CustomerMessage[]) => {
		const number = numberOf(world, sent[0]?.numberId);
		const inbound = sent.map((message) => {
			const customer =
				findCustomer(world, message.from) ?? addCustomer(world, customerFrom(message));
			customer.windowExpiresAt = (message.at ?? world.now()).getTime() + WINDOW_MILLISECONDS;
			return inboundMessage(world, customer, message);
		});
		const delivery = await sendWebhook(messagesBody(world, number, inbound));
		return { ids: inbound.map(({ id }) => id), delivery };
	};

	return {
		baseUrl: state.baseUrl,
		world,
		requests,
		messages: world.messages,
		deliveries,
		failNext: (fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		stopListening: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			await Promise.all(inHand);
			server.closeAllConnections();
			await closed;
		},
		listenAgain: () => listen(port),
		addCustomer: (customer) => addCustomer(world, customer),
		addMedia: (file) => addMedia(world, file),
		customersSend,
		customerSends: async (sent) => {
			const { ids, delivery } = await customersSend([sent]);
			return { id: ids[0] ?? '', delivery };
		},
		sendWebhook,
		sendStatus: async (messageId, stateReported) => {
			const message = world.messages.find(({ id }) => id === messageId);
			const recipient = message && findCustomer(world, message.to);
			if (!message || !recipient) throw new Error(`No accepted message ${messageId}`);
			const number = numberOf(world, message.numberId);
			const reference = message.body.biz_opaque_callback_data;
			const status = { messageId, state: stateReported, recipient, reference };
			return sendWebhook(statusBody(world, number, status));
		},
		addressOf: (numberId) => {
			const target = callbackFor(world, 'messages', numberId);
			return 'url' in target ? target.url : undefined;
		},
		settled: timers.settled,
		close: async () => {
			timers.stop();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
			await timers.settled();
		},
	};
}

function numberOf(world: World, id: string | undefined): NumberState {
	const number = id === undefined ? [...world.numbers.values()][0] : world.numbers.get(id);
	if (!number) throw new Error(`The emulator has no number ${id ?? ''}`);
	return number;
}

function customerFrom(message: CustomerMessage): EmulatedCustomer {
	const isUserId = /[A-Za-z]/.test(message.from);
	return {
		phone: isUserId ? `55119${digits(message.from)}` : message.from,
		...(isUserId ? { userId: message.from, hidesPhone: true } : {}),
		...(message.name === undefined ? {} : { name: message.name }),
	};
}
