import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

import { onPostgres } from '../../store/engines';

const rowsSchema = z.array(z.object({ customer_id: z.string(), content: z.string() }));
const contentSchema = z.object({ message: z.object({ text: z.string() }) });

/** Texts of the business by customer, oldest first. */
export type HeardTexts = Map<string, string[]>;

/**
 * Reads from the conversation store of an n8n, also of one that was killed, what the business wrote in the Simulator.
 */
export function readSimulatedTexts(userFolder: string): HeardTexts {
	const file = join(userFolder, '.n8n', 'business-messaging', 'conversations.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return textsOf(database.prepare(query('simulator_entries')).all());
	} finally {
		database.close();
	}
}

/** Reads the same from a store on PostgreSQL. */
export async function readSimulatedTextsOnPostgres(url: string): Promise<HeardTexts> {
	return textsOf(await onPostgres(url, query('business_messaging.simulator_entries')));
}

function query(table: string): string {
	return `select customer_id, content from ${table} where sender = 'bot' order by sequence`;
}

function textsOf(rows: readonly unknown[]): HeardTexts {
	const texts: HeardTexts = new Map();
	for (const { customer_id, content } of rowsSchema.parse(rows)) {
		const written = contentSchema.safeParse(JSON.parse(content)).data?.message.text;
		if (written === undefined) continue;
		texts.set(customer_id, [...(texts.get(customer_id) ?? []), written]);
	}
	return texts;
}
