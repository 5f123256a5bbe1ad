import { record, text } from '../whatsapp-cloud/calls';
import { runCampaign } from './campaigns';
import { runDeskCommand } from './desk';
import type { Answered, Asked } from './command';
import { HttpRefusal, LimeFailure, NOT_FOUND, NOT_OFFERED } from './failures';
import { runRosterCommand } from './roster';
import { customerByPhone, WHATSAPP_DOMAIN, type BotState, type World } from './world';

/** Answers POST `/commands` with 200 if the body has the form of a command. The answer contains success or failure. */
export function postCommand(world: World, bot: BotState, body: unknown): Record<string, unknown> {
	const envelope = record(body);
	const [id, method, uri] = [text(envelope.id), text(envelope.method), text(envelope.uri)];
	if (id === undefined || method === undefined || uri === undefined) throw new HttpRefusal(400);
	const [path = '', query = ''] = uri.split('?');
	const asked: Asked = {
		method: method.toLowerCase(),
		to: text(envelope.to) ?? 'postmaster@msging.net',
		path,
		query: new URLSearchParams(query),
		type: text(envelope.type),
		resource: envelope.resource,
	};
	const answer = {
		id,
		from: `${asked.to}/#emulated`,
		to: `${bot.name}@msging.net/#emulated`,
		method: asked.method,
		metadata: { '#command.uri': `lime://${bot.name}@msging.net${path}` },
	};
	if (asked.method === 'set' && asked.resource !== undefined && asked.type === undefined) {
		return failed(answer, new LimeFailure(23, 'The resource has no type'));
	}
	try {
		return { ...answer, status: 'success', ...run(world, bot, asked) };
	} catch (error) {
		if (error instanceof LimeFailure) return failed(answer, error);
		throw error;
	}
}

function failed(answer: object, { code, description }: LimeFailure): Record<string, unknown> {
	return { ...answer, status: 'failure', reason: { code, description } };
}

function run(world: World, bot: BotState, asked: Asked): Answered {
	switch (asked.to) {
		case 'postmaster@msging.net':
			return ownCommand(bot, asked);
		case 'postmaster@wa.gw.msging.net':
			return whatsAppCommand(world, bot, asked);
		case 'postmaster@tunnel.msging.net':
			return tunnelCommand(world, bot, asked);
		case 'postmaster@desk.msging.net':
			return runDeskCommand(world, bot, asked);
		case 'postmaster@activecampaign.msging.net':
			return runCampaign(world, bot, asked);
		case 'postmaster@media.msging.net':
			if (asked.path !== '/refresh-media-uri') throw NOT_OFFERED();
			return { resource: `${String(asked.resource).split('?')[0]}?sig=fresh` };
		default:
			return runRosterCommand(bot, asked);
	}
}

function ownCommand(bot: BotState, { method, path, resource }: Asked): Answered {
	if (path === '/ping') return { type: 'application/vnd.lime.ping+json', resource: {} };
	const [, root, identity = '', name = ''] = path.split('/');
	if (root !== 'contexts' || name === '') throw NOT_OFFERED();
	// Names of contexts are found whatever the case of their letters.
	const key = `${decodeURIComponent(identity)}/${decodeURIComponent(name).toLowerCase()}`;
	if (method === 'set') {
		bot.contexts.set(key, resource);
		return {};
	}
	if (!bot.contexts.has(key)) throw NOT_FOUND();
	if (method === 'get') return { type: 'text/plain', resource: bot.contexts.get(key) };
	bot.contexts.delete(key);
	return {};
}

function whatsAppCommand(world: World, bot: BotState, { method, path, query }: Asked): Answered {
	if (!bot.onChannels) throw new LimeFailure(81, 'The gateway is not available');
	if (method !== 'get') throw NOT_OFFERED();
	if (path === '/message-templates') {
		const name = query.get('templateName');
		const skip = Number(query.get('$skip') ?? 0);
		const take = Number(query.get('$take') ?? 100);
		const data = world.templates
			.filter((template) => name === null || template.name === name)
			.slice(skip, skip + take)
			.map((template, index) => ({ status: 'APPROVED', id: String(index + 1), ...template }));
		return { type: 'application/json', resource: { data } };
	}
	const phone = new RegExp(`^lime://${WHATSAPP_DOMAIN}/accounts/(.+)$`).exec(path)?.[1];
	if (phone === undefined) throw NOT_OFFERED();
	const customer = customerByPhone(world, phone);
	// Without the plus Blip says "success" for every number.
	const asIs = phone.startsWith('+') ? undefined : `${phone}@${WHATSAPP_DOMAIN}`;
	const identity = customer?.identity ?? asIs;
	if (identity === undefined) throw new LimeFailure(83, 'The account was not found');
	return {
		type: 'application/vnd.lime.account+json',
		resource: {
			fullName: customer?.name,
			identity,
			alternativeAccount: identity,
			phoneNumber: phone,
			source: 'WhatsApp',
		},
	};
}

function tunnelCommand(world: World, bot: BotState, { path }: Asked): Answered {
	const guid = /^\/tunnels\/([^/]+)$/.exec(path)?.[1];
	const tunnel = world.tunnels.find((one) => one.guid === guid);
	const own = `${bot.name}@msging.net`;
	if (!tunnel || ![tunnel.owner, tunnel.destination].includes(own)) throw NOT_FOUND();
	const { owner, originator, destination } = tunnel;
	return { resource: { owner, originator, destination } };
}
