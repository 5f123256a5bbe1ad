import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	receive,
	UNAVAILABLE,
	type Answer,
	type PageAnswer,
	type Receiver,
} from '../../intake/receive';
import type { StoreHandle } from '../../intake/ports';
import type { InboundRequest } from '../../messaging/inbound-request';
import { IS_SIMULATED } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { respondToPage } from '../../simulator/respond';
import { StoreError } from '../../store/store-error';
import { publishedKey, testKey } from '../ports/listener-key';
import { clockOf } from '../ports/provider-http';
import { triggerStore } from '../ports/trigger-store';
import { messagingProcess } from '../process';
import { PATH_IS_NODE_ID_SINCE } from './address';
import { inboundRequest } from './inbound-request';
import { withShop } from './listener';
import { executionData } from './outputs';
import { readSettings } from './settings';
import { relayedTestEvents } from './test-run';
import { triggerAccount } from './trigger-account';

/** Answers a request to the trigger's address: the provider's events, its handshake, or the Simulator's page. */
export async function answerWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await takeIn(context).catch(async (error: unknown) => {
		if (!(error instanceof StoreError)) throw error;
		context.logger.error(
			`Business Messaging could not use its conversation store: ${error.message}`,
		);
		return await send(context, UNAVAILABLE);
	});
}

async function takeIn(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const { provider } = settings;
	const store = await triggerStore(context);
	const receiverId = receiverIdOf(context);
	const now = await store.use(async (opened) => {
		const clock = await clockOf(IS_SIMULATED[provider], opened, receiverId);
		return clock();
	});
	const request = await inboundRequest(context, receiverId, now);
	const relayed = await relayedTestEvents(context, request, store);
	if (relayed) {
		const workflowData = executionData(relayed, settings.kinds);
		return { ...(await send(context, { status: 200 })), ...(workflowData && { workflowData }) };
	}

	const { keeper, owner, ruleBook } = messagingProcess();
	const { answer, toReturn } = await receive(request, await receiverOf(context, settings), {
		store,
		keeper,
		owner,
		ruleBook,
		secrets: async (age) => (await triggerAccount(context, provider, age)).secrets,
		...(IS_SIMULATED[provider] && {
			page: async (asked) => await simulatorPage(context, asked, store),
		}),
		logError: (message) => context.logger.error(message),
		logWarning: (message) => context.logger.warn(message),
	});
	const workflowData = executionData(toReturn, settings.kinds);
	return { ...(await send(context, answer)), ...(workflowData && { workflowData }) };
}

async function receiverOf(
	context: IWebhookFunctions,
	settings: Receiver['settings'],
): Promise<Receiver> {
	const adapter = providers[settings.provider];
	if (context.getMode() === 'manual') {
		// A test run that the provider calls itself: its claims are its own, and n8n starts it with what is returned.
		const key = testKey(context);
		const { account } = await triggerAccount(context, settings.provider);
		const ofShop = withShop(settings, account);
		return { key, settings: ofShop, adapter, account: key, startsBy: 'return' };
	}
	const key = publishedKey(context);
	const { scope, account } = await triggerAccount(context, settings.provider);
	return {
		key,
		settings: withShop(settings, account),
		adapter,
		account: scope,
		startsBy: startsBy(key),
	};
}

/**
 * Returns who starts executions. In regular mode a trigger runs in the process that gets its webhooks, but a moment
 * later: until then its events wait in the store. In queue mode n8n starts executions itself where the trigger does not
 * run.
 */
function startsBy(key: string): Receiver['startsBy'] {
	const { keeper } = messagingProcess();
	if (keeper.isRunning(key)) return 'keeper';
	return keeper.runsExecutions ? 'store' : 'return';
}

/**
 * Returns the id of this trigger at the Simulator and at providers that name no business. Events contain it, so from
 * version 2 on it is a hash: the node id is the secret of the Simulator's link.
 */
function receiverIdOf(context: IWebhookFunctions): string {
	const { id, typeVersion, webhookId } = context.getNode();
	if (typeVersion < PATH_IS_NODE_ID_SINCE) return webhookId ?? id;
	return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

async function simulatorPage(
	context: IWebhookFunctions,
	request: InboundRequest,
	store: StoreHandle,
): Promise<PageAnswer | undefined> {
	const { typeVersion, id, webhookId } = context.getNode();
	return await store.use((opened) =>
		respondToPage(request, {
			store: opened,
			now: new Date(),
			businessName: context.getWorkflow().name,
			trigger: {
				typeVersion,
				nodeId: id,
				webhookId,
				openToEveryone: context.getNodeParameter('options.openToEveryone', false) === true,
			},
			parse: providers.simulator.parse,
			remoteAddress: context.getRequestObject().socket.remoteAddress,
		}),
	);
}

/** Answers the request directly: the provider must not wait for n8n's concurrency queue. */
async function send(
	context: IWebhookFunctions,
	{ body, ...head }: Answer,
): Promise<IWebhookResponseData> {
	const response = context.getResponseObject();
	setHead(response, head);
	if (body instanceof Readable) {
		// A visitor who leaves in the middle of a file ends the stream, and no answer is needed.
		await pipeline(body, response).catch(() => undefined);
	} else if (typeof body === 'object') response.json(body);
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
