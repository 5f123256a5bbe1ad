import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { addMessage, METHODS, type Happening } from './methods';
import { readRequest } from './request-fields';
import { chatBody, commentBody, ticketBody } from './webhook-bodies';
import { CHAT_CHANNEL, createWorld, type UsedeskEmulatorOptions, type World } from './world';

/**
 * Usedesk on this machine, as far as the two nodes need it: refuses the same requests as the real one is said to, and
 * calls the address that was entered by hand. It does not prove that Usedesk behaves like this. No schema and no test
 * account exist, so it keeps the collected facts (docs/facts/usedesk.md) fixed.
 */

export interface RecordedRequest {
	method: string;
	/** The path without a leading slash, e.g. `create/ticket`. */
	path: string;
	fields: Record<string, unknown>;
	contentType: string;
}

export interface UsedeskEmulator {
	baseUrl: string;
	world: World;
	/** Oldest first, refused ones too. */
	requests: RecordedRequest[];
	/** Messages of agents to clients, oldest first. */
	readonly messages: Array<{ chatId: number; to: string; text: string }>;
	/** Enters the address into the API channel. */
	setRedirectUrl(url: string): void;
	customerSends(message: {
		from: string;
		name?: string;
		text: string;
	}): Promise<{ chatId: number; ticketId: number; delivery?: Response }>;
	/** Answers as an agent in Usedesk itself. */
	agentAnswers(chatId: number, text: string): Promise<Response | undefined>;
	commentAdded(comment: {
		ticketId: number;
		from: 'client' | 'user';
		message: string;
		type: 'public' | 'private';
	}): Promise<Response | undefined>;
	/** Sends any body, with the secret only if it contains one. */
	sendWebhook(body: Record<string, unknown>): Promise<Response | undefined>;
	/** Makes the next request get this answer. */
	failNext(answer: { status: number; body: unknown }): void;
	/** Resolves when every webhook has been answered. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

export async function startUsedeskEmulator(
	options: UsedeskEmulatorOptions = {},
): Promise<UsedeskEmulator> {
	const world = createWorld(options);
	const requests: RecordedRequest[] = [];
	const faults: Array<{ status: number; body: unknown }> = [];
	const underWay = new Set<Promise<unknown>>();
	let redirectUrl: string | undefined;

	const sendWebhook = async (body: Record<string, unknown>): Promise<Response | undefined> => {
		if (redirectUrl === undefined) return undefined;
		const isJson = options.jsonWebhooks ?? true;
		const sending = fetch(redirectUrl, {
			method: 'POST',
			headers: {
				'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
			},
			body: isJson ? JSON.stringify(body) : asForm(body),
		});
		underWay.add(sending);
		try {
			return await sending;
		} finally {
			underWay.delete(sending);
		}
	};

	const tell = async (happened: Happening): Promise<Response | undefined> => {
		if (happened.event === 'ticket') {
			const ticket = world.tickets.get(happened.ticketId);
			return ticket && (await sendWebhook(ticketBody(world, ticket)));
		}
		const message = world.chatMessages.findLast(({ chatId }) => chatId === happened.chatId);
		return message && (await sendWebhook(chatBody(world, message)));
	};

	async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const { fields, files } = await readRequest(incoming);
		const path = new URL(incoming.url ?? '/', 'http://emulator').pathname.slice(1);
		const method = incoming.method ?? 'GET';
		requests.push({
			method,
			path,
			fields,
			contentType: incoming.headers['content-type'] ?? '',
		});
		const fault = faults.shift();
		if (fault) return send(response, fault.status, fault.body);
		const carryOut = METHODS[path];
		if (!carryOut) return send(response, 404, '<!DOCTYPE html><title>Not Found</title>');
		const wanted = options.getOnly?.includes(path) ? 'GET' : 'POST';
		if (method !== wanted) return send(response, 405, { message: 'Method Not Allowed' });
		if (fields.api_token !== world.secretKey) return refuseKey(response, options.wrongKey);
		world.files.push(...files);
		const outcome = carryOut(fields, world);
		send(response, 200, outcome.body);
		if (outcome.happened) tell(outcome.happened).catch(() => undefined);
	}

	const server = createServer((incoming, response) => {
		handle(incoming, response).catch((error: unknown) =>
			send(response, 500, { emulator: String(error) }),
		);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});

	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		world,
		requests,
		get messages() {
			return world.chatMessages
				.filter(({ from }) => from === 'user')
				.map(({ chatId, text }) => ({
					chatId,
					to: world.chats.get(chatId)?.contactId ?? '',
					text,
				}));
		},
		setRedirectUrl: (url) => {
			redirectUrl = url;
		},
		customerSends: async ({ from, name, text }) => {
			const { body, happened } = addMessage(
				{
					company_id: world.companyId,
					channel_id: CHAT_CHANNEL,
					message: { text, from: { chat_id: from, name: name ?? from } },
				},
				world,
			);
			const { chat_id: chatId, ticket_id: ticketId } = body as Record<string, number>;
			const delivery = happened && (await tell(happened));
			return { chatId: chatId ?? 0, ticketId: ticketId ?? 0, delivery };
		},
		agentAnswers: async (chatId, text) => {
			world.chatMessages.push({ chatId, from: 'user', text });
			return await tell({ event: 'chat', chatId });
		},
		commentAdded: (comment) => sendWebhook(commentBody(world, comment)),
		sendWebhook,
		failNext: (answer) => {
			faults.push(answer);
		},
		settled: async () => {
			while (underWay.size > 0) await Promise.allSettled(underWay);
		},
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

function refuseKey(response: ServerResponse, how: UsedeskEmulatorOptions['wrongKey']): void {
	if (how === 'http401') return send(response, 401, { message: 'Unauthenticated.' });
	if (how === 'page') return send(response, 200, '<!DOCTYPE html><title>Login</title>');
	send(response, 200, { error: 'Unauthorized' });
}

function send(response: ServerResponse, status: number, body: unknown): void {
	const isText = typeof body === 'string';
	response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' });
	response.end(isText ? body : JSON.stringify(body));
}

/** Writes nested fields into a form, as PHP does. */
function asForm(value: Record<string, unknown>): string {
	const form = new URLSearchParams();
	const add = (name: string, content: unknown): void => {
		if (content === null || content === undefined) form.append(name, '');
		else if (typeof content !== 'object') form.append(name, String(content));
		else for (const [key, inner] of Object.entries(content)) add(`${name}[${key}]`, inner);
	};
	for (const [name, content] of Object.entries(value)) add(name, content);
	return form.toString();
}
