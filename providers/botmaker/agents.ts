import type { AgentApi } from '../../messaging/provider';
import type { ProviderAgent } from '../../messaging/provider-agent';
import { listAll } from './calls';
import { recordOf, textOf } from './loose-json';

/** Lists the agents of Botmaker with their state (docs/facts/botmaker.md#agents). */
export const agents = {
	async list(account, http) {
		const listed = await listAll(account, 'agents', http);
		return listed.ok ? { ok: true, value: listed.value.flatMap(readAgent) } : listed;
	},
} satisfies AgentApi;

/** Returns the agent; nothing for one without an id. */
function readAgent(entry: unknown): ProviderAgent[] {
	const read = recordOf(entry);
	const id = textOf(read, 'id', 'email');
	if (id === undefined) return [];
	const { queues, slots } = read;
	const status = textOf(read, 'status');
	return [
		{
			id,
			name: textOf(read, 'name', 'alias', 'email') ?? id,
			presence: read.isOnline === true ? 'online' : 'away',
			...(status !== undefined && { status }),
			skills: Array.isArray(queues) ? queues.filter((queue) => typeof queue === 'string') : [],
			...(typeof slots === 'number' && slots > 0 && { capacity: slots }),
		},
	];
}
