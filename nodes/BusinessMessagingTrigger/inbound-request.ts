import type { Request } from 'express';
import type { IWebhookFunctions } from 'n8n-workflow';

import type { InboundRequest } from '../../messaging/inbound-request';

/** Returns the request that n8n received, without n8n's types. `receivedAt` is on the clock of the provider. */
export async function inboundRequest(
	context: IWebhookFunctions,
	receiver: string,
	receivedAt: Date,
): Promise<InboundRequest> {
	const request = context.getRequestObject();
	if (request.rawBody === undefined && request.method !== 'GET') await request.readRawBody();
	const rawBody = request.rawBody ?? Buffer.alloc(0);
	return {
		method: request.method.toUpperCase(),
		headers: textValues(request.headers),
		query: textValues(request.query),
		rawBody,
		body: bodyReadByN8n(request) ?? parseJson(rawBody),
		receivedAt,
		receiver,
	};
}

/**
 * Keeps the values that are texts. Drops a parameter or header that came several times, or as `name[]=`, as a whole.
 * Taking one of its values, or joining them, would let an attacker try several tokens in one request.
 */
function textValues(values: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		),
	);
}

const JSON_IN_UTF_8 = /^application\/json(?:;\s*charset="?utf-8"?)?$/i;

/**
 * Returns the JSON that n8n has parsed already, because parsing 16 MB takes as long as many messages. Not for other
 * charsets: signatures are computed over UTF-8 bytes.
 */
function bodyReadByN8n({ headers, body }: Request): object | undefined {
	const isJson = JSON_IN_UTF_8.test(headers['content-type']?.trim() ?? '');
	return isJson && typeof body === 'object' && body !== null ? (body as object) : undefined;
}

/** Parses JSON that n8n does not parse: the page of version 0.1.0 posts it as plain text. */
function parseJson(rawBody: Buffer): unknown {
	if (rawBody.length === 0) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
