import type { IWebhookFunctions } from 'n8n-workflow';

import type { InboundRequest } from '../../messaging/inbound-request';

/** Returns the request that n8n received, free of n8n. `receivedAt` is on the clock of the provider. */
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
		body: parseJson(rawBody),
		receivedAt,
		receiver,
	};
}

/**
 * Keeps the values that are texts. A parameter or header that came several times, or as `name[]=`, is dropped as a whole.
 * To take one of its values or join them would let a stranger try several tokens in one request.
 */
function textValues(values: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		),
	);
}

/** Parses the bytes rather than n8n's reading of them: the page of the Simulator posts JSON as plain text. */
function parseJson(rawBody: Buffer): unknown {
	if (rawBody.length === 0) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
