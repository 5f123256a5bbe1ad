import type { IExecuteFunctions } from 'n8n-workflow';

import type { Http } from '../../messaging/http';
import { countryOf } from '../../messaging/phone';
import type { Account, ProviderAdapter, Recipient, Sender } from '../../messaging/provider';
import { IS_SIMULATED, type Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import type { Store } from '../../store/contracts/store';
import { chosenStore } from '../ports/chosen-store';
import { CREDENTIAL_TYPES, splitCredential } from '../ports/provider-credentials';
import { clockOf, providerHttp } from '../ports/provider-http';
import { identifyRun, type RunIdentity } from './send-identity';

/** Provider, credential, store and network of one run, shared by its items. */
export interface Session {
	adapter: ProviderAdapter;
	account: Account;
	store: Store;
	http: Http;
	/** Returns the clock of the item's business: real time, or the Simulator's. */
	clock(businessId: string): Promise<() => Date>;
	/**
	 * Returns the ISO 3166-1 alpha-2 country of a business, for numbers without country code; `undefined` when it is
	 * unknown.
	 */
	country(businessId: string): Promise<string | undefined>;
	/** Customers and businesses that were read before the first send, by item. */
	endsAhead: Map<number, KnownEnds>;
	/** Numbers of earlier items to the same customer for the same event, by the item of a send. */
	earlierItems: readonly number[];
	/** Returns the identity of this run, by which repeats of its sends are recognised. */
	run(): Promise<RunIdentity | undefined>;
	/** Sentences to show above the output when the run ends, each once. */
	hints: Set<string>;
}

/** The customer and the business of an item. */
export interface KnownEnds {
	ok: true;
	from: Sender;
	to: Recipient;
	/** The customer as typed. */
	typed: string;
}

export async function openSession(context: IExecuteFunctions): Promise<Session> {
	const provider = context.getNodeParameter('provider', 0) as Provider;
	const type = CREDENTIAL_TYPES[provider];
	const credential = type === undefined ? undefined : await context.getCredentials(type);
	const store = await chosenStore(context);
	const adapter = providers[provider];
	const clocks = new Map<string, Promise<() => Date>>();
	let run: Promise<RunIdentity | undefined> | undefined;
	const countries = new Map<string, Promise<string | undefined>>();
	return {
		adapter,
		account: splitCredential(credential).account,
		store,
		http: providerHttp(context, type, store),
		clock(businessId) {
			const known = clocks.get(businessId) ?? clockOf(IS_SIMULATED[provider], store, businessId);
			clocks.set(businessId, known);
			return known;
		},
		country(businessId) {
			const known = countries.get(businessId) ?? countryOfBusiness(adapter, store, businessId);
			countries.set(businessId, known);
			return known;
		},
		run() {
			run ??= identifyRun(context);
			return run;
		},
		endsAhead: new Map(),
		earlierItems: [],
		hints: new Set(),
	};
}

async function countryOfBusiness(
	adapter: ProviderAdapter,
	store: Store,
	businessId: string,
): Promise<string | undefined> {
	const phone =
		adapter.phoneOfBusiness?.(businessId) ??
		(await store.businesses.phoneOf(adapter.name, businessId));
	return phone === undefined ? undefined : countryOf(phone);
}
