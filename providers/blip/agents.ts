import { z } from 'zod';

import type { AgentApi } from '../../messaging/provider';
import type { ProviderAgent } from '../../messaging/provider-agent';
import { listItems } from './commands';
import { POSTMASTER } from './envelopes';

/** Lists the agents of Blip Desk with their state (docs/facts/blip.md#desk). */
export const agents = {
	async list(account, http) {
		const command = {
			to: POSTMASTER.desk,
			method: 'get',
			uri: '/attendants?$skip=0&$take=100',
		} as const;
		const listed = await listItems(account, command, http);
		return listed.ok ? { ok: true, value: listed.value.flatMap(readAgent) } : listed;
	},
} satisfies AgentApi;

const text = z.string().min(1).optional().catch(undefined);
const count = z.number().int().nonnegative().optional().catch(undefined);
const agent = z.object({
	identity: z.string().min(1),
	fullName: text,
	email: text,
	status: text,
	teams: z.array(z.unknown()).catch([]),
	agentSlots: count,
	ticketsInService: count,
});

/** Returns the agent; nothing for an unreadable one. */
function readAgent(item: unknown): ProviderAgent[] {
	const parsed = agent.safeParse(item);
	if (!parsed.success) return [];
	const { identity, fullName, email, status, teams, agentSlots, ticketsInService } = parsed.data;
	return [
		{
			id: identity,
			name: fullName ?? email ?? identity,
			presence: status?.toLowerCase() === 'online' ? 'online' : 'away',
			...(status !== undefined && { status }),
			skills: teams.filter((team) => typeof team === 'string'),
			...(agentSlots && { capacity: agentSlots }),
			...(ticketsInService !== undefined && { open: ticketsInService }),
		},
	];
}
