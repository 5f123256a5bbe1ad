import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import type { ProviderAdapter } from '../../messaging/provider';
import { IS_SIMULATED, type Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { respondToPage } from '../../simulator/respond';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { StoreError } from '../../store/store-error';
import { type StoreChoice, testRuns, thisProcess, untilStarted } from '../ports/conversation-store';
import { clockOf } from '../ports/provider-http';
import { triggerKey } from '../ports/trigger-key';
import { inStore, triggerStoreChoice } from '../ports/trigger-store';
import { recogniseConsent } from './consent-recognition';
import { inboundRequest } from './inbound-request';
import { countRefused, keepInbox, letGoLater, runHere, runsHere } from './inbox-keeper';
import { toOutputs } from './outputs';
import { newestTriggerSecrets, triggerSecrets } from './remembered-secrets';
import { isHandlerWanted, isWanted, readSettings, type TriggerSettings } from './settings';

/** What goes back to the provider, by the trigger itself: it must not wait for n8n's concurrency queue. */
interface Answer {
	status: number;
	/** `undefined` takes away what n8n has set already. */
	headers?: Record<string, string | undefined>;
	body?: string | Readable | object;
}

/** The way in: authenticate, parse, claim and record, answer, and only then run. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await takeIn(context).catch((error: unknown) => {
		if (!(error instanceof StoreError)) throw error;
		context.logger.error(
			`Business Messaging could not use its conversation store: ${error.message}`,
		);
		return answer(context, UNAVAILABLE);
	});
}

async function takeIn(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const adapter: ProviderAdapter = providers[settings.provider];
	const receiver = context.getNode().webhookId ?? context.getNode().id;
	const opened = await openStore(context, settings.provider, receiver);
	if (opened === undefined) return answer(context, UNAVAILABLE);
	const { store, now } = opened;
	const request = await inboundRequest(context, receiver, now);

	const handled =
		(await handshake(context, settings.provider, request)) ??
		(IS_SIMULATED[settings.provider] ? await simulatorPage(context, request, store) : undefined) ??
		(await refusal(context, settings.provider, request, opened));
	if (handled) return await answerStreaming(context, handled);
	return await accept(context, settings, adapter, request, opened);
}

async function accept(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	adapter: ProviderAdapter,
	request: InboundRequest,
	{ choice }: OpenedStore,
): Promise<IWebhookResponseData> {
	const events = adapter
		.parse(request)
		.map((event) => recogniseConsent(event, settings.consentWords))
		.map((event) => withRaw(event, settings.includeRaw));
	const holder = holderOf(context);
	let fresh: MessagingEvent[] = [];
	if (events.length > 0) {
		try {
			({ fresh } = await inStore(choice, ({ inbox }) =>
				inbox.receive(events, {
					trigger: triggerKey(context),
					owner: holder,
					now: new Date(),
					windowHours: (event) => adapter.capabilities(event.channel).customerServiceWindowHours,
					keep: (event) => isWanted(event, settings),
					handoverMinutes: settings.handoverMinutes,
				}),
			));
			keepInbox(choice);
		} catch (error) {
			context.logger.error('Business Messaging could not record incoming events', {
				provider: settings.provider,
				events: events.length,
				cause: error instanceof Error ? error.name : 'unknown',
			});
			return answer(context, UNAVAILABLE);
		}
	}
	const answered = answer(context, RECEIVED);
	const wanted = fresh.filter((event) => isWanted(event, settings));
	if (wanted.length === 0 || holder === untilStarted) return answered;
	if (runHere(triggerKey(context), wanted)) return answered;
	letGoLater(triggerKey(context), async () => choice, wanted);
	const workflowData = chosenOutputs(wanted, settings);
	return { ...answered, ...(workflowData ? { workflowData } : {}) };
}

/**
 * Who holds the events until their execution has ended. On a single n8n every trigger runs in the process that gets its
 * webhooks, but a moment later; in queue mode it may run in another one, and n8n starts the execution itself.
 */
function holderOf(context: IWebhookFunctions): Owner {
	if (context.getMode() === 'manual') return testRuns;
	const isStarting = process.env.EXECUTIONS_MODE !== 'queue' && !runsHere(triggerKey(context));
	return isStarting ? untilStarted : thisProcess;
}

/** The outputs for events of the store, after every filter of the user. */
export function chosenOutputs(events: readonly MessagingEvent[], settings: TriggerSettings) {
	return toOutputs(
		events.filter((event) => isWanted(event, settings) && isHandlerWanted(event, settings)),
		settings.kinds,
	);
}

const RECEIVED: Answer = { status: 200, body: { received: true } };
/** Not 200: the provider keeps the events and sends them again. */
const UNAVAILABLE: Answer = {
	status: 503,
	headers: { 'retry-after': '30' },
	body: { message: 'The events could not be recorded now. Please send them again later.' },
};

interface OpenedStore {
	store: Store;
	/** On the clock of the provider. */
	now: Date;
	/** What the user chose; `undefined`: the default store. */
	choice: StoreChoice | undefined;
}

async function openStore(
	context: IWebhookFunctions,
	provider: Provider,
	receiver: string,
): Promise<OpenedStore | undefined> {
	try {
		const choice = await triggerStoreChoice(context);
		return await inStore(choice, async (store) => {
			const clock = await clockOf(IS_SIMULATED[provider], store, receiver);
			return { store, now: clock(), choice };
		});
	} catch (error) {
		const message = error instanceof Error ? error.message : 'unknown';
		context.logger.error(`Business Messaging could not open its conversation store: ${message}`);
		return undefined;
	}
}

/** A set-up by hand: the user may just have changed the word that is asked for. */
async function handshake(
	context: IWebhookFunctions,
	provider: Provider,
	request: InboundRequest,
): Promise<Answer | undefined> {
	const adapter: ProviderAdapter = providers[provider];
	if (request.method !== 'GET' || !adapter.handshake) return undefined;
	const reply = adapter.handshake(request, await newestTriggerSecrets(context, provider));
	if (reply === undefined) return undefined;
	const headers = { 'content-type': reply.contentType, 'x-content-type-options': 'nosniff' };
	return { status: reply.status, headers, body: reply.body };
}

async function simulatorPage(
	context: IWebhookFunctions,
	request: InboundRequest,
	store: Store,
): Promise<Answer | undefined> {
	const { typeVersion, id, webhookId } = context.getNode();
	return await respondToPage(request, {
		store,
		now: new Date(),
		businessName: context.getWorkflow().name,
		trigger: { typeVersion, nodeId: id, webhookId },
		parse: providers.simulator.parse,
		remoteAddress: context.getRequestObject().socket.remoteAddress,
	});
}

/** A forged or stray request: refused, and nothing of it is recorded. */
async function refusal(
	context: IWebhookFunctions,
	provider: Provider,
	request: InboundRequest,
	{ choice }: OpenedStore,
): Promise<Answer | undefined> {
	if (request.method === 'GET') {
		return {
			status: 200,
			headers: { 'content-type': 'text/plain; charset=utf-8' },
			body: 'This address receives events from a messaging provider. Enter it there as the webhook URL.',
		};
	}
	const adapter: ProviderAdapter = providers[provider];
	let result = adapter.authenticate(request, await triggerSecrets(context, provider));
	if (!result.ok) {
		result = adapter.authenticate(request, await newestTriggerSecrets(context, provider));
	}
	if (result.ok) return undefined;
	context.logger.warn(`Business Messaging refused a request: ${result.reason}`);
	countRefused(triggerKey(context), choice);
	return { status: 401, body: { message: 'The request could not be authenticated.' } };
}

/** A visitor who leaves in the middle of a file ends the stream; there is nobody left to be told. */
async function answerStreaming(
	context: IWebhookFunctions,
	{ body, ...head }: Answer,
): Promise<IWebhookResponseData> {
	if (!(body instanceof Readable)) return answer(context, { body, ...head });
	const response = context.getResponseObject();
	setHead(response, head);
	await pipeline(body, response).catch(() => undefined);
	return { noWebhookResponse: true };
}

function answer(context: IWebhookFunctions, { body, ...head }: Answer): IWebhookResponseData {
	const response = context.getResponseObject();
	setHead(response, head);
	if (typeof body === 'object') response.json(body);
	else response.end(body);
	return { noWebhookResponse: true };
}

function setHead(response: Response, { status, headers }: Omit<Answer, 'body'>): void {
	response.status(status);
	for (const [name, value] of Object.entries(headers ?? {})) {
		if (value === undefined) response.removeHeader(name);
		else response.setHeader(name, value);
	}
}

function withRaw(event: MessagingEvent, includeRaw: boolean): MessagingEvent {
	if (includeRaw || event.raw === undefined) return event;
	const { raw: _raw, ...rest } = event;
	return rest;
}
