import type { Provider } from './provider-names';

/**
 * Returns the name of an account in the store, within which an event is recorded once.
 *
 * @param id the provider's own id of the account; where it has none, one that all its listeners share
 */
export function accountScope(provider: Provider, id: string): string {
	return `account:${provider}:${id}`;
}
