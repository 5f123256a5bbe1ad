import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { errorName } from '../http-port';
import { parseBody, readBody } from '../whatsapp-cloud/calls';
import { faultQueue, send, spoil } from '../whatsapp-cloud/faults';
import { plainHeaders } from '../whatsapp-cloud/gate';
import { schedule } from '../whatsapp-cloud/schedule';
import type {
	AcceptedMessage,
	ChatArchitectEmulator,
	ChatArchitectEmulatorOptions,
	Delivery,
	RecordedRequest,
} from './emulator-types';
import { answer, type World } from './routes';
import { digits, envelope, messageBody, statusBody, type Writer } from './webhook-bodies';

const WINDOW_MILLISECONDS = 24 * 3_600_000;
const WEBHOOK_TIMEOUT_MILLISECONDS = 10_000;

/**
 * Starts ChatArchitect's API as far as it is documented, on this machine. It does not prove that ChatArchitect behaves
 * like this: where its pages are silent (the answer to a send, the list of templates) it behaves like Gupshup, whose
 * service ChatArchitect sells (docs/facts/chat-architect.md).
 */
export async function startChatArchitectEmulator(
	options: ChatArchitectEmulatorOptions = {},
): Promise<ChatArchitectEmulator> {
	const now = options.now ?? (() => new Date());
	const timers = schedule();
	const faults = faultQueue();
	const requests: RecordedRequest[] = [];
	const deliveries: Delivery[] = [];
	/** End of the window by digits, in milliseconds. */
	const windows = new Map<string, number>();
	// Two emulators of one n8n share its store, where an id that comes again is a repeat.
	let counter = 1_000 * randomInt(1, 900_000_000);
	const world: World = {
		options,
		phone: digits(options.phone ?? '551140000001'),
		storage: { ...options.storage },
		templates: [...(options.templates ?? [])],
		messages: [],
		now,
		nextId: () => {
			counter += 1;
			return `e0000000-0000-4000-8000-${String(counter).padStart(12, '0')}`;
		},
		accepted: (message) => timers.run(() => report(message)),
	};
	const writer: Writer = {
		version: options.version ?? 2,
		appName: options.appName ?? 'PadariaSol',
		phone: world.phone,
		storage: world.storage,
		now,
	};

	const sendWebhook = async (body: unknown): Promise<Delivery> => {
		const delivery = await post(world.webhook, body, timers.stopped);
		deliveries.push(delivery);
		return delivery;
	};

	async function report(message: AcceptedMessage): Promise<void> {
		const failure = failureOf(message);
		const states = failure ? (['failed'] as const) : (options.statuses ?? []);
		for (const state of states) {
			if (timers.stopped.aborted) return;
			await sendWebhook(
				statusBody(writer, { messageId: message.id, to: message.to, state, failure }),
			);
		}
	}

	function failureOf({ to, type }: AcceptedMessage): { code: number; reason: string } | undefined {
		if (options.unknownNumbers?.some((number) => digits(number) === to)) {
			return { code: 1002, reason: 'Number Does Not Exists On WhatsApp' };
		}
		const isOpen = (windows.get(to) ?? 0) > now().getTime();
		return options.enforceWindow && type !== 'template' && !isOpen
			? { code: 1008, reason: 'User is not Opted in and Inactive' }
			: undefined;
	}

	const proof = Buffer.from(
		`${options.appId ?? 'emulated-app'}:${options.appSecret ?? 'emulated-app-secret'}`,
	).toString('base64');

	async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await readBody(incoming);
		const { pathname: path } = new URL(incoming.url ?? '/', 'http://emulator');
		const { authorization, ...headers } = plainHeaders(incoming);
		const method = incoming.method ?? 'GET';
		const body = parseBody(headers['content-type'] ?? '', rawBody);
		const authorized = authorization === `Basic ${proof}`;
		const recorded: RecordedRequest = { method, path, headers, body, authorized, status: 0 };
		requests.push(recorded);
		const fault = faults.take({
			method,
			path,
			segments: [],
			query: {},
			headers,
			rawBody,
			body,
			identity: 'account',
		});
		if (fault && !fault.takesEffect) {
			recorded.status = spoil(fault, response);
			return;
		}
		const reply = authorized
			? answer(world, method, path, body)
			: { status: options.unauthorizedStatus ?? 200, body: { status: 'Unauthorized' } };
		recorded.status = fault ? spoil(fault, response) : reply.status;
		if (!fault) send(response, reply);
	}

	const server = createServer((incoming, response) => {
		handle(incoming, response).catch((error: unknown) => {
			send(response, { status: 500, body: { emulator: String(error) } });
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});

	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		messages: world.messages,
		deliveries,
		templates: world.templates,
		webhook: () => world.webhook,
		failNext: (fault) => faults.add({ path: /./, ...fault }),
		customerSends: async (sent) => {
			windows.set(digits(sent.from), now().getTime() + WINDOW_MILLISECONDS);
			const id = `wamid.IN${world.nextId()}`;
			return { id, delivery: await sendWebhook(messageBody(writer, id, sent)) };
		},
		sendUserEvent: (phone, type) =>
			sendWebhook(
				envelope(writer, 'user-event', {
					phone: type === 'sandbox-start' ? 'callbackSetPhone' : digits(phone),
					type,
				}),
			),
		sendStatus: (messageId, state, failure) => {
			const message = world.messages.find(({ id }) => id === messageId);
			if (!message) throw new Error(`No accepted message ${messageId}`);
			return sendWebhook(statusBody(writer, { messageId, to: message.to, state, failure }));
		},
		sendWebhook,
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

/** Sends one webhook, once. Never throws. */
async function post(
	url: string | undefined,
	body: unknown,
	stopped: AbortSignal,
): Promise<Delivery> {
	if (url === undefined) return { delivered: false, reason: 'no address is registered' };
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			redirect: 'manual',
			signal: AbortSignal.any([AbortSignal.timeout(WEBHOOK_TIMEOUT_MILLISECONDS), stopped]),
		});
		await response.arrayBuffer();
		return { delivered: response.status === 200, url, status: response.status };
	} catch (error) {
		return { delivered: false, url, reason: errorName(error) };
	}
}
