import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const rowsSchema = z.array(z.object({ customer_id: z.string(), content: z.string() }));
const contentSchema = z.object({ message: z.object({ text: z.string() }) });

/**
 * Reads from the conversation store of an n8n, also of one that was killed, what the business wrote in the Simulator.
 * Returns the texts by customer, oldest first.
 */
export function readSimulatedTexts(userFolder: string): Map<string, string[]> {
	const file = join(userFolder, '.n8n', 'business-messaging', 'conversations.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const rows = database
			.prepare(
				`select customer_id, content from simulator_entries where sender = 'bot' order by sequence`,
			)
			.all();
		const texts = new Map<string, string[]>();
		for (const { customer_id, content } of rowsSchema.parse(rows)) {
			const written = contentSchema.safeParse(JSON.parse(content)).data?.message.text;
			if (written === undefined) continue;
			texts.set(customer_id, [...(texts.get(customer_id) ?? []), written]);
		}
		return texts;
	} finally {
		database.close();
	}
}
