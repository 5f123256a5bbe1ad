import { createHmac } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Secrets } from '../../messaging/inbound-request';
import type { Account } from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';
import { CREDENTIAL_TYPES, splitCredential } from '../ports/provider-credentials';
import { triggerStore } from '../ports/trigger-store';

/** The credential, with the words that the provider must repeat in its handshake and in each webhook. */
export async function readTriggerCredential(
	context: IWebhookFunctions | IHookFunctions,
	provider: Provider,
): Promise<{ account: Account; secrets: Secrets }> {
	const type = CREDENTIAL_TYPES[provider];
	const { account, secrets } = splitCredential(
		type === undefined ? undefined : await context.getCredentials(type),
	);
	const installation = await (await triggerStore(context)).installationSecret();
	const derive = (purpose: string) => deriveToken(context, installation, purpose);
	return {
		account,
		secrets: {
			...secrets,
			verifyToken: secrets.verifyToken ?? derive('verify'),
			webhookToken: secrets.webhookToken ?? derive('webhook'),
		},
	};
}

/**
 * Derived, unless the user chose a word for a set-up by hand. Not stored with the workflow: the provider asks for it
 * while the workflow is still being activated, before n8n has saved anything.
 */
function deriveToken(
	context: IWebhookFunctions | IHookFunctions,
	installation: string,
	purpose: string,
): string {
	const trigger = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return createHmac('sha256', installation).update(`${purpose}:${trigger}`).digest('hex');
}
