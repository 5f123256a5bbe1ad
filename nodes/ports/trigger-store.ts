import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Store } from '../../store/contracts/store';
import { conversationStore, reopenIfLost, type StoreChoice } from './conversation-store';
import { RecentReadings, type Clock } from './recent-readings';
import { STORE_CREDENTIAL, storeChoiceOf } from './store-credential';
import { STORE_PARAMETER } from './store-option';

/** The store that the user chose for a trigger, which asks every few seconds. */

/** So long a trigger goes on with the database that the credential named before. */
const KEPT_MS = 30_000;

/** By the id of the credential: it says the same to every trigger. */
const choices = new RecentReadings<StoreChoice>();

type TriggerContext = IWebhookFunctions | ITriggerFunctions | IHookFunctions;

export async function triggerStore(context: TriggerContext): Promise<Store> {
	return await conversationStore(await triggerStoreChoice(context));
}

/**
 * @param clock ms, only going up
 * @returns `undefined` for the default store
 */
export async function triggerStoreChoice(
	context: TriggerContext,
	clock?: Clock,
): Promise<StoreChoice | undefined> {
	if (context.getNodeParameter(STORE_PARAMETER, 'default') !== 'credential') return undefined;
	const credentialId = context.getNode().credentials?.[STORE_CREDENTIAL]?.id ?? '';
	const read = async () => storeChoiceOf(await context.getCredentials(STORE_CREDENTIAL));
	return await choices.youngerThan(KEPT_MS, credentialId, read, clock);
}

/**
 * Does something in a store. After a failure it is opened anew where it was lost, and credentials are read again: its
 * user may just have corrected one.
 */
export async function inStore<T>(
	choice: StoreChoice | undefined,
	work: (store: Store) => Promise<T>,
): Promise<T> {
	try {
		return await work(await conversationStore(choice));
	} catch (error) {
		reopenIfLost(error, choice);
		choices.forget();
		throw error;
	}
}
