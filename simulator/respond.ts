import type { InboundRequest } from '../messaging/inbound-request';
import type { PageContext } from './context';
import { pageDocument } from './page-document';
import { answerRoute } from './page-routes';
import { recordEvents } from './record-events';

/** An HTTP answer as data. */
export interface PageReply {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/**
 * Answers the Simulator's page: `GET` gets the page itself, `POST` with a `route` gets JSON. `undefined` means that the
 * request is an event for the workflow and goes on through `parse`; it has been put into the chat by then, so this must
 * be called once for each request.
 *
 * The page posts JSON as `text/plain`: its origin is opaque, so anything else would make the browser ask for permission
 * first. For the same reason the answers allow every origin; they hold nothing but what this page's users typed.
 */
export async function respondToPage(
	request: InboundRequest,
	context: PageContext,
): Promise<PageReply | undefined> {
	if (request.method === 'GET') return { status: 200, ...(await pageDocument(request)) };
	if (request.method !== 'POST') return undefined;
	const body = jsonOf(request);
	const answer = await answerRoute(body, request.receiver, context);
	if (answer === undefined) {
		await recordEvents(body, request.receiver, context);
		return undefined;
	}
	return {
		status: answer.status,
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'access-control-allow-origin': '*',
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		},
		body: JSON.stringify(answer.json),
	};
}

function jsonOf(request: InboundRequest): unknown {
	if (typeof request.body === 'object' && request.body !== null) return request.body;
	try {
		return JSON.parse(request.rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}
