import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Botmaker signs nothing. It repeats a word that the user entered beside the webhook's URL in Botmaker's console, in
 * the header `auth-bm-token` (docs/facts/botmaker.md#webhook-authentication). The word is all that keeps strangers from
 * writing as customers.
 */

const TOKEN_HEADER = 'auth-bm-token';

/** Accepts what carries `secrets.webhookToken`. Without one in the credential nothing can be accepted. */
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
				'The auth-bm-token is not the Webhook Token of the credential. Either the request is not from Botmaker, or the two words differ.',
			);
}

function refused(reason: string): AuthenticationResult {
	return { ok: false, reason };
}
