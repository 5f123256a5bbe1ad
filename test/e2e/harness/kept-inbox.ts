import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

import { claimKey } from '../../../store/claim-key';
import { WAITING } from '../../../store/inbox/waiting';

/** The inbox in the conversation store of an n8n, also of one that was killed. */
export interface KeptInbox {
	/** Returns whether an event was ever recorded. */
	knows(id: string): boolean;
	/** Events whose execution has not ended: they come again when n8n starts. */
	held: HeldEvent[];
	/** Number of redelivered events in total. */
	redelivered: number;
	/** Number of sends that were requested and whose answer n8n has not recorded. */
	sendsWithoutAnswer: number;
}

export interface HeldEvent {
	id: string;
	/** Boot id of the process, or that it waits for one. */
	owner: string;
	/** False: it came while n8n started, and nothing has been done with it yet. */
	begun: boolean;
}

const rowsSchema = z.array(
	z.object({ event_id: z.string(), owner: z.string(), payload: z.string().nullable() }),
);
const eventSchema = z.object({ id: z.string() });
const sumSchema = z.object({ redelivered: z.number() });
const countSchema = z.object({ count: z.number() });

export function readKeptInbox(userFolder: string): KeptInbox {
	const file = join(userFolder, '.n8n', 'business-messaging', 'conversations.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const inbox = database.prepare('select event_id, owner, payload from inbox').all();
		const counters = database
			.prepare('select coalesce(sum(redelivered), 0) as redelivered from counter_slots')
			.get();
		const sends = database
			.prepare(`select count(*) as count from send_outcomes where state = 'requested'`)
			.get();
		const rows = rowsSchema.parse(inbox);
		const known = new Set(rows.map(({ event_id }) => event_id));
		return {
			knows: (id) => known.has(claimKey(id)),
			held: rows.flatMap(({ owner, payload }) => {
				if (payload === null) return [];
				const { id } = eventSchema.parse(JSON.parse(payload));
				return { id, owner, begun: owner !== WAITING };
			}),
			redelivered: sumSchema.parse(counters).redelivered,
			sendsWithoutAnswer: countSchema.parse(sends).count,
		};
	} finally {
		database.close();
	}
}
