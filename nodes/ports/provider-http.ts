import type { IAllExecuteFunctions } from 'n8n-workflow';

import type { Http } from '../../messaging/http';
import { deliverToSimulator } from '../../simulator/deliver';
import { simulatedNow } from '../../simulator/clock';
import type { Store } from '../../store/contracts/store';
import { n8nHttp } from './n8n-http';

/**
 * Returns the HTTP port for a provider. A request to `simulator:` stays in this process; all others go through n8n's
 * helper with the provider's credential.
 */
export function providerHttp(
	context: IAllExecuteFunctions,
	credentialType: string | undefined,
	store: Store,
): Http {
	const outside = credentialType === undefined ? unreachable : n8nHttp(context, credentialType);
	return async (request) =>
		request.url.startsWith('simulator:')
			? await deliverToSimulator(request, { store, now: new Date() })
			: await outside(request);
}

const unreachable: Http = async () => ({
	ok: false,
	failure: { kind: 'unreachable', beforeSending: true, detail: 'no credential' },
});

/** Returns the clock of this provider: real time, or the moved clock of a simulated business. */
export async function clockOf(
	isSimulated: boolean,
	store: Store,
	businessId: string,
): Promise<() => Date> {
	if (!isSimulated) return () => new Date();
	const offset = (await simulatedNow(store, businessId, new Date())).getTime() - Date.now();
	return () => new Date(Date.now() + offset);
}
