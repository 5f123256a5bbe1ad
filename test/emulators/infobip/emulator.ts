import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { errorName } from '../http-port';
import { parseBody, readBody, type Call } from '../whatsapp-cloud/calls';
import { faultQueue, send, spoil } from '../whatsapp-cloud/faults';
import { plainHeaders } from '../whatsapp-cloud/gate';
import { schedule } from '../whatsapp-cloud/schedule';
import type {
	CustomerMessage,
	Delivery,
	EmulatedChannel,
	InfobipEmulator,
	InfobipEmulatorOptions,
	RecordedRequest,
	ReportedState,
} from './emulator-types';
import { answer } from './routes';
import type { Accepted } from './sends';
import { subscribe, targetsOf } from './subscriptions';
import { envelope, inbound, marketing, report } from './webhook-bodies';
import { addCustomer, createWorld, digits, findCustomer, WINDOW_MILLISECONDS } from './world';

const WEBHOOK_TIMEOUT_MILLISECONDS = 10_000;
const SEND_PATH = /^\/(whatsapp\/1\/message|viber\/2\/messages|messages-api\/1\/messages)/;

/**
 * Starts Infobip's API as far as this package uses it, on this machine. Refuses the same requests as the documents, and
 * keeps subscriptions and forwardings. Calls the real addresses with the headers of their profiles, and can play the
 * customers. That does not prove that Infobip behaves like this; it keeps the documented behaviour
 * (docs/facts/infobip.md) fixed.
 */
