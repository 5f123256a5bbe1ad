import { randomUUID } from 'node:crypto';

import {
	addCustomer,
	customerByIdentity,
	digits,
	LIME_REDIRECT,
	recipientOf,
	tunnelFor,
	WHATSAPP_DOMAIN,
	WINDOW_MILLISECONDS,
	type AcceptedMessage,
	type BotState,
	type CustomerState,
	type TicketState,
	type World,
} from './world';

/** The posts of Blip to the address that was entered in the portal. */

export interface Delivery {
	/** Whether the address answered with success. */
	delivered: boolean;
	status?: number;
	responseText?: string;
	/** The reason why nothing was sent. */
	reason?: string;
}

export interface CustomerWrites {
	/** Phone on WhatsApp, the id of the person elsewhere. */
	from: string;
	name?: string;
	text?: string;
	/** Type of a content that is sent instead of a text. */
	type?: string;
	content?: unknown;
	metadata?: Record<string, string | null>;
	channel?: keyof typeof DOMAINS;
	/** Default: the first, or the service of it at which the customer is. */
	bot?: string;
}

const DOMAINS = {
	whatsapp: WHATSAPP_DOMAIN,
	messenger: 'messenger.gw.msging.net',
	instagram: 'instagram.gw.msging.net',
	telegram: 'telegram.gw.msging.net',
	webchat: '0mn.io',
} as const;

const TIMEOUT_MILLISECONDS = 10_000;

export async function post({ webhook }: BotState, body: unknown): Promise<Delivery> {
	if (!webhook) return { delivered: false, reason: 'no address was entered for this bot' };
	try {
		const response = await fetch(webhook.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...webhook.headers },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
		});
		const { status, ok } = response;
		return { delivered: ok, status, responseText: await response.text() };
	} catch (error) {
		return { delivered: false, reason: String(error) };
	}
}

/** Returns the customer who writes, who is new when they never wrote. */
export function customerWho(world: World, sent: CustomerWrites): CustomerState {
	const domain = DOMAINS[sent.channel ?? 'whatsapp'];
	const name = domain === WHATSAPP_DOMAIN ? digits(sent.from) : sent.from;
	return (
		world.customers.find(
			(one) => one.identity.endsWith(`@${domain}`) && digits(one.phone) === digits(sent.from),
		) ??
		customerByIdentity(world, `${name}@${domain}`) ??
		addCustomer(world, { phone: sent.from, name: sent.name }, domain)
	);
}

/** Returns the envelope of a customer's message, and the address that the bot sees. */
export function customerMessage(
	world: World,
	bot: BotState,
	customer: CustomerState,
	sent: Omit<CustomerWrites, 'from' | 'bot'>,
	id: string,
): { body: Record<string, unknown>; from: string } {
	const isWhatsApp = customer.identity.endsWith(`@${WHATSAPP_DOMAIN}`);
	const now = world.now().getTime();
	customer.windowExpiresAt = now + WINDOW_MILLISECONDS;
	const tunnel = bot.router === undefined ? undefined : tunnelFor(world, bot, customer);
	const from = tunnel ? `${tunnel.guid}@tunnel.msging.net` : customer.identity;
	const own = `${bot.name}@msging.net`;
	return {
		from,
		body: {
			id,
			from,
			to: own,
			type: sent.type ?? 'text/plain',
			content: sent.content ?? sent.text ?? '',
			metadata: {
				...(isWhatsApp ? { '#wa.timestamp': String(Math.floor(now / 1000)) } : {}),
				'#uniqueId': randomUUID(),
				date_created: String(now),
				...(tunnel
					? {
							'#tunnel.owner': tunnel.owner,
							'#tunnel.originator': tunnel.originator,
							'#tunnel.originalFrom': tunnel.originator,
							'#tunnel.originalTo': tunnel.owner,
						}
					: {}),
				...sent.metadata,
			},
		},
	};
}

/** Returns the portal's copy of an agent's message. */
export function agentCopy(
	world: World,
	bot: BotState,
	to: string,
	words: string,
): Record<string, unknown> {
	return {
		id: `fwd:fwd:${randomUUID()}`,
		from: `${bot.name}@msging.net`,
		to,
		type: 'text/plain',
		content: words,
		metadata: {
			'#messageEmitter': 'Human',
			'#message.agentIdentity': 'rui%40acme.test@blip.ai',
			'#messageKind': 'Response',
			'#envelope.storageDate': world.now().toISOString(),
		},
	};
}

/** Returns the redirect that the bot gets when an agent closes a ticket. */
export function endOfAttendance(world: World, ticket: TicketState): Record<string, unknown> {
	return {
		id: randomUUID(),
		from: ticket.customerIdentity,
		to: `${ticket.bot}@msging.net`,
		type: LIME_REDIRECT,
		content: { context: { type: 'application/vnd.iris.ticket+json', value: { ...ticket } } },
		metadata: { '#envelope.storageDate': world.now().toISOString() },
	};
}

/** Returns the notifications that Blip sends about a message. A message without id has none. */
export function notificationsOf(world: World, message: AcceptedMessage): object[] {
	const bot = world.bots.get(message.bot);
	const { id, failure } = message;
	if (id === undefined || bot === undefined) return [];
	const events = failure ? ['failed'] : (world.options.notifications ?? []);
	return ['accepted', ...events].map((event) => notification(world, bot, message, id, event));
}

export function notification(
	world: World,
	bot: BotState,
	message: AcceptedMessage | undefined,
	id: string,
	event: string,
): Record<string, unknown> {
	const to = message?.to ?? '';
	const isOfServer = event === 'accepted' || event === 'failed' || !recipientOf(world, to);
	return {
		id,
		from: isOfServer ? 'postmaster@msging.net/#emulated' : to,
		to: `${bot.name}@msging.net`,
		event,
		...(event === 'failed' ? { reason: message?.failure ?? { code: 1 } } : {}),
		metadata: {
			'#envelope.timestamp': String(world.now().getTime()),
			...(to ? { '#message.to': to } : {}),
		},
	};
}
