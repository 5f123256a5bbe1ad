import { z } from 'zod';

import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { listItems, runCommand } from './commands';
import { POSTMASTER, type Command } from './envelopes';
import { LIME } from './lime';

/**
 * A ticket of Blip Desk (docs/facts/blip.md#desk). It belongs to the bot that has Desk. Behind a router, its customer
 * is the tunnel's address. A transfer closes the ticket and opens another one with another id.
 */
export interface Ticket {
	id: string;
	status?: string;
	closed?: boolean;
	team?: string;
	agentIdentity?: string;
	customerIdentity?: string;
}

/**
 * The agent or team of a ticket. `agent`: identity such as `ana%40acme.test@blip.ai`; needs the matching distribution
 * rule.
 */
export interface Attendance {
	team?: string;
	agent?: string;
	/** Information for the agent; a ticket has either this or its team. */
	context?: string;
}

/** Builds the command that opens a ticket. Pure. */
export function createTicket(customer: string, { team, agent, context }: Attendance): Command {
	if (context && !team && !agent) {
		const uri = `/tickets/${encodeURIComponent(customer)}`;
		return { to: POSTMASTER.desk, method: 'set', uri, type: LIME.text, resource: context };
	}
	return ticketCommand('/tickets', {
		customerIdentity: customer,
		...(agent ? { agentIdentity: agent } : {}),
		...(team ? { team } : {}),
	});
}

/**
 * Builds the command that transfers a ticket. Blip demands a team beside an agent; `DIRECT_TRANSFER` stands for none.
 * Pure.
 */
export function transferTicket(ticketId: string, { team, agent }: Attendance): Command {
	return ticketCommand(`/tickets/${encodeURIComponent(ticketId)}/transfer`, {
		...(agent ? { agentIdentity: agent } : {}),
		team: team ?? (agent ? 'DIRECT_TRANSFER' : 'Default'),
	});
}

/**
 * Builds the command that closes a ticket. `quietly`: the caller, not Desk, sends the customer back to the bot. Pure.
 */
export function closeTicket(ticketId: string, quietly = false): Command {
	const action = quietly ? 'change-status-without-redirect' : 'change-status';
	return ticketCommand(`/tickets/${action}`, { id: ticketId, status: 'ClosedAttendant' });
}

function ticketCommand(uri: string, resource: object): Command {
	return { to: POSTMASTER.desk, method: 'set', uri, type: LIME.ticket, resource };
}

/** Returns the open ticket of a customer, if there is one. */
export async function openTicketOf(
	account: Account,
	customer: string,
	http: Http,
): Promise<ApiResult<Ticket | undefined>> {
	const filter = encodeURIComponent(`(CustomerIdentity eq '${customer.replace(/'/g, "''")}')`);
	const uri = `/tickets?$filter=${filter}&$closed=false&$skip=0&$take=100`;
	const items = await listItems(account, { to: POSTMASTER.desk, method: 'get', uri }, http);
	if (!items.ok) return items;
	// The result of the filter is checked again, because closing another customer's ticket cannot be undone.
	const open = items.value
		.flatMap(readTicket)
		.find((ticket) => ticket.customerIdentity === customer && isOpen(ticket));
	return { ok: true, value: open };
}

export function isOpen({ status, closed }: Pick<Ticket, 'status' | 'closed'>): boolean {
	return closed !== true && /^(waiting|open|assigned)$/i.test(status ?? '');
}

/** Runs a command about a ticket. The answer contains the ticket, and after a transfer the new one. */
export async function runTicketCommand(
	account: Account,
	command: Command,
	http: Http,
): Promise<ApiResult<{ ticketId?: string }>> {
	const answer = await runCommand(account, command, http);
	if (!answer.ok) return { ok: false, error: answer.error };
	const [ticket] = readTicket(answer.value.resource);
	return { ok: true, value: ticket ? { ticketId: ticket.id } : {} };
}

const text = z.string().min(1).optional().catch(undefined);

/** Accepts unknown fields; shared with the parser. */
export const ticketShape = z.object({
	id: z.string().min(1),
	status: text,
	closed: z.boolean().optional().catch(undefined),
	team: text,
	agentIdentity: text,
	customerIdentity: text,
});

function readTicket(item: unknown): Ticket[] {
	const parsed = ticketShape.safeParse(item);
	return parsed.success ? [parsed.data] : [];
}
