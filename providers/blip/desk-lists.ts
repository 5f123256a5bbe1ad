import { z } from 'zod';

import type { RedirectService } from '../../messaging/redirect-target';

/** Reads teams and agents of Blip Desk as choices (docs/facts/blip.md#desk). Unreadable ones are left out. */

const text = z.string().min(1).optional().catch(undefined);
const team = z.union([
	z.object({ name: z.string().min(1) }).transform(({ name }) => name),
	z.string().min(1),
]);

export function readTeam(item: unknown): RedirectService[] {
	const parsed = team.safeParse(item);
	if (!parsed.success) return [];
	const name = parsed.data;
	return [{ id: `team:${name}`, label: name, kind: 'team', name }];
}

const agent = z.object({
	identity: z.string().min(1),
	fullName: text,
	email: text,
	status: text,
});

export function readAgent(item: unknown): RedirectService[] {
	const parsed = agent.safeParse(item);
	if (!parsed.success) return [];
	const { identity, fullName, email, status } = parsed.data;
	const name = fullName ?? email ?? identity;
	const choice = { id: `agent:${identity}`, label: name, kind: 'agent', name: identity } as const;
	return [{ ...choice, ...(status && { status }) }];
}
