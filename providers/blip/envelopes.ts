import type { HttpRequest } from '../../messaging/http';
import type { Account } from '../../messaging/provider';
import { trimEnd } from '../../messaging/trim-end';

/**
 * The three kinds of LIME envelope, each with a path of its own, all of them POST (docs/facts/blip.md#hosts-and-paths
 * and docs/facts/blip.md#envelopes).
 */

export interface MessageEnvelope {
	/** The id under which Blip reports the outcome. Without one, it reports nothing, not even a failure. */
	id: string | undefined;
	to: string;
	type: string;
	/** A text for `text/plain`, an object for JSON. */
	content: unknown;
	metadata?: Record<string, string>;
}

export interface NotificationEnvelope {
	/** Id of the message that it is about. */
	id: string;
	to: string;
	event: 'received' | 'consumed' | 'failed';
	reason?: { code: number; description: string };
}

export interface Command {
	method: 'get' | 'set' | 'merge' | 'delete';
	/** Service of Blip that answers, e.g. `postmaster@crm.msging.net`. Absent for the bot's own. */
	to?: string;
	/** Ids in it are encoded. */
	uri: string;
	type?: string;
	resource?: unknown;
}

export type CommandEnvelope = Command & { id: string | undefined };

export function postMessage(account: Account, envelope: MessageEnvelope): HttpRequest {
	return post(account, 'messages', envelope);
}

export function postNotification(account: Account, envelope: NotificationEnvelope): HttpRequest {
	return post(account, 'notifications', envelope);
}

export function postCommand(account: Account, envelope: CommandEnvelope): HttpRequest {
	return post(account, 'commands', envelope);
}

function post(account: Account, path: string, json: object): HttpRequest {
	return { method: 'POST', url: `${apiAddress(account.baseUrl)}/${path}`, json };
}

/** Returns the address of the API. People copy the whole endpoint from the portal, so its path is removed. */
export function apiAddress(baseUrl: string): string {
	const address = trimEnd(baseUrl.trim(), /\//);
	return address.replace(/\/(?:messages|notifications|commands)$/i, '');
}

/** Recipients of commands, by topic (docs/facts/blip.md#command-recipients). */
export const POSTMASTER = {
	contacts: 'postmaster@crm.msging.net',
	lists: 'postmaster@broadcast.msging.net',
	analytics: 'postmaster@analytics.msging.net',
	desk: 'postmaster@desk.msging.net',
	media: 'postmaster@media.msging.net',
	tunnel: 'postmaster@tunnel.msging.net',
	whatsapp: 'postmaster@wa.gw.msging.net',
	campaigns: 'postmaster@activecampaign.msging.net',
	bot: 'postmaster@msging.net',
} as const;
