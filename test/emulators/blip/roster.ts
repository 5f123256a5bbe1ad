import { record, text } from '../whatsapp-cloud/calls';
import type { Answered, Asked } from './command';
import { LimeFailure, NOT_FOUND, NOT_OFFERED } from './failures';
import type { BotState } from './world';

/** Answers commands about contacts, distribution lists and event tracks of one bot. */
export function runRosterCommand(bot: BotState, asked: Asked): Answered {
	switch (asked.to) {
		case 'postmaster@crm.msging.net':
			return contacts(bot, asked);
		case 'postmaster@broadcast.msging.net':
			return lists(bot, asked);
		case 'postmaster@analytics.msging.net':
			return tracks(bot, asked);
		default:
			throw NOT_OFFERED();
	}
}

/**
 * Answers commands about contacts. `merge` replaces the extras as a whole, which is the worse of the two meanings that
 * Blip's pages allow.
 */
function contacts(bot: BotState, { method, path, resource }: Asked): Answered {
	if (method === 'get') {
		const found = bot.contacts.get(decodeURIComponent(path.replace(/^\/contacts\//, '')));
		if (!found) throw NOT_FOUND();
		return { type: 'application/vnd.lime.contact+json', resource: found };
	}
	if (path !== '/contacts' || !['set', 'merge'].includes(method)) throw NOT_OFFERED();
	const card = record(resource);
	const identity = text(card.identity);
	if (identity === undefined) throw new LimeFailure(25, 'Invalid identity');
	if (Object.values(record(card.extras)).some((value) => typeof value !== 'string')) {
		throw new LimeFailure(64, 'Extras are texts');
	}
	const before = method === 'merge' ? bot.contacts.get(identity) : undefined;
	bot.contacts.set(identity, { ...before, ...card });
	return {};
}

function lists(bot: BotState, { method, path, resource }: Asked): Answered {
	if (method === 'set' && path === '/lists') {
		const identity = text(record(resource).identity) ?? '';
		if (!identity.endsWith('@broadcast.msging.net')) throw new LimeFailure(60, 'Invalid list');
		bot.lists.set(identity, new Set());
		return {};
	}
	const [, , list = '', branch, member = ''] = path.split('/').map(decodeURIComponent);
	const members = bot.lists.get(list);
	if (!members) throw NOT_FOUND();
	if (branch === undefined && method === 'delete') {
		bot.lists.delete(list);
		return {};
	}
	if (branch !== 'recipients') throw NOT_OFFERED();
	if (method === 'get') return { resource: { items: [...members] } };
	if (method === 'set') members.add(String(resource));
	else members.delete(member);
	return {};
}

function tracks(bot: BotState, { method, path, resource }: Asked): Answered {
	if (method !== 'set' || path !== '/event-track') throw NOT_OFFERED();
	const event = record(resource);
	if (!text(event.category) || !text(event.action)) throw new LimeFailure(64, 'Invalid event');
	bot.eventTracks.push(event);
	return {};
}
