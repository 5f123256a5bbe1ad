import type { IWebhookFunctions } from 'n8n-workflow';

import type { InboundRequest } from '../../messaging/inbound-request';

/** What n8n received, in the package's own words. `receivedAt` is on the clock of the provider. */
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

function textValues(values: object): Record<string, string> {
	const texts: Record<string, string> = {};
	for (const [name, value] of Object.entries(values)) {
		if (typeof value === 'string') texts[name] = value;
		else if (Array.isArray(value) && typeof value[0] === 'string') texts[name] = value[0];
	}
	return texts;
}

/** From the bytes rather than from n8n's reading of them: the page of the Simulator posts JSON as plain text. */
function parseJson(rawBody: Buffer): unknown {
	if (rawBody.length === 0) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
