import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { asRepeatable } from '../../../messaging/error';
import type { ProviderAdapter, Template } from '../../../messaging/provider';
import type { Provider } from '../../../messaging/provider-names';
import { providers } from '../../../providers';
import { chosenStoreInForm } from '../../ports/chosen-store';
import { errorWithRemedy } from '../../ports/error-with-remedy';
import { CREDENTIAL_TYPES, splitCredential } from '../../ports/provider-credentials';
import { providerHttp } from '../../ports/provider-http';

/** Returns every template of the account. Throws a refusal, so that the panel shows it instead of an empty list. */
export async function accountTemplates(context: ILoadOptionsFunctions): Promise<Template[]> {
	const provider = context.getCurrentNodeParameter('provider') as Provider;
	const adapter: ProviderAdapter = providers[provider];
	if (adapter.templates === undefined) return [];
	const type = CREDENTIAL_TYPES[provider];
	const credential = type === undefined ? undefined : await context.getCredentials(type);
	const http = providerHttp(context, type, await chosenStoreInForm(context));
	const listed = await adapter.templates.list(splitCredential(credential).account, http);
	if (listed.ok) return listed.value;
	throw errorWithRemedy(context.getNode(), asRepeatable(listed.error));
}
