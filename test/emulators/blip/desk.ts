import { randomUUID } from 'node:crypto';

import { record, text } from '../whatsapp-cloud/calls';
import type { Answered, Asked } from './command';
import { LimeFailure, NOT_FOUND, NOT_OFFERED } from './failures';
import type { BotState, TicketState, World } from './world';

/** Tickets, teams and agents of Desk. They belong to the bot that has Desk. */

const TEAMS = ['Default', 'Vendas', 'Cobrança', 'Atendimento'];
const AGENT = {
	...{ identity: 'rui%40acme.test@blip.ai', fullName: 'Rui Prado' },
	...{ email: 'rui@acme.test', teams: ['Vendas'], agentSlots: 5, ticketsInService: 2 },
};

export function runDeskCommand(world: World, bot: BotState, asked: Asked): Answered {
	if (!bot.desk) throw NOT_OFFERED();
	const { method, path } = asked;
	if (method === 'get' && path === '/teams') {
		return { resource: { items: TEAMS.map((name) => ({ name, agentsOnline: 1 })) } };
	}
	if (method === 'get' && path === '/attendants')
		return { resource: { items: [{ ...AGENT, status: world.agentStatus }] } };
	if (method === 'get' && path === '/tickets')
		return { resource: { items: listed(world, bot, asked) } };
	if (method !== 'set') throw NOT_OFFERED();
	if (path === '/tickets/change-status' || path === '/tickets/change-status-without-redirect') {
		return changeStatus(world, bot, asked);
	}
	const transfer = /^\/tickets\/([^/]+)\/transfer$/.exec(path)?.[1];
	if (transfer) return transferred(world, bot, decodeURIComponent(transfer), asked);
	const [, , customer, ...rest] = path.split('/');
	if (!path.startsWith('/tickets') || rest.length > 0) throw NOT_OFFERED();
	const resource = record(asked.resource);
	const identity = customer ? decodeURIComponent(customer) : text(resource.customerIdentity);
	if (identity === undefined) throw new LimeFailure(64, 'customerIdentity is missing');
	if (!isKnown(world, bot, identity)) throw new LimeFailure(25, 'The customer is not valid');
	return opened(world, bot, { customerIdentity: identity, ...chosen(resource) });
}

function isKnown(world: World, bot: BotState, identity: string): boolean {
	const [guid, domain] = identity.split('@');
	if (domain !== 'tunnel.msging.net') return bot.onChannels;
	return world.tunnels.some(
		(tunnel) => tunnel.guid === guid && tunnel.destination === `${bot.name}@msging.net`,
	);
}

function chosen(resource: Record<string, unknown>): Pick<TicketState, 'team' | 'agentIdentity'> {
	const team = text(resource.team) ?? 'Default';
	if (team !== 'DIRECT_TRANSFER' && !TEAMS.includes(team))
		throw new LimeFailure(64, 'No such team');
	const agentIdentity = text(resource.agentIdentity);
	if (agentIdentity !== undefined && agentIdentity !== AGENT.identity) {
		throw new LimeFailure(64, 'No such agent');
	}
	return { team, ...(agentIdentity ? { agentIdentity } : {}) };
}

function opened(
	world: World,
	bot: BotState,
	more: Pick<TicketState, 'customerIdentity' | 'team' | 'agentIdentity' | 'parentId'>,
): Answered {
	const ticket: TicketState = {
		id: randomUUID(),
		bot: bot.name,
		status: 'Waiting',
		closed: false,
		...more,
	};
	world.tickets.push(ticket);
	return { type: 'application/vnd.iris.ticket+json', resource: { ...ticket } };
}

function find(world: World, bot: BotState, id: unknown): TicketState {
	const ticket = world.tickets.find((one) => one.id === id && one.bot === bot.name);
	if (!ticket) throw NOT_FOUND();
	if (ticket.closed) throw new LimeFailure(24, 'The ticket is closed');
	return ticket;
}

function changeStatus(world: World, bot: BotState, { resource }: Asked): Answered {
	const { id, status } = record(resource);
	const ticket = find(world, bot, id);
	ticket.status = String(status);
	ticket.closed = /^Closed/.test(ticket.status);
	return {};
}

/** Closes a ticket and opens another. */
function transferred(world: World, bot: BotState, id: string, { resource }: Asked): Answered {
	const ticket = find(world, bot, id);
	const target = chosen(record(resource));
	ticket.status = 'Transferred';
	ticket.closed = true;
	return opened(world, bot, {
		customerIdentity: ticket.customerIdentity,
		parentId: ticket.id,
		...target,
	});
}

function listed(world: World, bot: BotState, { query }: Asked): TicketState[] {
	const wanted = /CustomerIdentity eq '([^']+)'/i.exec(query.get('$filter') ?? '')?.[1];
	const closed = query.get('$closed');
	return world.tickets.filter(
		(ticket) =>
			ticket.bot === bot.name &&
			(wanted === undefined || ticket.customerIdentity === wanted) &&
			(closed === null || String(ticket.closed) === closed),
	);
}
