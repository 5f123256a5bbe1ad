import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Botmaker signs nothing. It repeats a token that the user entered beside the webhook's URL in Botmaker's console, in
 * the header `auth-bm-token` (docs/facts/botmaker.md#webhook-authentication). Only this token keeps strangers from
 * writing as customers.
 */

const TOKEN_HEADER = 'auth-bm-token';

/** Accepts a request that carries `secrets.webhookToken`. Without one in the credential nothing is accepted. */
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
