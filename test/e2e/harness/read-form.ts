import type { IncomingMessage } from 'node:http';

/** The fields of a request that a workflow sent, as JSON or as a form, and its file. */
export interface SentForm {
	fields: Record<string, unknown>;
	file?: Buffer;
}

export async function readForm(request: IncomingMessage): Promise<SentForm> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const type = request.headers['content-type'] ?? '';
	if (body.length === 0) return { fields: {} };
	if (type.includes('json'))
		return { fields: JSON.parse(body.toString('utf8')) as SentForm['fields'] };
	if (!type.includes('form')) return { fields: {}, file: body };
	const fields: SentForm['fields'] = {};
	let file: Buffer | undefined;
	const form = await new Response(body, { headers: { 'content-type': type } }).formData();
	for (const [name, value] of form.entries()) {
		if (typeof value === 'string') fields[name] = value;
		else file = Buffer.from(await value.arrayBuffer());
	}
	return { fields, ...(file && { file }) };
}
