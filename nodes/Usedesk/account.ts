import type { IAllExecuteFunctions } from 'n8n-workflow';

import { trimEnd } from '../../messaging/trim-end';
import { splitCredential } from '../ports/provider-credentials';

/** Account of Usedesk: its credential, its API address, and its secrets. */

export const CREDENTIAL_TYPE = 'businessMessagingUsedeskApi';

/** Expression for the declarative part. Equal to `readAccount`, which a test checks. */
export const BASE_URL_EXPRESSION =
	'={{ ($credentials.server === "own" ? $credentials.baseUrl : $credentials.server).trim().replace(/\\/+$/, "") }}';

export interface UsedeskAccount {
	/** API address without a slash at its end. */
	baseUrl: string;
	companyId: string;
	/** Secret key: authenticates requests. Usedesk usually sends it back as `secret`. */
	apiToken: string;
	/** Value that some versions of Usedesk send as `secret`; empty if the user left it empty. */
	applicationId: string;
	/** Token that the address in Usedesk must carry as `?token=`; empty if the user chose none. */
	addressToken: string;
}

/**
 * Reads the account.
 *
 * @throws n8n's error when the node has no credential
 */
export async function readAccount(context: IAllExecuteFunctions): Promise<UsedeskAccount> {
	const { account, secrets } = splitCredential(await context.getCredentials(CREDENTIAL_TYPE));
	const { server = '', companyId = '', applicationId = '' } = account;
	return {
		baseUrl: server === 'own' ? account.baseUrl : trimEnd(server, /\//),
		companyId,
		applicationId,
		apiToken: secrets.apiToken ?? '',
		addressToken: secrets.addressToken ?? '',
	};
}

/** Removes the secrets of the account from a text that came from outside. */
export function withoutSecrets(text: string, account: UsedeskAccount): string {
	return [account.apiToken, account.addressToken]
		.filter((secret) => secret !== '')
		.reduce((safe, secret) => safe.replaceAll(secret, '•••'), text);
}
