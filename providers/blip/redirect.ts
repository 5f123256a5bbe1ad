import { randomUUID } from 'node:crypto';

import type { Http } from '../../messaging/http';
import type { ApiResult, Recipient, RedirectApi, Sender } from '../../messaging/provider';
import type { RedirectKind, RedirectTarget } from '../../messaging/redirect-target';
import { agents } from './agents';
import { listItems } from './commands';
import { choiceOf, readTeam } from './desk-choices';
import { postMessage, POSTMASTER } from './envelopes';
import { explainError } from './errors';
import { moveToBot } from './flow-state';
import { LIME } from './lime';
import { addressOn, AGENT_DOMAIN, readNode, sideOf } from './node';
import { prepareRecipient } from './prepare-recipient';
import { readResponse } from './response';
import {
	closeTicket,
	createTicket,
	openTicketOf,
	runTicketCommand,
	transferTicket,
	type Attendance,
} from './tickets';

/**
 * Moves a conversation between bots and agents (docs/facts/blip.md#redirects and docs/facts/blip.md#desk). Behind a
 * router, the bot itself sends a redirect into the tunnel. With the key of the router, the master-state is set instead.
 * The address shows which of the two applies. Ids of `services`: `team:<name>`, `agent:<identity>`, `bot:<short name or
 * identity>`. A bare text is a team if an agent is wanted, otherwise a service of the router or a bot.
 */
export const redirect = {
	async redirect({ to, from }, target, http) {
		const { reason } = target;
		const place = placeOf(target);
		const customer = await customerOf(to, from, http);
		if (!customer.ok) return customer;
		if (place.kind === 'bot') return toBot(customer.value, from, place.bot, reason, http);
		return toPerson(customer.value, from, { ...place.attendance, context: reason }, http);
	},

	/** Closes the open ticket in Desk, then sends the customer to the bot that takes over from the agents. */
	async handBack({ to, from }, http) {
		const customer = await customerOf(to, from, http);
		if (!customer.ok) return customer;
		const ticket = await openTicketOf(from.account, customer.value, http);
		// Without Desk there are no tickets, and Blip refuses the request.
		if (!ticket.ok && ticket.error.meaning === 'wrongCredential') return ticket;
		if (ticket.ok && ticket.value) {
			const closed = await runTicketCommand(from.account, closeTicket(ticket.value.id, true), http);
			if (!closed.ok) return closed;
		}
		return toBot(customer.value, from, from.account.handBackTo, undefined, http);
	},

	async services(from, http) {
		const teams = await listItems(
			from.account,
			{ to: POSTMASTER.desk, method: 'get', uri: '/teams' },
			http,
		);
		if (!teams.ok) return teams;
		const listed = await agents.list(from.account, http);
		if (!listed.ok) return listed;
		return { ok: true, value: [...teams.value.flatMap(readTeam), ...listed.value.map(choiceOf)] };
	},
} satisfies RedirectApi;

type Place = { kind: 'bot'; bot?: string } | { kind: 'person'; attendance: Attendance };

/** Returns the place of a target, whose kind may be given, or be part of the text. */
function placeOf({ handler, kind, service }: RedirectTarget): Place {
	if (kind !== undefined) return placeOfKind(kind, service ?? '');
	const [, prefix, named = ''] = /^(team|agent|bot):([\s\S]*)$/.exec(service ?? '') ?? [];
	if (prefix === 'bot') return { kind: 'bot', bot: named };
	if (prefix === 'team') return { kind: 'person', attendance: { team: named } };
	if (prefix === 'agent') return { kind: 'person', attendance: { agent: agentIdentity(named) } };
	if (handler === 'bot') return { kind: 'bot', ...(service ? { bot: service } : {}) };
	if (!service) return { kind: 'person', attendance: {} };
	// `@` in a bare text: an agent's e-mail, or the address of a bot with agents behind it.
	if (/@msging\.net$/i.test(service)) return { kind: 'bot', bot: service };
	return {
		kind: 'person',
		attendance: service.includes('@') ? { agent: agentIdentity(service) } : { team: service },
	};
}

/** Returns the place of a named target. A help desk with a name is the user's own, which is a bot for Blip. */
function placeOfKind(kind: RedirectKind, service: string): Place {
	const name = service.replace(/^(?:team|agent|bot):/, '');
	if (kind === 'service' || (kind === 'helpDesk' && name !== '')) {
		return { kind: 'bot', ...(name !== '' && { bot: name }) };
	}
	if (name === '') return { kind: 'person', attendance: {} };
	const attendance = kind === 'agent' ? { agent: agentIdentity(name) } : { team: name };
	return { kind: 'person', attendance };
}

/** Returns the identity of an agent, which is the encoded e-mail. */
function agentIdentity(agent: string): string {
	return readNode(agent)?.domain === AGENT_DOMAIN
		? agent
		: `${encodeURIComponent(agent)}@${AGENT_DOMAIN}`;
}

/** Returns the customer's address for this bot. Looks up a typed number as before a send. */
async function customerOf(to: Recipient, from: Sender, http: Http): Promise<ApiResult<string>> {
	const isNode = readNode(to.id) !== undefined;
	const prepared = await prepareRecipient(
		{ message: { type: 'text', text: '' }, to, from, ...(isNode ? { known: to } : {}) },
		http,
	);
	return prepared.ok ? { ok: true, value: addressOn(from.channel, prepared.value.id) } : prepared;
}

async function toBot(
	customer: string,
	from: Sender,
	bot: string | undefined,
	context: string | undefined,
	http: Http,
): Promise<ApiResult<object>> {
	const node = readNode(customer);
	if (node === undefined || sideOf(node) !== 'tunnel') {
		return moveToBot(from.account, customer, bot, http);
	}
	const request = postMessage(from.account, {
		id: randomUUID(),
		to: customer,
		type: LIME.redirect,
		content: {
			...(bot ? { address: bot } : {}),
			...(context ? { context: { type: LIME.text, value: context } } : {}),
		},
	});
	const result = await http(request);
	if (!result.ok) return { ok: false, error: explainError(result.failure) };
	const read = readResponse(result, request);
	return read.ok ? { ok: true, value: {} } : read;
}

/**
 * Moves the conversation to an agent. An open ticket is transferred, because a second ticket for the same customer
 * would wait beside the first.
 */
async function toPerson(
	customer: string,
	from: Sender,
	attendance: Attendance,
	http: Http,
): Promise<ApiResult<{ ticketId?: string }>> {
	const open = await openTicketOf(from.account, customer, http);
	if (!open.ok) return open;
	if (open.value === undefined) {
		return runTicketCommand(from.account, createTicket(customer, attendance), http);
	}
	const { id, team, agentIdentity: agent } = open.value;
	const isThere =
		(attendance.team === undefined || attendance.team === team) &&
		(attendance.agent === undefined || attendance.agent === agent);
	if (isThere) return { ok: true, value: { ticketId: id } };
	return runTicketCommand(from.account, transferTicket(id, attendance), http);
}
