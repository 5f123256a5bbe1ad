import type { UsedeskAccount } from '../Usedesk/account';

/**
 * The token in the trigger's address. Usedesk signs nothing, and the `secret` in its bodies may be the application ID,
 * a short number that can be guessed. So the address itself has to prove the sender.
 */

/** Shorter tokens could be guessed. */
export const SHORTEST_TOKEN_CHARACTERS = 16;

const FIRST_VERSION_THAT_DEMANDS = 1.1;

/** Returns whether a version of the node demands the token. Workflows of version 1 keep working without one. */
export function demandsAddressToken(nodeVersion: number): boolean {
	return nodeVersion >= FIRST_VERSION_THAT_DEMANDS;
}

export interface TokenProblem {
	title: string;
	remedy: string;
}

/** Returns the problem of an account's token; `undefined` when it is long enough. */
export function problemOfToken({ addressToken }: UsedeskAccount): TokenProblem | undefined {
	const { length } = addressToken.trim();
	if (length >= SHORTEST_TOKEN_CHARACTERS) return undefined;
	return {
		title:
			length === 0
				? 'The credential has no Webhook Address Token'
				: `The Webhook Address Token has fewer than ${SHORTEST_TOKEN_CHARACTERS} characters`,
		remedy: `Enter a random token of ${SHORTEST_TOKEN_CHARACTERS} characters or more in the credential, and add it to the URL in the API channel of Usedesk as "?token=…".`,
	};
}
