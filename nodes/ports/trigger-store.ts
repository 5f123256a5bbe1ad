import type {
	IExecuteFunctions,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { StoreHandle } from '../../intake/ports';
import { messagingProcess } from '../process';
import type { StoreChoice } from '../process/stores';
import type { Clock } from './recent-readings';
import { STORE_CREDENTIAL, storeChoiceOf } from './store-credential';
import { STORE_PARAMETER } from './store-option';

/** Time for which a trigger keeps using the database that its credential named before. */
const KEPT_MS = 30_000;

type TriggerContext = IWebhookFunctions | ITriggerFunctions | IHookFunctions | IExecuteFunctions;

/**
 * Returns the store that the user chose for a trigger. After a failure the credential is read again at once: its user
 * may just have corrected it.
 *
 * @param clock ms, only going up
 */
export async function triggerStore(context: TriggerContext, clock?: Clock): Promise<StoreHandle> {
	const { stores, storeChoices } = messagingProcess();
	const choice = await triggerStoreChoice(context, clock);
	return stores.handle(choice, () => storeChoices.forget());
}

async function triggerStoreChoice(
	context: TriggerContext,
	clock: Clock | undefined,
): Promise<StoreChoice | undefined> {
	if (storeParameter(context) !== 'credential') return undefined;
	const credentialId = context.getNode().credentials?.[STORE_CREDENTIAL]?.id ?? '';
	const read = async () => storeChoiceOf(await context.getCredentials(STORE_CREDENTIAL));
	return await messagingProcess().storeChoices.getFresh(KEPT_MS, credentialId, read, clock);
}

function storeParameter(context: TriggerContext): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(STORE_PARAMETER, 0, 'default')
		: context.getNodeParameter(STORE_PARAMETER, 'default');
}
