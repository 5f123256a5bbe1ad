import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Checks the token that proves a delivery, because Blip signs nothing (docs/facts/blip.md#http-bot). The user enters
 * the token in Blip: as a header of their choice, or at the end of the address. It is found in `secrets.webhookToken`.
 */

export const TOKEN_HEADER = 'x-webhook-token';
export const TOKEN_PARAMETER = 'token';

/** Accepts a request that carries the token anywhere. An `Authorization` beside it may be Blip's own OAuth. */
export function authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult {
	const expected = secrets.webhookToken?.trim();
	if (!expected) {
		return refused('The credential has no Webhook Token, so the sender cannot be verified.');
	}
	const given = [
		request.headers[TOKEN_HEADER],
		bearer(request.headers.authorization),
		request.query[TOKEN_PARAMETER],
	].filter((token) => token !== undefined);
	if (given.length === 0) {
		return refused(
			`The request carries no token. In Blip, add the header ${TOKEN_HEADER} with the Webhook Token of the credential, or ?${TOKEN_PARAMETER}= and the token to the address.`,
		);
	}
	const matches = given.map((token) => isSameText(token.trim(), expected));
	return matches.includes(true)
		? { ok: true }
		: refused(
				'The token of the request is not the Webhook Token of the credential. Enter the same token in both places.',
			);
}

function bearer(header: string | undefined): string | undefined {
	return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
}

function refused(reason: string): AuthenticationResult {
	return { ok: false, reason };
}
