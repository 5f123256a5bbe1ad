import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Store } from '../../store/store';
import { conversationStore, reopenIfLost, type StoreChoice } from './conversation-store';
import { STORE_CREDENTIAL, storeChoiceOf } from './store-credential';
import { STORE_PARAMETER } from './store-option';

/**
 * The store that the user chose for a trigger. What a credential says is kept for a moment: n8n builds a JavaScript
 * isolate for every credential that a webhook reads (see `remembered-secrets.ts`), and a trigger asks every few seconds.
 */

/** So long a trigger goes on with the database that the credential named before. */
const KEPT_MS = 30_000;

interface Remembered {
	choice: Promise<StoreChoice>;
	/** ms, as of the clock. */
	readAt: number;
}

/** By the id of the credential: it says the same to every trigger. */
const remembered = new Map<string, Remembered>();

type Clock = () => number;
const monotonic: Clock = () => performance.now();

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
	clock: Clock = monotonic,
): Promise<StoreChoice | undefined> {
	if (context.getNodeParameter(STORE_PARAMETER, 'default') !== 'credential') return undefined;
	const credentialId = context.getNode().credentials?.[STORE_CREDENTIAL]?.id ?? '';
	const known = remembered.get(credentialId);
	if (known && clock() - known.readAt < KEPT_MS) return await known.choice;
	const choice = context.getCredentials(STORE_CREDENTIAL).then(storeChoiceOf);
	const reading: Remembered = { choice, readAt: clock() };
	remembered.set(credentialId, reading);
	try {
		return await choice;
	} catch (error) {
		if (remembered.get(credentialId) === reading) remembered.delete(credentialId);
		throw error;
	}
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
		remembered.clear();
		throw error;
	}
}
