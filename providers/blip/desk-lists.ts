import { z } from 'zod';

/** A team or agent of Blip Desk as a choice (docs/facts/blip.md#desk). Unreadable ones are left out. */
export interface DeskChoice {
	id: string;
	label: string;
}

const text = z.string().min(1).optional().catch(undefined);
const team = z.union([
	z.object({ name: z.string().min(1) }).transform(({ name }) => name),
	z.string().min(1),
]);

export function readTeam(item: unknown): DeskChoice[] {
	const parsed = team.safeParse(item);
	return parsed.success ? [{ id: `team:${parsed.data}`, label: parsed.data }] : [];
}

const agent = z.object({
	identity: z.string().min(1),
	fullName: text,
	email: text,
	status: text,
});

export function readAgent(item: unknown): DeskChoice[] {
	const parsed = agent.safeParse(item);
	if (!parsed.success) return [];
	const { identity, fullName, email, status } = parsed.data;
	const name = fullName ?? email ?? identity;
	return [{ id: `agent:${identity}`, label: status ? `${name} (${status})` : name }];
}
