import { NodeHelpers, type IHookFunctions, type ITriggerFunctions } from 'n8n-workflow';

import type { ListenerSettings } from '../../intake/listeners/listener-settings';
import type { Account } from '../../messaging/provider';
import type { ListenerToPut } from '../../store/contracts/listeners';
import { publishedKey, testKey } from '../ports/listener-key';
import { PATH_IS_NODE_ID_SINCE } from './address';
import { triggerAccount } from './trigger-account';

/** Time for which n8n listens for a test event, in ms. */
const TEST_LISTENS_MS = 125_000;

type ListenerContext = ITriggerFunctions | IHookFunctions;

/** Returns this trigger as the store knows it. */
export async function publishedListener(
	context: ListenerContext,
	settings: ListenerSettings,
): Promise<ListenerToPut> {
	const { scope, secrets, account } = await triggerAccount(context, settings.provider);
	return {
		key: publishedKey(context),
		account: scope,
		provider: settings.provider,
		workflowName: context.getWorkflow().name ?? '',
		url: addressOf(context) ?? '',
		verifyToken: secrets.verifyToken ?? '',
		webhookToken: secrets.webhookToken ?? '',
		...(settings.businessId !== undefined && { businessId: settings.businessId }),
		keepTextsDays: settings.keepTextsDays,
		setUpByHand: context.getNodeParameter('webhookSetup', 'automatic') === 'manual',
		settings: withShop(settings, account),
		updateMinutes: settings.updateMinutes,
	};
}

/** Adds the shop that the credential names. */
export function withShop(settings: ListenerSettings, { shop }: Account): ListenerSettings {
	return shop === undefined ? settings : { ...settings, shop };
}

/** Returns the test run of this trigger as a listener that ends by itself. */
export async function testListener(
	context: IHookFunctions,
	settings: ListenerSettings,
): Promise<ListenerToPut> {
	return {
		...(await publishedListener(context, settings)),
		key: testKey(context),
		expiresAt: new Date(Date.now() + TEST_LISTENS_MS).toISOString(),
	};
}

/** Absent from n8n's public types, present in 1.123, 2.0 and 2.41. */
interface AddressedContext {
	additionalData?: { webhookBaseUrl?: string };
}

/** Returns the address of the trigger. n8n gives it to `create`, but only its base to `trigger()`. */
function addressOf(context: ListenerContext): string | undefined {
	if ('getNodeWebhookUrl' in context) return context.getNodeWebhookUrl('default');
	const base = (context as AddressedContext).additionalData?.webhookBaseUrl;
	if (typeof base !== 'string') return undefined;
	const node = context.getNode();
	const isNodeId = node.typeVersion >= PATH_IS_NODE_ID_SINCE;
	const path = isNodeId ? node.id : 'messages';
	return NodeHelpers.getNodeWebhookUrl(
		base.replace(/\/$/, ''),
		context.getWorkflow().id ?? '',
		node,
		path,
		isNodeId,
	);
}
