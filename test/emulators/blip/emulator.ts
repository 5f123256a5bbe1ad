import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { parseBody, readBody, record, text, type Call } from '../whatsapp-cloud/calls';
import { loadContract } from '../whatsapp-cloud/contract';
import { faultQueue, send, spoil, type FaultQueue } from '../whatsapp-cloud/faults';
import type { Fault } from '../whatsapp-cloud/options';
import { schedule } from '../whatsapp-cloud/schedule';
import { postCommand } from './commands';
import { HttpRefusal } from './failures';
import { postMessage } from './messages';
import type { BlipEmulatorOptions, EmulatedCustomer } from './options';
import { answeringBot, followRedirect } from './services';
import { post, type CustomerWrites, type Delivery } from './webhooks';
import * as webhooks from './webhooks';
import {
	addCustomer,
	createWorld,
	type AcceptedMessage,
	type BotState,
	type CustomerState,
	type World,
} from './world';

/** A running emulator for a test. */
export interface BlipEmulator {
	/** Value for the credential's HTTP Endpoint. No slash at its end. */
	readonly baseUrl: string;
	readonly world: World;
	/** Every request that came in, oldest first; without the keys. */
	readonly requests: Array<{ path: string; bot?: string; body: unknown; status: number }>;
	/** Every message that was accepted, oldest first; also those that failed afterwards. */
	readonly messages: AcceptedMessage[];
	/** Every webhook that went out, oldest first. */
	readonly deliveries: Delivery[];
	/** Returns the value of the header, as the portal shows it. */
	keyOf(bot: string): string;
	/** Enters the address of a trigger in the portal, with the token that proves the sender. */
	enterWebhook(url: string, token?: string, bot?: string): void;
	failNext(fault: Fault): void;
	addCustomer(customer: EmulatedCustomer): CustomerState;
	/**
	 * Sends a message of a customer: opens the window and calls the address. Behind a router the message comes through a
	 * tunnel.
	 */
	customerSends(sent: CustomerWrites): Promise<{ id: string; from: string; delivery: Delivery }>;
	/** Sends an answer of an agent in Desk. The copy of the portal goes to the address. */
	agentSends(sent: { to: string; text: string; bot?: string }): Promise<Delivery>;
	/** Closes a ticket as its agent, which gives the conversation back to the bot. */
	closesTicket(id: string): Promise<Delivery>;
	/** Sends any body to the address of the bot. */
	sendWebhook(body: unknown, bot?: string): Promise<Delivery>;
	sendNotification(messageId: string, event: string, bot?: string): Promise<Delivery>;
	settled(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Starts Blip's HTTP API on this machine. It refuses the same requests as the real one (and, like it, accepts with 202
 * what will fail later), and plays customers and agents. It does not prove that Blip behaves like this. It keeps the
 * documented behaviour (docs/facts/blip.md) fixed, so that it can be tested against.
 */
export async function startBlipEmulator(options: BlipEmulatorOptions = {}): Promise<BlipEmulator> {
	const world = createWorld(options, loadContract(options.contract));
	const faults: FaultQueue = faultQueue();
	const timers = schedule();
	const requests: BlipEmulator['requests'] = [];
	const deliveries: Delivery[] = [];

	const botNamed = (name: string | undefined): BotState => {
		const bot = name === undefined ? [...world.bots.values()][0] : world.bots.get(name);
		if (!bot) throw new Error(`The emulator has no bot "${name ?? ''}"`);
		return bot;
	};
	const sendWebhook = async (body: unknown, name?: string): Promise<Delivery> => {
		const delivery = await post(botNamed(name), body);
		deliveries.push(delivery);
		return delivery;
	};
	const tell = (message: AcceptedMessage): void =>
		timers.run(async () => {
			for (const body of webhooks.notificationsOf(world, message)) {
				if (timers.stopped.aborted || !botNamed(message.bot).webhook) return;
				await sendWebhook(body, message.bot);
			}
		});

	const customerWrites = async (
		bot: BotState,
		customer: CustomerState,
		sent: Omit<CustomerWrites, 'from' | 'bot'>,
	) => {
		const id = `wamid.${randomUUID()}`;
		const { body, from } = webhooks.customerMessage(world, bot, customer, sent, id);
		return { id, from, delivery: await sendWebhook(body, bot.name) };
	};
	const handOver = (message: AcceptedMessage): void => {
		const next = followRedirect(world, message);
		if (next) {
			const { bot, customer, text } = next;
			timers.run(async () => void (await customerWrites(bot, customer, { text })));
		}
	};

	const answer = (
		path: string,
		bot: BotState,
		body: unknown,
	): { status: number; body: unknown } => {
		switch (path) {
			case '/messages': {
				const message = postMessage(world, bot, body);
				tell(message);
				handOver(message);
				return { status: 202, body: '' };
			}
			case '/notifications': {
				const { id, to, event } = record(body);
				if (!text(id) || !text(to) || !text(event)) throw new HttpRefusal(400);
				world.acknowledgements.push(record(body));
				return { status: 202, body: '' };
			}
			case '/commands': {
				const before = world.messages.length;
				const answered = postCommand(world, bot, body);
				world.messages.slice(before).forEach(tell);
				return { status: 200, body: answered };
			}
			default:
				throw new HttpRefusal(404);
		}
	};

	async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await readBody(incoming);
		const path = new URL(incoming.url ?? '/', 'http://emulator').pathname;
		const body = parseBody(incoming.headers['content-type'] ?? '', rawBody);
		const bot = botOf(world, incoming.headers.authorization);
		const recorded: BlipEmulator['requests'][number] = { path, body, status: 0 };
		if (bot) recorded.bot = bot.name;
		requests.push(recorded);
		const call: Call = {
			method: incoming.method ?? '',
			path,
			segments: [],
			query: {},
			headers: {},
			rawBody,
			body,
			identity: 'account',
		};
		const fault = faults.take(call);
		if (fault && !fault.takesEffect) {
			recorded.status = spoil(fault, response);
			return;
		}
		let reply: { status: number; body: unknown };
		try {
			if (call.method !== 'POST') throw new HttpRefusal(405);
			if (!bot) throw new HttpRefusal(401);
			if (Object.keys(record(body)).length === 0) throw new HttpRefusal(400);
			reply = answer(path, bot, body);
		} catch (error) {
			reply =
				error instanceof HttpRefusal
					? { status: error.status, body: error.body }
					: { status: 500, body: { emulator: String(error) } };
		}
		await timers.sleep(world.answersAfterMs);
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
		world,
		requests,
		messages: world.messages,
		deliveries,
		keyOf: (name) => `Key ${tokenOf(botNamed(name))}`,
		enterWebhook: (url, token, name) => {
			botNamed(name).webhook = { url, ...(token ? { headers: { 'x-webhook-token': token } } : {}) };
		},
		failNext: (fault) => faults.add(fault),
		addCustomer: (customer) => addCustomer(world, customer),
		customerSends: (sent) => {
			const customer = webhooks.customerWho(world, sent);
			const bot = botNamed(sent.bot);
			const answering = sent.bot === undefined ? answeringBot(world, bot, customer) : bot;
			return customerWrites(answering, customer, sent);
		},
		agentSends: ({ to, text: words, bot }) =>
			sendWebhook(webhooks.agentCopy(world, botNamed(bot), to, words), bot),
		closesTicket: (id) => {
			const ticket = world.tickets.find((one) => one.id === id);
			if (!ticket) throw new Error(`The emulator has no ticket "${id}"`);
			Object.assign(ticket, { status: 'ClosedAttendant', closed: true });
			return sendWebhook(webhooks.endOfAttendance(world, ticket), ticket.bot);
		},
		sendWebhook,
		sendNotification: (messageId, event, name) => {
			const message = world.messages.find(({ id }) => id === messageId);
			const body = webhooks.notification(world, botNamed(name), message, messageId, event);
			return sendWebhook(body, name);
		},
		settled: () => timers.settled(),
		close: () =>
			new Promise((resolve) => {
				timers.stop();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function tokenOf({ name, secret }: BotState): string {
	return Buffer.from(`${name}:${secret}`).toString('base64');
}

function botOf(world: World, authorization: string | undefined): BotState | undefined {
	return [...world.bots.values()].find((bot) => authorization === `Key ${tokenOf(bot)}`);
}
