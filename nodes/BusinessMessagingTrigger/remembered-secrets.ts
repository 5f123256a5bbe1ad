import type { IWebhookFunctions } from 'n8n-workflow';

import type { Secrets } from '../../messaging/inbound-request';
import type { Provider } from '../../messaging/provider-names';
import { CREDENTIAL_TYPES } from '../ports/provider-credentials';
import { RecentReadings, type Clock } from '../ports/recent-readings';
import { readTriggerCredential } from './secrets';

/** The secrets of a trigger, kept for a moment. */

/** A secret that was taken back is still accepted for so long. */
const KEPT_MS = 30_000;
/** A new secret is accepted after so long: whoever forges requests must not make n8n read the credential each time. */
const READ_AGAIN_AFTER_MS = 1_000;

const readings = new RecentReadings<Secrets>();

/** @param clock ms, only going up */
export async function triggerSecrets(
	context: IWebhookFunctions,
	provider: Provider,
	clock?: Clock,
): Promise<Secrets> {
	return await youngerThan(KEPT_MS, context, provider, clock);
}

/** For what the remembered secrets refused, and for a set-up by hand: somebody may just have changed them. */
export async function newestTriggerSecrets(
	context: IWebhookFunctions,
	provider: Provider,
	clock?: Clock,
): Promise<Secrets> {
	return await youngerThan(READ_AGAIN_AFTER_MS, context, provider, clock);
}

async function youngerThan(
	age: number,
	context: IWebhookFunctions,
	provider: Provider,
	clock: Clock | undefined,
): Promise<Secrets> {
	const trigger = [context.getWorkflow().id, context.getNode().id, provider];
	const key = JSON.stringify([...trigger, credentialOf(context, provider)]);
	const read = async () => (await readTriggerCredential(context, provider)).secrets;
	return await readings.youngerThan(age, key, read, clock);
}

function credentialOf(context: IWebhookFunctions, provider: Provider): string | null | undefined {
	const type = CREDENTIAL_TYPES[provider];
	return type === undefined ? undefined : context.getNode().credentials?.[type]?.id;
}
