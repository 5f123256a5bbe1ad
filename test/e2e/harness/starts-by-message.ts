import { z } from 'zod';

import type { RunningN8n } from './running-n8n';

/** One start of the workflow with one message. */
export interface Start {
	redelivered: boolean;
	status: string;
}

const pageSchema = z.object({
	data: z.array(z.object({ id: z.coerce.number(), status: z.string(), data: z.unknown() })),
	nextCursor: z.string().nullish(),
});

/** Returns the starts of a workflow with each message, in their order. */
export async function startsByMessage(
	n8n: RunningN8n,
	workflowId: string,
): Promise<Map<string, Start[]>> {
	const found: Array<Start & { messageId: string; executionId: number }> = [];
	let cursor: string | undefined;
	do {
		const params = { workflowId, includeData: true, limit: 250, cursor };
		const page = pageSchema.parse((await n8n.api.get('/api/v1/executions', { params })).data);
		for (const { id: executionId, status, data } of page.data) {
			for (const [messageId, redelivered] of messagesIn(data)) {
				found.push({ executionId, messageId, redelivered, status });
			}
		}
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined);
	const groups = new Map<string, Start[]>();
	for (const { messageId, ...start } of found.sort((a, b) => a.executionId - b.executionId)) {
		groups.set(messageId, [...(groups.get(messageId) ?? []), start]);
	}
	return groups;
}

const eventSchema = z.object({
	event: z.literal('message'),
	id: z.string(),
	redelivered: z.boolean().default(false),
});

/** Returns the messages of an execution. If it ended before its first node did, the events are still in its stack. */
function messagesIn(data: unknown, found = new Map<string, boolean>()): Map<string, boolean> {
	if (typeof data !== 'object' || data === null) return found;
	const event = eventSchema.safeParse(data);
	if (event.success) found.set(event.data.id, event.data.redelivered);
	else for (const value of Object.values(data)) messagesIn(value, found);
	return found;
}