export async function startInfobipEmulator(
	options: InfobipEmulatorOptions = {},
): Promise<InfobipEmulator> {
	const world = createWorld(options);
	const faults = faultQueue();
	const timers = schedule();
	const requests: RecordedRequest[] = [];
	const deliveries: Delivery[] = [];
	const pending = new Map<string, Accepted>();

	const post = async (
		url: string,
		headers: Record<string, string>,
		body: unknown,
	): Promise<Delivery> => {
		const delivery = await attempt(url, headers, body, timers.stopped);
		deliveries.push(delivery);
		return delivery;
	};

	const sendWebhook: InfobipEmulator['sendWebhook'] = async (channel, event, sender, body) => {
		let last: Delivery = { delivered: false, body, reason: 'there is no subscription' };
		for (const { url, headers } of targetsOf(world, channel, event, sender)) {
			last = await post(url, headers, body);
		}
		return last;
	};

	const sendReport = async (
		accepted: Accepted,
		state: ReportedState | 'failed',
	): Promise<Delivery> => {
		const { message, notifyUrl, callbackData } = accepted;
		const body = envelope([report(world, message, state, callbackData)]);
		if (notifyUrl) return await post(notifyUrl, {}, body);
		const event = state === 'read' ? 'SEEN' : 'DELIVERY';
		return await sendWebhook(message.channel.toUpperCase(), event, message.from, body);
	};

	const accepted = (taken: Accepted): void => {
		const { message, failover } = taken;
		pending.set(message.id, taken);
		const states = message.error === undefined ? (options.statuses ?? []) : (['failed'] as const);
		timers.run(async () => {
			for (const state of states) {
				await timers.sleep(options.statusDelayMilliseconds ?? 0);
				if (timers.stopped.aborted) return;
				await sendReport(taken, state);
			}
		});
		if (message.error === undefined || !failover) return;
		world.messages.push({
			id: world.nextId(),
			channel: 'sms',
			from: failover.from,
			to: message.to,
			type: 'TEXT',
			text: failover.text,
			body: { ...failover },
			failoverOf: message.id,
			acceptedAt: world.now(),
		});
	};

	async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await readBody(incoming);
		const url = new URL(incoming.url ?? '/', 'http://emulator');
		const headers = plainHeaders(incoming);
		const { authorization, ...shown } = headers;
		const call: Call = {
			method: incoming.method ?? 'GET',
			path: url.pathname,
			segments: url.pathname.split('/').filter(Boolean).map(decodeURIComponent),
			query: Object.fromEntries(url.searchParams),
			headers,
			rawBody,
			body: parseBody(headers['content-type'] ?? '', rawBody),
			identity: 'account',
		};
		const recorded: RecordedRequest = {
			method: call.method,
			path: call.path,
			query: call.query,
			headers: shown,
			body: call.body,
			authorized: authorization === `App ${world.apiKey}`,
			status: 0,
		};
		requests.push(recorded);
		const fault = faults.take(call);
		if (fault && !fault.takesEffect) {
			recorded.status = spoil(fault, response);
			return;
		}
		const reply = answer(call, world, authorization, accepted);
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
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const firstSender = (channel: EmulatedChannel): string =>
		(channel === 'viber' ? world.viberSenders[0] : world.numbers[0]) ?? '';

	const customersSend = async (sent: CustomerMessage[]) => {
		const channel = sent[0]?.channel ?? 'whatsapp';
		const sender = sent[0]?.to ?? firstSender(channel);
		const written = sent.map((message) => {
			const customer =
				findCustomer(world, message.from) ?? addCustomer(world, customerFrom(message));
			if (channel === 'whatsapp') {
				customer.windowExpiresAt = world.now().getTime() + WINDOW_MILLISECONDS;
			}
			const number = world.nextId();
			const id =
				channel === 'whatsapp' ? `wamid.${Buffer.from(number).toString('base64')}` : number;
			return { id, body: inbound(world, message, id, sender) };
		});
		const body = envelope(written.map((entry) => entry.body));
		const delivery = await sendWebhook(channel.toUpperCase(), 'INBOUND_MESSAGE', sender, body);
		return { ids: written.map(({ id }) => id), delivery };
	};

	return {
		baseUrl,
		requests,
		messages: world.messages,
		deliveries,
		subscriptions: world.subscriptions,
		configurations: world.configurations,
		subscribe: (subscription) => subscribe(world, subscription),
		forward: (configuration) => void world.configurations.push(configuration),
		deleteSubscriptions: (url) => {
			for (const [key, { notifyUrl }] of world.subscriptions) {
				if (notifyUrl.startsWith(url)) world.subscriptions.delete(key);
			}
		},
		failNext: (fault) => faults.add({ ...fault, path: fault.path ?? SEND_PATH }),
		addMedia: (file) => {
			const id = world.nextId();
			world.media.set(id, file);
			return { id, url: `${baseUrl}/whatsapp/1/senders/${firstSender('whatsapp')}/media/${id}` };
		},
		customersSend,
		customerSends: async (sent) => {
			const { ids, delivery } = await customersSend([sent]);
			return { id: ids[0] ?? '', delivery };
		},
		customerSetsMarketing: async (from, state) => {
			const customer = findCustomer(world, from);
			if (customer) customer.optedOutOfMarketing = state === 'stop';
			const sender = firstSender('whatsapp');
			const body = marketing(world, sender, from, state);
			return await sendWebhook('WHATSAPP', 'MARKETING_SUBSCRIPTION_UPDATE', sender, body);
		},
		sendReport: async (messageId, state) => {
			const taken = pending.get(messageId);
			if (!taken) throw new Error(`No accepted message ${messageId}`);
			return await sendReport(taken, state);
		},
		sendWebhook,
		addressesOf: (channel, sender = firstSender(channel)) =>
			targetsOf(world, channel.toUpperCase(), 'INBOUND_MESSAGE', sender).map(({ url }) => url),
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

function customerFrom({ from, name }: CustomerMessage) {
	const isUserId = /[A-Za-z]/.test(from);
	return {
		phone: isUserId ? '' : digits(from),
		...(isUserId ? { userId: from } : {}),
		...(name === undefined ? {} : { name }),
	};
}

async function attempt(
	url: string,
	headers: Record<string, string>,
	body: unknown,
	stopped: AbortSignal,
): Promise<Delivery> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: JSON.stringify(body),
			redirect: 'manual',
			signal: AbortSignal.any([AbortSignal.timeout(WEBHOOK_TIMEOUT_MILLISECONDS), stopped]),
		});
		const responseText = await response.text();
		const { status } = response;
		return { delivered: status === 200, url, status, responseText, body };
	} catch (error) {
		return { delivered: false, url, reason: errorName(error), body };
	}
}
