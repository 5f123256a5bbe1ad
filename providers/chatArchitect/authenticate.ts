import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Checks the token that proves a delivery, because neither ChatArchitect nor Gupshup signs what it sends
 * (docs/facts/chat-architect.md#webhook-addresses). The registered address carries a random token, and a request
 * without it is refused.
 */

/** Query parameter that carries the token. */
export const TOKEN_PARAMETER = 'token';

/** Shortest token that the user may choose for a webhook set up by hand. */
export const SHORTEST_TOKEN_CHARACTERS = 16;

/** Accepts a request whose address carries `secrets.webhookToken`. Without such a secret every request is refused. */
export function authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult {
	const expected = secrets.webhookToken?.trim() ?? '';
	if (expected === '') return refused('This trigger has no webhook token yet.');
	if (expected.length < SHORTEST_TOKEN_CHARACTERS) {
		return refused(
			`The Webhook Token in the credential is shorter than ${SHORTEST_TOKEN_CHARACTERS} characters, so it could be guessed. Choose a longer one.`,
		);
	}
	const given = request.query[TOKEN_PARAMETER] ?? '';
	if (given === '') {
		return refused(
			`The address that was called carries no "?${TOKEN_PARAMETER}=…", so it is not the one that this trigger registers.`,
		);
	}
	return isSameText(given, expected)
		? { ok: true }
		: refused(
				'The token in the address is not the one of this trigger. Publish the workflow again to register the right address.',
			);
}

function refused(reason: string): AuthenticationResult {
	return { ok: false, reason };
}
