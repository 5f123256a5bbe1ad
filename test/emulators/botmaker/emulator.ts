import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { loadContract } from './contract';
import { throttle } from './limits';
import type { BotmakerEmulatorOptions, EnteredWebhook, Fault } from './options';
import { readCall, record, send, text, type Call, type Reply } from './requests';
import { route } from './routes';
import type { Sent } from './sends';
import { authorise, rotate } from './tokens';
import { messageBody, statusBody, type CustomerMessage } from './webhook-bodies';
import { botmakerId, createWorld, Refusal, type AcceptedMessage, type World } from './world';

/** A running emulator for a test. */
export interface BotmakerEmulator {
	/** Value for the credential's API Address. */
	readonly baseUrl: string;
	readonly world: World;
	/** Accepted messages, intents and templates, oldest first. */
	readonly messages: AcceptedMessage[];
	/** Every request: method, path without version, body, the answered status (0 for none). No tokens. */
	readonly requests: Array<{ method: string; path: string; body: unknown; status: number }>;
	readonly deliveries: Delivery[];
	/** Invalidates the access token, as if it had expired. The refresh token still works. */
	expireAccessToken(): void;
	/** Replaces both tokens, as if another program had renewed them. */
	rotateTokens(): void;
	/** Enters a webhook in the console. Returns its id. */
	enterWebhook(webhook: EnteredWebhook): string;
	failNext(fault: Fault): void;
	/** Keeps a file of a customer. Returns its address. */
	addFile(name: string, file: { content: Buffer; mimeType: string }): string;
	customerSends(message: CustomerMessage): Promise<{ id: string; delivery: Delivery }>;
	sendWebhook(body: unknown, token?: string): Promise<Delivery>;
	/** Resolves when every webhook that is under way has ended. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

export interface Delivery {
	url?: string;
	status?: number;
	delivered: boolean;
}

const SENDS = /^\/chats-actions\//;

/**
 * Starts Botmaker's API v2 on this machine. It refuses the same requests as the documents, rotates tokens, and plays
 * customers, bot and agents. It keeps the documented behaviour fixed; it does not prove that Botmaker behaves so.
 */
export async function startBotmakerEmulator(
	options: BotmakerEmulatorOptions = {},
): Promise<BotmakerEmulator> {
	const world = createWorld(options);
	const contract = loadContract();
	const limit = throttle(world);
	const requests: BotmakerEmulator['requests'] = [];
	const deliveries: Delivery[] = [];
	const faults: Array<Fault & { left: number }> = [];
	const underway = new Set<Promise<unknown>>();
	const state = { baseUrl: '' };

	const sendWebhook = async (body: unknown, token?: string): Promise<Delivery> => {
		const channelId = text(record(body).chatChannelId);
		const webhook = [...world.webhooks.values()].find(
			({ active, channelsIds = [] }) =>
				active !== false && (channelsIds.length === 0 || channelsIds.includes(channelId ?? '')),
		);
		const delivery: Delivery =
			webhook === undefined
				? { delivered: false }
				: await post(webhook.url, token ?? webhook.token, body);
		deliveries.push(delivery);
		return delivery;
	};

	const follow = async ({ message, failure }: Sent): Promise<void> => {
		const { id, channelId, contactId, body } = message;
		const [first] = Array.isArray(body.messages) ? body.messages : [];
		const webhookPayload = text(body.webhookPayload) ?? text(record(first).webhookPayload);
		const about = { channelId, contactId, messageId: id, webhookPayload };
		if (failure) {
			await sendWebhook(statusBody(world, { ...about, state: 'error', ...failure }));
			return;
		}
		if (options.echoes) {
			const echo = { from: contactId, channel: channelId, author: 'bot', text: 'echo' } as const;
			const txId = message.kind === 'intent' ? { txId: id } : {};
			await sendWebhook(messageBody(world, { ...echo, ...txId }).body);
		}
		for (const status of options.statuses ?? []) {
			await sendWebhook(statusBody(world, { ...about, state: status }));
		}
	};

	const sent = (given: Sent): void => {
		const following: Promise<unknown> = follow(given).finally(() => underway.delete(following));
		underway.add(following);
	};

	const answer = (call: Call): Reply => {
		try {
			if (call.path.startsWith('/unversioned')) return file(world, call);
			authorise(world, call);
			limit(call.method, call.path);
			return route(call, { world, contract, baseUrl: state.baseUrl, sent });
		} catch (error) {
			if (error instanceof Refusal) return error;
			return { status: 500, body: { errors: [{ message: String(error) }] } };
		}
	};

	const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
		const call = await readCall(incoming);
		const recorded = { method: call.method, path: call.path, body: call.body, status: 0 };
		requests.push(recorded);
		const fault = faults.find((one) => (one.path ?? SENDS).test(call.path));
		if (fault) {
			fault.left -= 1;
			if (fault.left <= 0) faults.splice(faults.indexOf(fault), 1);
			if ('hang' in fault) return;
			if ('drop' in fault) return void response.destroy();
			recorded.status = fault.status;
			return send(response, fault);
		}
		const reply = answer(call);
		recorded.status = reply.status;
		send(response, reply);
	};

	const server = createServer((incoming, response) => void handle(incoming, response));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	state.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		baseUrl: state.baseUrl,
		world,
		messages: world.messages,
		requests,
		deliveries,
		expireAccessToken: () => {
			world.tokens = { ...world.tokens, accessToken: `expired-${world.nextId()}` };
		},
		rotateTokens: () => rotate(world),
		enterWebhook(webhook) {
			const id = botmakerId(world, 'HOOK');
			world.webhooks.set(id, { ...webhook, id, rules: [] });
			return id;
		},
		failNext: (fault) => void faults.push({ ...fault, left: fault.times ?? 1 }),
		addFile(name, kept) {
			world.files.set(name, kept);
			return `${state.baseUrl}/files/${encodeURIComponent(name)}`;
		},
		async customerSends(message) {
			const { id, body } = messageBody(world, message);
			return { id, delivery: await sendWebhook(body) };
		},
		sendWebhook,
		async settled() {
			while (underway.size > 0) await Promise.all(underway);
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function file(world: World, { path, query }: Call): Reply {
	const name = decodeURIComponent(path.replace('/unversioned/files/', ''));
	const kept = world.files.get(name);
	if (kept === undefined) return { status: 404 };
	if (world.options.privateFiles && !query.has('signature')) return { status: 403 };
	return { status: 200, body: kept.content, headers: { 'content-type': kept.mimeType } };
}

async function post(url: string, token: string, body: unknown): Promise<Delivery> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'auth-bm-token': token },
			body: JSON.stringify(body),
		});
		await response.arrayBuffer();
		return { url, status: response.status, delivered: response.status === 200 };
	} catch {
		return { url, delivered: false };
	}
}
