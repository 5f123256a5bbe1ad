import type { Provider } from '../../messaging/provider-names';

export interface Businesses {
	/** Returns the phone number (E.164) of a business, as its events state it. */
	phoneOf(provider: Provider, businessId: string): Promise<string | undefined>;
}
