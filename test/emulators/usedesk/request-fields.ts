import type { IncomingMessage } from 'node:http';

import { readForm } from '../../../nodes/UsedeskTrigger/request-body';
import type { UploadedFile } from './world';

/** Reads the fields of a request in each form that Usedesk accepts: JSON, form, multipart or query. */
export async function readRequest(
	incoming: IncomingMessage,
): Promise<{ fields: Record<string, unknown>; files: UploadedFile[] }> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const type = incoming.headers['content-type'] ?? '';
	const url = new URL(incoming.url ?? '/', 'http://emulator');
	const query = readForm(url.searchParams.toString());
	if (type.startsWith('multipart/form-data')) return await readMultipart(body, type, query);
	const text = body.toString('utf8');
	if (type.startsWith('application/x-www-form-urlencoded'))
		return { fields: { ...query, ...readForm(text) }, files: [] };
	const parsed: unknown = text === '' ? {} : JSON.parse(text);
	return { fields: { ...query, ...(parsed as Record<string, unknown>) }, files: [] };
}

async function readMultipart(
	body: Buffer,
	type: string,
	query: Record<string, unknown>,
): Promise<{ fields: Record<string, unknown>; files: UploadedFile[] }> {
	const form = await new Response(new Uint8Array(body), {
		headers: { 'content-type': type },
	}).formData();
	const texts = new URLSearchParams();
	const files: UploadedFile[] = [];
	for (const [field, value] of form) {
		if (typeof value === 'string') texts.append(field, value);
		else
			files.push({
				field,
				fileName: value.name,
				mimeType: value.type,
				content: Buffer.from(await value.arrayBuffer()),
			});
	}
	return { fields: { ...query, ...readForm(texts.toString()) }, files };
}
