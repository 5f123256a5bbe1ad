import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { ProviderAdapter } from '../../../messaging/provider';
import type { RedirectKind } from '../../../messaging/redirect-target';
import type { Provider } from '../../../messaging/provider-names';
import { foldText } from '../../../messaging/text-folding';
import { providers } from '../../../providers';
import { chosenStoreInForm } from '../../ports/chosen-store';
import { errorWithRemedy } from '../../ports/error-with-remedy';
import { CREDENTIAL_TYPES, splitCredential } from '../../ports/provider-credentials';
import { providerHttp } from '../../ports/provider-http';

/**
 * Lists the provider's own services, teams or agents. Empty where it has none: they are then entered by name. Throws a
 * refusal, so that the panel shows it instead of an empty list.
 */
export async function listTargets(
	context: ILoadOptionsFunctions,
	kind: RedirectKind,
	filter = '',
): Promise<INodeListSearchResult> {
	const provider = context.getCurrentNodeParameter('provider') as Provider;
	const adapter: ProviderAdapter = providers[provider];
	const [channel] = adapter.channels;
	if (adapter.redirect?.services === undefined || channel === undefined) return { results: [] };
	const type = CREDENTIAL_TYPES[provider];
	const credential = type === undefined ? undefined : await context.getCredentials(type);
	const { account } = splitCredential(credential);
	const http = providerHttp(context, type, await chosenStoreInForm(context));
	const listed = await adapter.redirect.services({ id: '', channel, account }, http);
	if (!listed.ok) throw errorWithRemedy(context.getNode(), listed.error);
	const wanted = foldText(filter);
	return {
		results: listed.value
			.filter((service) => service.kind === undefined || service.kind === kind)
			.filter(({ label }) => foldText(label).includes(wanted))
			.map(({ id, label, name = id, status }) => ({
				name: label,
				value: name,
				...(status !== undefined && { description: status }),
			})),
	};
}
