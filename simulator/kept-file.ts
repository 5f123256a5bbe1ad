import { z } from 'zod';

import type { HttpResult } from '../messaging/http';
import type { TranscriptEntry } from '../store/contracts/simulator';
import type { SimulatorContext } from './context';
import { readOn } from './read-transcript';
import { refuse, REFUSALS } from './refusals';

const fileContent = z.object({
	kind: z.literal('inbound'),
	message: z.object({
		media: z.object({ content: z.string(), fileName: z.string().optional().catch(undefined) }),
	}),
});

/** The file that a customer attached, out of the record of the chat: `{ content: <data URL>, fileName? }`. */
export async function keptFile(
	query: Record<string, string>,
	{ store }: Pick<SimulatorContext, 'store'>,
): Promise<HttpResult> {
	const entry = await findEntry(store, query.businessId ?? '', query.messageId ?? '');
	const read = fileContent.safeParse(entry?.content);
	if (!read.success) return refuse(REFUSALS.invalid, 'There is no file under this id.');
	const { content, fileName } = read.data.message.media;
	return {
		ok: true,
		status: 200,
		headers: { 'content-type': 'application/json' },
		body: { content, ...(fileName !== undefined && { fileName }) },
	};
}

/** A walk through the chat. It is as short as somebody's patience while testing, and files are asked for rarely. */
async function findEntry(
	store: SimulatorContext['store'],
	businessId: string,
	messageId: string,
): Promise<TranscriptEntry | undefined> {
	for (let after = 0; ;) {
		const { entries, last, more } = await readOn(store, businessId, after);
		const found = entries.find((entry) => entry.messageId === messageId);
		if (found || !more) return found;
		after = last;
	}
}
