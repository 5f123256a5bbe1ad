import type { Secrets } from '../../messaging/inbound-request';
import type { Account } from '../../messaging/provider';

/** The account that a trigger's credential opens. */
export interface TriggerAccount {
	account: Account;
	/** Secrets of the credential, and the tokens that the provider must repeat. */
	secrets: Secrets;
	/** Scope of a claim: the same for every trigger of this account. */
	scope: string;
}
