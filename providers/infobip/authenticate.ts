import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Infobip signs nothing by default. Each way of registering an address has a place for a secret token, and the request
 * must repeat it: a header of the subscription's profile, the query of a number's forwarding address (it has no place
 * for headers), or the password of a Basic login that was set by hand (docs/facts/infobip.md#webhook-addresses and
 * docs/facts/infobip.md#webhook-authentication).
 */

/** Set on the profile of a subscription. */
export const TOKEN_HEADER = 'x-business-messaging-token';
/** Part of an address that takes no headers. */
export const TOKEN_PARAMETER = 'token';

/** Accepts a request that carries `secrets.webhookToken`. Without such a token everything is refused. */
export function authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult {
	const expected = secrets.webhookToken?.trim();
	if (!expected)
		return refused('There is no webhook token to compare with, so every request is refused.');
	const given = [
		request.headers[TOKEN_HEADER],
		request.query[TOKEN_PARAMETER],
		basicPassword(request.headers.authorization),
	].filter((token) => token !== undefined && token !== '');
	if (given.length === 0) return refused('The request carries no webhook token.');
	// All are compared, so that the time tells nothing about which one was right.
	const matches = given.map((token) => isSameText(token ?? '', expected));
	return matches.includes(true)
		? { ok: true }
		: refused(
				'The webhook token of the request is wrong. Either it is not from Infobip, or the address was registered by another trigger.',
			);
}

function basicPassword(authorization: string | undefined): string | undefined {
	const encoded = /^Basic\s+([\w+/=-]+)\s*$/i.exec(authorization ?? '')?.[1];
	if (encoded === undefined) return undefined;
	const login = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = login.indexOf(':');
	return colon === -1 ? undefined : login.slice(colon + 1);
}

function refused(reason: string): AuthenticationResult {
	return { ok: false, reason };
}
