import { NodeOperationError, type IHookFunctions, type ITriggerFunctions } from 'n8n-workflow';

import { announce } from '../../intake/announce';
import type { ListenerSettings } from '../../intake/listeners/listener-settings';
import type { Publication, RegistrarPorts } from '../../intake/listeners/publication';
import {
	isHeard,
	publish,
	unpublish,
	watch,
	type WatchResult,
} from '../../intake/listeners/registrar';
import type {
	ProviderAdapter,
	RegistrationMemory,
	RegistrationTarget,
} from '../../messaging/provider';
import { providers } from '../../providers';
import type { ListenerToPut, StoredListener } from '../../store/contracts/listeners';
import { errorWithRemedy } from '../ports/error-with-remedy';
import { publishedKey } from '../ports/listener-key';
import { n8nHttp } from '../ports/n8n-http';
import { CREDENTIAL_TYPES } from '../ports/provider-credentials';
import { triggerStore } from '../ports/trigger-store';
import { messagingProcess } from '../process';
import { processClock } from '../process/process-clock';
import { publishedListener } from './listener';
import { readSettings } from './settings';
import { endTestListener, startTestListener } from './test-run';
import { triggerAccount } from './trigger-account';

/**
 * Registers and removes the trigger's address at the provider. With "Set Up by Hand", and for providers without such an
 * API, only the store records the listener.
 */
export const webhookMethods = {
	default: {
		/** Returns `false`, because `create` checks by itself and the store must record the listener in any case. */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			return false;
		},

		async create(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) await startTest(this);
			else await publishTrigger(this);
			return true;
		},

		async delete(this: IHookFunctions): Promise<boolean> {
			return isTest(this) ? await endTest(this) : await unpublishTrigger(this);
		},
	},
};

async function publishTrigger(context: IHookFunctions): Promise<void> {
	const settings = readSettings(context);
	const publication = await publicationOf(context, settings, false);
	await refuseOtherStore(context, publication.listener);
	const ports = await registrarPorts(context, settings);
	const published = await inTurn(publication, () => publish(publication, ports));
	if (!published.ok) throw errorWithRemedy(context.getNode(), published.error);
}

async function unpublishTrigger(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	// Whatever fails, e.g. because the credential is gone: events must not be kept for a workflow that is not published.
	await endListener(context);
	const publication = await publicationOf(context, settings, false);
	const ports = await registrarPorts(context, settings);
	const left = await inTurn(publication, () => unpublish(publication, ports));
	if (!left.ok) {
		const { title, remedy } = left.error;
		context.logger.warn(
			`Business Messaging could not remove its address at the provider: ${title}. ${remedy}`,
		);
		return false;
	}
	if (left.addressGone)
		await warnListenersWithoutAddress(context, publication.listener, left.addressGone.listeners);
	delete context.getWorkflowStaticData('node').registration;
	return true;
}

/**
 * Starts a test run. If a published workflow listens to the number, the test run listens next to it; otherwise the
 * address is registered.
 */
async function startTest(context: IHookFunctions): Promise<void> {
	const settings = readSettings(context);
	const { listener, target } = await publicationOf(context, settings, true);
	const ports = await registrarPorts(context, settings);
	if (await isHeard({ listener, target }, ports)) {
		await startTestListener(context, settings);
		return;
	}
	const { registration, http, notice } = ports;
	if (registration === undefined) return;
	const outcome = await registration.create({ ...target, ours: [] }, http);
	if (!outcome.ok) throw errorWithRemedy(context.getNode(), outcome.error);
	context.getWorkflowStaticData('node').testRegistration = outcome.memory;
	outcome.notices.forEach(notice);
}

async function endTest(context: IHookFunctions): Promise<boolean> {
	await endTestListener(context);
	const memory = context.getWorkflowStaticData('node').testRegistration as
		RegistrationMemory | undefined;
	if (memory === undefined) return true;
	const settings = readSettings(context);
	const { target } = await publicationOf(context, settings, true);
	const { registration, http } = await registrarPorts(context, settings);
	if (registration === undefined) return true;
	const outcome = await registration.remove({ ...target, ours: [] }, memory, http);
	if (!outcome.ok) {
		context.logger.warn(
			`Business Messaging could not remove the test address at the provider: ${outcome.error.title}. ${outcome.error.remedy}`,
		);
		return false;
	}
	delete context.getWorkflowStaticData('node').testRegistration;
	return true;
}

/** Time between two checks whether events still come here, in ms. */
const WATCH_EVERY_MS = 3_600_000;
/** Delay of the first check, because n8n is busy when it starts. */
const FIRST_WATCH_AFTER_MS = 15_000;

/**
 * Checks at the start of n8n and every hour whether the account's events still come here. Returns a function that stops
 * this.
 */
export function watchRegistration(
	context: ITriggerFunctions,
	settings: ListenerSettings,
): () => void {
	const adapter: ProviderAdapter = providers[settings.provider];
	if (adapter.registration === undefined) return () => undefined;
	const check = () =>
		void watchOnce(context, settings).catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : 'unknown';
			context.logger.warn(`Business Messaging could not check its address: ${reason}`);
		});
	const stopFirst = processClock.after(FIRST_WATCH_AFTER_MS, check);
	const stop = processClock.every(WATCH_EVERY_MS, check);
	return () => {
		stopFirst();
		stop();
	};
}

