import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ListenerSettings } from '../../intake/listeners/listener-settings';
import type { StoreHandle } from '../../intake/ports';
import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { testKey } from '../ports/listener-key';
import { triggerStore } from '../ports/trigger-store';
import { messagingProcess } from '../process';
import { postToOwnServer } from '../process/own-server';
import { testListener } from './listener';

/**
 * "Listen for test event" beside a published workflow on the same number. Nothing changes at the provider: the test run
 * is a listener of its own in the store. n8n listens for test events in main only, and this runs there: when an event
 * has been kept for the test run, main calls its own test address, once.
 */

/** Proves to the test address that the call comes from this installation. */
const RELAY_HEADER = 'x-business-messaging-test-relay';

/** Adds the test run as a listener. */
export async function startTestListener(
	context: IHookFunctions,
	settings: ListenerSettings,
): Promise<void> {
	const store = await triggerStore(context);
	const listener = await testListener(context, settings);
	await store.use(async ({ listeners, inbox }) => {
		// Events that an earlier test run left would start this one.
		await inbox.takeForTest(listener.key);
		await listeners.put(listener, new Date());
	});
	const token = await relayToken(store, listener.key);
	messagingProcess().testListeners.add({
		key: listener.key,
		store,
		relay: () => callTestAddress(listener.url, token),
	});
}

/** Ends the test run's listening. */
export async function endTestListener(context: IHookFunctions): Promise<void> {
	const key = testKey(context);
	messagingProcess().testListeners.remove(key);
	const store = await triggerStore(context);
	await store.use(({ listeners }) => listeners.remove(key));
}

/** Returns the events that were kept for the test run, when main's own call asks for them. */
export async function relayedTestEvents(
	context: IWebhookFunctions,
	{ headers }: InboundRequest,
	store: StoreHandle,
): Promise<MessagingEvent[] | undefined> {
	const given = headers[RELAY_HEADER];
	if (context.getMode() !== 'manual' || given === undefined) return undefined;
	const key = testKey(context);
	if (!isEqual(given, await relayToken(store, key))) return undefined;
	return await store.use(({ inbox }) => inbox.takeForTest(key));
}

async function relayToken(store: StoreHandle, key: string): Promise<string> {
	const secret = await store.use((opened) => opened.installationSecret());
	return createHmac('sha256', secret).update(`test-relay:${key}`).digest('hex');
}

function isEqual(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}

/** Calls the test address on this machine, whatever n8n's public address is. */
async function callTestAddress(url: string, token: string): Promise<void> {
	await postToOwnServer(pathOnThisServer(new URL(url).pathname), {}, { [RELAY_HEADER]: token });
}

/**
 * Returns the path that n8n serves, which begins with the name of its endpoint. A proxy in front of n8n may add a path
 * of its own.
 */
function pathOnThisServer(pathname: string): string {
	const endpoint = process.env.N8N_ENDPOINT_WEBHOOK_TEST ?? 'webhook-test';
	const start = pathname.indexOf(`/${endpoint}/`);
	return start > 0 ? pathname.slice(start) : pathname;
}
