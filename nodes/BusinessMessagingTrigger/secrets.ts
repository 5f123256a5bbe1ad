import { createHmac } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Secrets } from '../../messaging/inbound-request';
import type { Account } from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';
import { CREDENTIAL_TYPES, splitCredential } from '../ports/provider-credentials';

/** The secrets of the credential, and the word that the provider must repeat in its handshake. */
export async function readTriggerSecrets(
	context: IWebhookFunctions,
	provider: Provider,
): Promise<Secrets> {
	const { secrets } = await readTriggerCredential(context, provider);
	return secrets;
}

export async function readTriggerCredential(
	context: IWebhookFunctions | IHookFunctions,
	provider: Provider,
): Promise<{ account: Account; secrets: Secrets }> {
	const type = CREDENTIAL_TYPES[provider];
	const { account, secrets } = splitCredential(
		type === undefined ? undefined : await context.getCredentials(type),
	);
	const chosen = secrets.verifyToken;
	return {
		account,
		secrets: { ...secrets, verifyToken: chosen ?? deriveVerifyToken(context, secrets) },
	};
}

/**
 * Derived unless the user chose one for a set-up by hand, and not stored: the provider asks for it while the workflow is still being activated, before n8n has saved
 * anything. From the credential's secrets, so that nobody who knows the ids of workflow and node can guess it.
 */
function deriveVerifyToken(context: IWebhookFunctions | IHookFunctions, secrets: Secrets): string {
	const key = JSON.stringify(Object.entries(secrets).sort());
	const trigger = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return createHmac('sha256', key).update(`verify:${trigger}`).digest('hex');
}
