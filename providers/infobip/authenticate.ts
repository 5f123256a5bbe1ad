import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Checks the token that proves a delivery, because Infobip signs nothing by default. Each way of registering an address
 * has a place for a secret token. A subscription has a header in its profile. The forwarding address of a number has no
 * headers, so its query carries the token. An address that was set by hand may have the password of a Basic login
 * (docs/facts/infobip.md#webhook-addresses and docs/facts/infobip.md#webhook-authentication).
 */

/** Header of the profile of a subscription. */
export const TOKEN_HEADER = 'x-business-messaging-token';
/** Query parameter of an address that has no headers. */
export const TOKEN_PARAMETER = 'token';

/** Accepts a request that carries `secrets.webhookToken`. Without such a token every request is refused. */
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
	// All are compared, so that the time does not reveal which one was right.
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
