import { record, text } from '../whatsapp-cloud/calls';
import { HttpRefusal } from './failures';
import { variablesOf } from './options';
import { leadsSomewhere } from './services';
import {
	LIME_REDIRECT,
	recipientOf,
	WHATSAPP_DOMAIN,
	type AcceptedMessage,
	type BotState,
	type CustomerState,
	type World,
} from './world';

/** Answers POST `/messages` with 202 if the body has the form of a message. The outcome is reported afterwards. */

const DEFAULT_THROUGHPUT_PER_SECOND = 50;
const NATIVE = 'application/json';

type Failure = NonNullable<AcceptedMessage['failure']>;

const NO_ROUTE: Failure = { code: 44, description: 'No route for a redirect' };

export function postMessage(world: World, bot: BotState, body: unknown): AcceptedMessage {
	const envelope = record(body);
	const [to, type] = [text(envelope.to), text(envelope.type)];
	const { content, metadata } = envelope;
	if (to === undefined || !to.includes('@') || type === undefined || content === undefined) {
		throw new HttpRefusal(400);
	}
	const isJson = type === NATIVE || type.endsWith('+json');
	if (isJson !== (typeof content === 'object' && content !== null)) throw new HttpRefusal(400);
	if (Object.values(record(metadata)).some((value) => typeof value !== 'string')) {
		throw new HttpRefusal(400);
	}
	const from = text(envelope.from);
	if (from !== undefined && from.split('@')[0] !== bot.name) throw new HttpRefusal(401);
	takeThroughput(world, bot);
	const id = text(envelope.id);
	const failure = failureOf(world, bot, to, type, content);
	const message: AcceptedMessage = {
		...(id === undefined ? {} : { id }),
		bot: bot.name,
		to,
		type,
		content,
		...(metadata === undefined ? {} : { metadata: record(metadata) as Record<string, string> }),
		acceptedAt: world.now(),
		...(failure ? { failure } : {}),
	};
	world.messages.push(message);
	return message;
}

function failureOf(
	world: World,
	bot: BotState,
	to: string,
	type: string,
	content: unknown,
): Failure | undefined {
	const domain = to.split('@').pop()?.split('/')[0] ?? '';
	const isRedirect = type === LIME_REDIRECT;
	if (domain === 'tunnel.msging.net') {
		const tunnel = world.tunnels.find(({ guid }) => guid === to.split('@')[0]);
		if (tunnel?.destination !== `${bot.name}@msging.net`) {
			return { code: 42, description: 'Destination not found' };
		}
		if (isRedirect && !leadsSomewhere(world, bot, content)) return NO_ROUTE;
	} else if (domain === 'broadcast.msging.net') {
		return bot.lists.has(to) ? undefined : { code: 60, description: 'Invalid list identifier' };
	} else {
		if (isRedirect) return NO_ROUTE;
		if (!bot.onChannels) return { code: 81, description: 'The gateway is not available' };
	}
	if (isRedirect) return undefined;
	const customer = recipientOf(world, to);
	if (customer === undefined) return { code: 83, description: 'Destination not found on gateway' };
	if (customer.reachable === false) return { code: 87, description: 'Blocked by the user' };
	const isWhatsApp = customer.identity.endsWith(`@${WHATSAPP_DOMAIN}`);
	return isWhatsApp ? whatsAppFailure(world, customer, type, content) : undefined;
}

function whatsAppFailure(
	world: World,
	customer: CustomerState,
	type: string,
	content: unknown,
): Failure | undefined {
	const native = type === NATIVE ? record(content) : undefined;
	if (native) {
		const refusal = world.contract({
			messaging_product: 'whatsapp',
			to: `+${customer.identity.split('@')[0]}`,
			...native,
		});
		if (refusal) {
			return { code: 81, description: `(#${refusal.code}) ${refusal.details ?? refusal.title}` };
		}
	}
	if (native?.type === 'template') return templateFailure(world, record(native.template));
	const open = (customer.windowExpiresAt ?? 0) > world.now().getTime();
	return open ? undefined : { code: 81, description: '(#131047) Re-engagement message' };
}

function templateFailure(world: World, sent: Record<string, unknown>): Failure | undefined {
	const template = world.templates.find(
		({ name, language }) => name === sent.name && language === record(sent.language).code,
	);
	if (!template) return { code: 81, description: '(#132001) Template name does not exist' };
	const components: unknown[] = Array.isArray(sent.components) ? sent.components : [];
	const filled = components
		.map(record)
		.filter(({ type }) => type === 'header' || type === 'body' || type === 'button')
		.filter(({ sub_type: subType }) => subType !== 'quick_reply')
		.flatMap(({ parameters }) => (Array.isArray(parameters) ? (parameters as unknown[]) : []));
	return filled.length === variablesOf(template)
		? undefined
		: { code: 81, description: '(#132000) Number of parameters does not match' };
}

function takeThroughput(world: World, bot: BotState): void {
	const limit = world.options.throughputPerSecond ?? DEFAULT_THROUGHPUT_PER_SECOND;
	if (limit === 'unlimited') return;
	const now = world.now().getTime();
	bot.recentSends = bot.recentSends.filter((at) => at > now - 1000);
	if (bot.recentSends.length >= limit) throw new HttpRefusal(429);
	bot.recentSends.push(now);
}
