import type { InboundRequest } from '../messaging/inbound-request';
import { MAX_DATA_URL_CHARACTERS } from './chat-files';
import { CLOSED_PAGE } from './closed-page';
import type { PageContext } from './context';
import { fileReply } from './file-reply';
import { mayOpenPage } from './page-access';
import { pageDocument } from './page-document';
import { jsonReply, readableByNoSite, type PageReply } from './page-reply';
import { answerRoute } from './page-routes';
import { isFromPageOrProgram, pageToken } from './page-token';
import { entriesIn, filesIn, recordEvents } from './record-events';

/**
 * Answers the Simulator's page: `GET` gets the page itself, `POST` with a `route` gets JSON. `undefined` means that the
 * request is an event for the workflow and continues in `parse`. It has been added to the chat already, so call this
 * once for each request.
 */
export async function respondToPage(
	request: InboundRequest,
	context: PageContext,
): Promise<PageReply | undefined> {
	const visitor = { remoteAddress: context.remoteAddress, headers: request.headers };
	if (!mayOpenPage(visitor, context.trigger).open) return closed(request);

	const token = pageToken(await context.store.installationSecret(), request.receiver);
	if (request.method === 'GET') {
		const { file } = request.query;
		if (file === undefined) return await pageDocument(request, token);
		return await fileReply(context.store, request.receiver, file, request.headers);
	}
	if (!isFromPageOrProgram(request, token)) return jsonReply(request, 403, { error: 'reload' });
	if (request.method !== 'POST') return undefined;

	const body = jsonOf(request);
	const answer = await answerRoute(body, request.receiver, context);
	if (answer) {
		const { status, json, events } = answer;
		return { ...jsonReply(request, status, json), ...(events && { events }) };
	}
	const refusal = tooMuch(body);
	if (refusal) return jsonReply(request, 413, { error: refusal });
	await recordEvents(body, request, context);
	return undefined;
}

/** Largest number of events in one request. The page posts fewer. */
const MAX_EVENTS = 100;

function tooMuch(body: unknown): 'tooMany' | 'tooLarge' | undefined {
	if (entriesIn(body).length > MAX_EVENTS) return 'tooMany';
	const files = [...filesIn(body).values()];
	return files.some((file) => file.length > MAX_DATA_URL_CHARACTERS) ? 'tooLarge' : undefined;
}

function closed(request: InboundRequest): PageReply {
	if (request.method !== 'GET') return jsonReply(request, 403, { error: 'closed' });
	return {
		status: 403,
		headers: {
			...readableByNoSite,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		},
		body: CLOSED_PAGE,
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
