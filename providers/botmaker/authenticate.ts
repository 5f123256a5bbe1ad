import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Checks the token that proves a delivery, because Botmaker signs nothing. The user enters the token beside the
 * webhook's URL in Botmaker's console, and Botmaker repeats it in the header `auth-bm-token`
 * (docs/facts/botmaker.md#webhook-authentication). Nothing else keeps an attacker from writing as a customer.
 */

const TOKEN_HEADER = 'auth-bm-token';

/** Accepts a request that carries `secrets.webhookToken`. If the credential has none, every request is refused. */
export function authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult {
	const expected = secrets.webhookToken?.trim();
	if (!expected) {
		return refused(
			'The credential has no Webhook Token, so requests cannot be verified. Enter the same token there and next to the URL in Botmaker, under Integrations > Webhooks.',
		);
	}
	const given = request.headers[TOKEN_HEADER];
	if (given === undefined || given.trim() === '') {
		return refused(
			'The request carries no auth-bm-token. In Botmaker, under Integrations > Webhooks, enter the Webhook Token of the credential as the security token.',
		);
	}
	return isSameText(given.trim(), expected)
		? { ok: true }
		: refused(
				'The auth-bm-token is not the Webhook Token of the credential. Either the request is not from Botmaker, or the two tokens differ.',
			);
}

function refused(reason: string): AuthenticationResult {
	return { ok: false, reason };
}
