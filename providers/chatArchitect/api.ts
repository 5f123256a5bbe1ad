import type { HttpRequest } from '../../messaging/http';
import type { Account } from '../../messaging/provider';

/**
 * ChatArchitect's API (docs/facts/chat-architect.md#connection): one address, always POST, always JSON, always with the
 * channel in the body. Who is asking stands in the Basic authorization, which the credential adds.
 */

export type ApiPath = 'whatsappmessage' | 'getHSM' | 'submit_template' | 'webhook';

/** A request with `channel` in front of the given fields. */
export function apiRequest(account: Account, path: ApiPath, fields: object): HttpRequest {
	return {
		method: 'POST',
		url: `${account.baseUrl}/${path}`,
		json: { channel: 'whatsapp', ...fields },
	};
}

/**
 * The app's own number as `destination`, as in ChatArchitect's samples of calls that go to no customer. Its newer code
 * leaves it out, so it is only given when the credential names it.
 */
export function ownNumber(account: Account): { destination?: string } {
	const digits = (account.phone ?? '').replace(/\D/g, '');
	return digits === '' ? {} : { destination: digits };
}
