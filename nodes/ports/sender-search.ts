import { type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import { asRepeatable } from '../../messaging/error';
import { foldText } from '../../messaging/text-folding';
import type { ProviderAdapter } from '../../messaging/provider';
import { IS_SIMULATED, type Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { chosenStoreInForm } from './chosen-store';
import { errorWithRemedy } from './error-with-remedy';
import { n8nHttp } from './n8n-http';
import { CREDENTIAL_TYPES, splitCredential } from './provider-credentials';

/** Lists the numbers, senders or bots that the user may choose from: of the account, or of the Simulator. */
export async function listSenders(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const provider = context.getCurrentNodeParameter('provider') as Provider;
	const choices = IS_SIMULATED[provider]
		? await simulatedBusinesses(context)
		: await accountSenders(context, provider);
	const wanted = foldText(filter);
	return {
		results: choices
			.filter(({ label, id }) => foldText(`${label} ${id}`).includes(wanted))
			.map(({ label, id }) => ({ name: label, value: id })),
	};
}

type Choice = { id: string; label: string };

async function simulatedBusinesses(context: ILoadOptionsFunctions): Promise<Choice[]> {
	const store = await chosenStoreInForm(context);
	const businesses = await store.simulator.businesses();
	return businesses.map(({ id, name }) => ({ id, label: name ?? id }));
}

async function accountSenders(
	context: ILoadOptionsFunctions,
	provider: Provider,
): Promise<Choice[]> {
	const adapter: ProviderAdapter = providers[provider];
	const type = CREDENTIAL_TYPES[provider];
	if (adapter.senders === undefined || type === undefined) return [];
	const { account } = splitCredential(await context.getCredentials(type));
	const listed = await adapter.senders.list(account, n8nHttp(context, type));
	if (listed.ok) return listed.value;
	throw errorWithRemedy(context.getNode(), asRepeatable(listed.error));
}
