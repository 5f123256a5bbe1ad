import type { IWebhookFunctions } from 'n8n-workflow';

import type { Secrets } from '../../messaging/inbound-request';
import type { Provider } from '../../messaging/provider-names';
import { CREDENTIAL_TYPES } from '../ports/provider-credentials';
import { readTriggerCredential } from './secrets';

/**
 * The secrets of a trigger, kept for a moment. n8n builds a JavaScript isolate for every credential that a webhook reads
 * (about 25 ms of CPU time, credentials-helper.js in 2.41): as much as for the webhook itself.
 */

/** A secret that was taken back is still accepted for so long. */
const KEPT_MS = 30_000;
/** A new secret is accepted after so long: whoever forges requests must not make n8n read the credential each time. */
const READ_AGAIN_AFTER_MS = 1_000;

interface Remembered {
	credentialId: string | null | undefined;
	secrets: Promise<Secrets>;
	/** ms, as of the clock. */
	readAt: number;
}

const remembered = new Map<string, Remembered>();

type Clock = () => number;
const monotonic: Clock = () => performance.now();

/** @param clock ms, only going up */
export async function triggerSecrets(
	context: IWebhookFunctions,
	provider: Provider,
	clock: Clock = monotonic,
): Promise<Secrets> {
	return await notOlderThan(KEPT_MS, context, provider, clock);
}

/** For what the remembered secrets refused, and for a set-up by hand: somebody may just have changed them. */
export async function newestTriggerSecrets(
	context: IWebhookFunctions,
	provider: Provider,
	clock: Clock = monotonic,
): Promise<Secrets> {
	return await notOlderThan(READ_AGAIN_AFTER_MS, context, provider, clock);
}

async function notOlderThan(
	age: number,
	context: IWebhookFunctions,
	provider: Provider,
	clock: Clock,
): Promise<Secrets> {
	const trigger = `${context.getWorkflow().id ?? ''}:${context.getNode().id}:${provider}`;
	const credentialId = credentialOf(context, provider);
	const known = remembered.get(trigger);
	if (known && known.credentialId === credentialId && clock() - known.readAt < age) {
		return await known.secrets;
	}
	const secrets = readTriggerCredential(context, provider).then((read) => read.secrets);
	remembered.set(trigger, { credentialId, secrets, readAt: clock() });
	// The next request tries again.
	secrets.catch(() => remembered.delete(trigger));
	return await secrets;
}

function credentialOf(context: IWebhookFunctions, provider: Provider): string | null | undefined {
	const type = CREDENTIAL_TYPES[provider];
	return type === undefined ? undefined : context.getNode().credentials?.[type]?.id;
}
