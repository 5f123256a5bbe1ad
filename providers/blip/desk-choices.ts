import { z } from 'zod';

import type { ProviderAgent } from '../../messaging/provider-agent';
import type { RedirectService } from '../../messaging/redirect-target';

/** Returns teams and agents of Blip Desk as choices (docs/facts/blip.md#desk). Unreadable ones are left out. */

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

export function choiceOf({ id, name, status }: ProviderAgent): RedirectService {
	const choice = { id: `agent:${id}`, label: name, kind: 'agent', name: id } as const;
	return { ...choice, ...(status !== undefined && { status }) };
}
