import type { HttpRequest } from '../../messaging/http';
import type { Account } from '../../messaging/provider';

/**
 * ChatArchitect's API (docs/facts/chat-architect.md#connection): one address, always POST, always JSON, always with the
 * channel in the body. The Basic authorization, which the credential adds, identifies the app.
 */

export type ApiPath = 'whatsappmessage' | 'getHSM' | 'submit_template' | 'webhook';

/** Builds a request with `channel` before the given fields. */
export function apiRequest(account: Account, path: ApiPath, fields: object): HttpRequest {
	return {
		method: 'POST',
		url: `${account.baseUrl}/${path}`,
		json: { channel: 'whatsapp', ...fields },
	};
}

/**
 * Returns the app's own number as `destination`, as in ChatArchitect's samples of requests that send nothing to a
 * customer. Its newer code omits it, so it is only sent when the credential contains it.
 */
export function ownNumber(account: Account): { destination?: string } {
	const digits = (account.phone ?? '').replace(/\D/g, '');
	return digits === '' ? {} : { destination: digits };
}
