import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readAccount } from '../Usedesk/account';
import { readable } from '../Usedesk/answers/readable';
import { demandsAddressToken } from './address-token';
import { authenticate, isPing } from './authenticate';
import { toOutputs } from './outputs';
import { parse } from './parse';
import { rememberRepeats } from './repeats';
import { readBody } from './request-body';
import { isWanted, readSettings } from './settings';

/**
 * Receives a request: authenticates, reads, filters, answers at once, starts the workflow. Usedesk does not document its
 * time-out, so the answer must not wait for n8n's concurrency queue (docs/facts/n8n.md#answering-a-webhook).
 */

const repeats = rememberRepeats();

export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	if (request.method === 'GET') return answer(context, 200, ADDRESS_PAGE);
	if (request.rawBody === undefined) await request.readRawBody();
	const body = readBody(
		request.rawBody ?? Buffer.alloc(0),
		String(request.headers['content-type'] ?? ''),
	);
	if (isPing(body)) return answer(context, 200, RECEIVED);

	const account = await readAccount(context);
	const proof = authenticate(
		body,
		request.query.token,
		account,
		demandsAddressToken(context.getNode().typeVersion),
	);
	if (!proof.ok) {
		context.logger.warn(`Usedesk Trigger refused a request: ${proof.reason}`);
		return answer(context, 401, REFUSED);
	}

	const settings = readSettings(context);
	const event = parse(body, new Date());
	if (event === undefined || !isWanted(event, settings)) return answer(context, 200, RECEIVED);
	if (event.id !== undefined && repeats.isRepeat(triggerKey(context), event.id, new Date()))
		return answer(context, 200, RECEIVED);
	const given = settings.includeBody ? { ...event, body: readable(body) } : event;
	return {
		...answer(context, 200, RECEIVED),
		workflowData: toOutputs(given, settings.kinds),
	};
}

const RECEIVED = { received: true };
const REFUSED = { message: 'The request could not be authenticated.' };
const ADDRESS_PAGE = {
	message:
		'This address receives events from Usedesk. Enter it there: Settings > Channels > your API channel > Redirect URL.',
};

/** Keeps test runs apart. Otherwise the real delivery would count as their repeat. */
function triggerKey(context: IWebhookFunctions): string {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return context.getMode() === 'manual' ? `test:${key}` : key;
}

function answer(context: IWebhookFunctions, status: number, body: object): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
