import { createHmac } from 'node:crypto';
import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { accountScope } from '../../messaging/account-scope';
import type { ProviderAdapter } from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { publishedKey } from '../ports/listener-key';
import { CREDENTIAL_TYPES, splitCredential } from '../ports/provider-credentials';
import type { Clock } from '../ports/recent-readings';
import { triggerStore } from '../ports/trigger-store';
import { messagingProcess } from '../process';
import type { TriggerAccount } from '../process/trigger-account';

type TriggerContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** Time for which a revoked secret is still accepted, in ms. */
const KEPT_MS = 30_000;
/**
 * Time after which a new secret is accepted, in ms. Forged requests must not make n8n read the credential each time.
 */
const READ_AGAIN_AFTER_MS = 1_000;

/**
 * Returns the account of the trigger's credential. It is cached, because n8n builds a JavaScript isolate for every
 * credential that a webhook reads.
 *
 * @param age `newest` if a user may just have changed it
 * @param clock ms, only going up
 */
export async function triggerAccount(
	context: TriggerContext,
	provider: Provider,
	age: 'recent' | 'newest' = 'recent',
	clock?: Clock,
): Promise<TriggerAccount> {
	const trigger = [publishedKey(context), provider, credentialId(context, provider)];
	return await messagingProcess().triggerAccounts.getFresh(
		age === 'recent' ? KEPT_MS : READ_AGAIN_AFTER_MS,
		JSON.stringify(trigger),
		async () => await readTriggerAccount(context, provider),
		clock,
	);
}

async function readTriggerAccount(
	context: TriggerContext,
	provider: Provider,
): Promise<TriggerAccount> {
	const adapter: ProviderAdapter = providers[provider];
	const type = CREDENTIAL_TYPES[provider];
	const { account, secrets } = splitCredential(
		type === undefined ? undefined : await context.getCredentials(type),
	);
	const installation = await (
		await triggerStore(context)
	).use((store) => store.installationSecret());
	const key = publishedKey(context);
	const id = adapter.accountId(account) ?? credentialId(context, provider) ?? key;
	return {
		account,
		secrets: {
			...secrets,
			verifyToken: secrets.verifyToken ?? deriveToken(installation, 'verify', key),
			webhookToken: secrets.webhookToken ?? deriveToken(installation, 'webhook', key),
		},
		scope: accountScope(provider, id),
	};
}

/**
 * Derives the verify token, unless the user chose one for a set-up by hand. It cannot be stored with the workflow: the
 * provider asks for it during activation, before n8n has saved anything.
 */
function deriveToken(installation: string, purpose: string, key: string): string {
	return createHmac('sha256', installation).update(`${purpose}:${key}`).digest('hex');
}

function credentialId(context: TriggerContext, provider: Provider): string | undefined {
	const type = CREDENTIAL_TYPES[provider];
	const id = type === undefined ? undefined : context.getNode().credentials?.[type]?.id;
	return id ?? undefined;
}
