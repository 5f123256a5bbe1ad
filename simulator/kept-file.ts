import { buffer } from 'node:stream/consumers';
import { z } from 'zod';

import type { HttpResult } from '../messaging/http';
import { readDataUrl } from '../messaging/reading/data-url';
import type { Store } from '../store/contracts/store';
import type { SimulatorContext } from './context';
import { refuse, REFUSALS } from './refusals';

interface KeptFile {
	content: Buffer;
	mimeType: string;
	fileName?: string;
}

/** Returns the file that a customer attached to a message. */
export async function keptFile(
	{ businessId = '', messageId = '' }: Record<string, string>,
	{ store }: Pick<SimulatorContext, 'store'>,
): Promise<HttpResult> {
	const body =
		(await fromFiles(store, businessId, messageId)) ??
		(await fromTranscript(store, businessId, messageId));
	if (!body) return refuse(REFUSALS.invalid, 'There is no file under this id.');
	return { ok: true, status: 200, headers: {}, body };
}

async function fromFiles(
	store: Store,
	businessId: string,
	messageId: string,
): Promise<KeptFile | undefined> {
	const file = await store.simulator.files.ofMessage(businessId, messageId);
	const content = file && (await store.simulator.files.read(businessId, file.id));
	if (!file || !content) return undefined;
	const { mimeType, fileName } = file;
	return {
		content: await buffer(content),
		mimeType,
		...(fileName !== undefined && { fileName }),
	};
}

/** Version 0.1.0 kept files inside the chat's lines. */
const oldContent = z.object({
	kind: z.literal('inbound'),
	message: z.object({
		media: z.object({ content: z.string(), fileName: z.string().optional().catch(undefined) }),
	}),
});

async function fromTranscript(
	store: Store,
	businessId: string,
	messageId: string,
): Promise<KeptFile | undefined> {
	const entry = await store.simulator.find(businessId, messageId);
	const read = oldContent.safeParse(entry?.content);
	if (!read.success) return undefined;
	const { content, fileName } = read.data.message.media;
	const file = readDataUrl(content);
	return file && { ...file, ...(fileName !== undefined && { fileName }) };
}
