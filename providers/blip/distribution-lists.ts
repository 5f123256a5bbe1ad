import { POSTMASTER, type Command } from './envelopes';
import { LIME } from './lime';
import { LIST_DOMAIN, readNode } from './node';

/**
 * Distribution lists (docs/facts/blip.md#distribution-lists): one message to many customers. Only the bot that made a
 * list may send to it. Blip's table of channels omits WhatsApp, where campaigns are used instead. All functions are
 * pure.
 */

/**
 * Returns the identity of a list, which is the `to` of a message to all of its members: `vip` and
 * `vip@broadcast.msging.net` become the latter.
 */
export function listIdentity(list: string): string {
	return readNode(list) ? list : `${list}@${LIST_DOMAIN}`;
}

export function createList(list: string): Command {
	return {
		to: POSTMASTER.lists,
		method: 'set',
		uri: '/lists',
		type: LIME.distributionList,
		resource: { identity: listIdentity(list) },
	};
}

export function deleteList(list: string): Command {
	return { to: POSTMASTER.lists, method: 'delete', uri: listUri(list) };
}

export function listRecipients(list: string, skip = 0, take = 100): Command {
	const uri = `${listUri(list)}/recipients?$skip=${skip}&$take=${take}`;
	return { to: POSTMASTER.lists, method: 'get', uri };
}

export function addToList(list: string, customer: string): Command {
	return {
		to: POSTMASTER.lists,
		method: 'set',
		uri: `${listUri(list)}/recipients`,
		type: LIME.identity,
		resource: customer,
	};
}

export function removeFromList(list: string, customer: string): Command {
	const uri = `${listUri(list)}/recipients/${encodeURIComponent(customer)}`;
	return { to: POSTMASTER.lists, method: 'delete', uri };
}

function listUri(list: string): string {
	return `/lists/${encodeURIComponent(listIdentity(list))}`;
}
