import {
	NodeOperationError,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
} from 'n8n-workflow';

import type { Store } from '../../store/contracts/store';
import { messagingProcess } from '../process';
import { STORE_CREDENTIAL, storeChoiceOf } from './store-credential';
import { STORE_PARAMETER, type StoreSetting } from './store-option';

/** Returns the store that the user chose for this node. */
export async function chosenStore(context: IExecuteFunctions): Promise<Store> {
	const setting = context.getNodeParameter(STORE_PARAMETER, 0, 'default') as StoreSetting;
	refuseStoreUnlikeTriggers(context, setting);
	return await storeOf(context, setting);
}

/** Does the same as `chosenStore`, while the node's panel is open. */
export async function chosenStoreInForm(context: ILoadOptionsFunctions): Promise<Store> {
	const setting = context.getCurrentNodeParameter(STORE_PARAMETER) ?? 'default';
	return await storeOf(context, setting as StoreSetting);
}

async function storeOf(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	setting: StoreSetting,
): Promise<Store> {
	if (setting !== 'credential') return await messagingProcess().stores.open();
	return await messagingProcess().stores.open(
		storeChoiceOf(await context.getCredentials(STORE_CREDENTIAL)),
	);
}

/**
 * Refuses a store in which the trigger does not record consents and windows. n8n shows a node the parameters of the
 * nodes before it but not their credentials, so two credentials cannot be told apart.
 */
function refuseStoreUnlikeTriggers(context: IExecuteFunctions, setting: StoreSetting): void {
	const { name } = context.getNode();
	const other = context
		.getParentNodes(name, { includeNodeParameters: true })
		.filter(({ type, disabled }) => type.endsWith('.businessMessagingTrigger') && !disabled)
		.find(({ parameters }) => settingIn(parameters?.options) !== setting);
	if (other === undefined) return;
	throw new NodeOperationError(
		context.getNode(),
		`"${name}" and "${other.name}" use different conversation stores`,
		{
			description:
				'This node would not know the consents and windows of the customers who write to the trigger. Choose the same under Options > Conversation Store in both nodes.',
		},
	);
}

function settingIn(options: unknown): StoreSetting {
	const given = typeof options === 'object' && options !== null ? options : {};
	return 'conversationStore' in given && given.conversationStore === 'credential'
		? 'credential'
		: 'default';
}