async function watchOnce(context: ITriggerFunctions, settings: ListenerSettings): Promise<void> {
	const publication = await publicationOf(context, settings, false);
	// Without its address the trigger could not tell its own registration from that of another system.
	if (publication.listener.url === '') return;
	const ports = await registrarPorts(context, settings);
	const result = await inTurn(publication, () => watch(publication, ports));
	await report(context, publication.listener, result);
}

async function report(
	context: ITriggerFunctions,
	listener: ListenerToPut,
	result: WatchResult,
): Promise<void> {
	const who = `"${listener.workflowName}"`;
	switch (result.state) {
		case 'fine':
			return;
		case 'restored':
			context.logger.warn(
				`Business Messaging: the address of ${who} was missing at the provider, and is registered again.`,
			);
			return;
		case 'failed':
			context.logger.warn(
				`Business Messaging could not check the address of ${who}: ${result.error.title}. ${result.error.remedy}`,
			);
			return;
		case 'lost':
			context.logger.error(
				`Business Messaging: ${who} gets no events, because the provider now sends them to ${result.url}. Publish the workflow again, with Options > Replace Existing Address if that address is no longer needed.`,
			);
			await announceTo(context, listener, [listener.key], {
				type: 'addressLost',
				url: result.url,
			});
	}
}

/** Warns the listeners without an address, and names the one that the user must enter by hand. */
async function warnListenersWithoutAddress(
	context: IHookFunctions,
	gone: ListenerToPut,
	listeners: readonly StoredListener[],
): Promise<void> {
	const [next] = listeners;
	context.logger.warn(
		`Business Messaging: ${listeners.map(({ workflowName }) => `"${workflowName}"`).join(', ')} shared the address of "${gone.workflowName}", which no longer answers. Enter this address at the provider instead: ${next?.url ?? ''}`,
	);
	const details = { type: 'addressGone', url: gone.url, enterInstead: next?.url };
	await announceTo(
		context,
		gone,
		listeners.map(({ key }) => key),
		details,
	);
}

async function announceTo(
	context: IHookFunctions | ITriggerFunctions,
	{ account, provider }: ListenerToPut,
	to: readonly string[],
	details: { type: string; [field: string]: unknown },
): Promise<void> {
	const { keeper, owner } = messagingProcess();
	const store = await triggerStore(context);
	const [channel] = providers[provider].channels;
	await announce({ account, provider, channel, details, to }, { store, keeper, owner });
}

async function endListener(context: IHookFunctions): Promise<void> {
	const store = await triggerStore(context);
	await store.use(({ listeners }) => listeners.end(publishedKey(context), new Date()));
}

async function inTurn<Result>(
	{ listener: { account } }: Publication,
	work: () => Promise<Result>,
): Promise<Result> {
	return await messagingProcess().registrations.run(account, work);
}

async function publicationOf(
	context: IHookFunctions | ITriggerFunctions,
	settings: ListenerSettings,
	test: boolean,
): Promise<Publication> {
	const listener = await publishedListener(context, settings);
	const { account } = await triggerAccount(context, settings.provider);
	const options = context.getNodeParameter('options', {}) as { replaceForeign?: boolean };
	const target: Omit<RegistrationTarget, 'ours'> = {
		url: listener.url,
		verifyToken: listener.verifyToken,
		webhookToken: listener.webhookToken,
		businessId: listener.businessId,
		account,
		replaceForeign: options.replaceForeign ?? false,
		test,
	};
	const earlierMemory = context.getWorkflowStaticData('node').registration as
		RegistrationMemory | undefined;
	return { listener, target, ...(earlierMemory && { earlierMemory }) };
}

async function registrarPorts(
	context: IHookFunctions | ITriggerFunctions,
	{ provider }: ListenerSettings,
): Promise<RegistrarPorts> {
	const adapter: ProviderAdapter = providers[provider];
	const type = CREDENTIAL_TYPES[provider];
	const byHand = context.getNodeParameter('webhookSetup', 'automatic') === 'manual';
	return {
		store: await triggerStore(context),
		registration: byHand || type === undefined ? undefined : adapter.registration,
		http: n8nHttp(context, type ?? ''),
		notice: (message) => context.logger.info(`Business Messaging: ${message}`),
		now: () => new Date(),
	};
}

/** Refuses a second store for one account, because it would lack the other's consents, windows and claims. */
async function refuseOtherStore(context: IHookFunctions, listener: ListenerToPut): Promise<void> {
	const { location } = await triggerStore(context);
	const other = messagingProcess().publishedTriggers.find(
		(trigger) =>
			trigger.key !== listener.key &&
			trigger.account === listener.account &&
			trigger.storeLocation !== location,
	);
	if (other === undefined) return;
	throw new NodeOperationError(
		context.getNode(),
		`"${listener.workflowName}" and "${other.workflowName}" listen to the same account and use different conversation stores. Choose the same under Options > Conversation Store in both triggers.`,
	);
}

/**
 * Returns whether the address is that of a test run. n8n reports the same activation mode for the removal of either
 * kind.
 */
function isTest(context: IHookFunctions): boolean {
	const endpoint = process.env.N8N_ENDPOINT_WEBHOOK_TEST ?? 'webhook-test';
	return (context.getNodeWebhookUrl('default') ?? '').includes(`/${endpoint}/`);
}
