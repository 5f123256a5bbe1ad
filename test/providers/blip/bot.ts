import type { HttpRequest, HttpResult } from '../../../messaging/http';
import type { Account, Sender } from '../../../messaging/provider';

/** An invented bot, its ends and its answers. */

export const ACCOUNT: Account = { baseUrl: 'https://acme.http.msging.net', botId: 'acmerouter' };
export const ROUTER: Sender = {
	id: 'acmerouter@msging.net',
	channel: 'whatsapp',
	account: ACCOUNT,
};
export const SUBBOT: Sender = {
	id: 'acmesub@msging.net',
	channel: 'whatsapp',
	account: { ...ACCOUNT, botId: 'acmesub' },
};
export const MARTA = '5511988880001@wa.gw.msging.net';
export const TUNNEL = '0b7a5c1e-0000-4000-8000-000000000001@tunnel.msging.net';

export function answer(body: unknown, status = 200): HttpResult {
	return { ok: true, status, headers: {}, body };
}

export function success(resource?: unknown, to = 'acmerouter@msging.net/#x'): HttpResult {
	return answer({ id: '1', to, method: 'get', status: 'success', resource });
}

export function failure(code: number, description = 'invented'): HttpResult {
	return answer({ id: '1', method: 'get', status: 'failure', reason: { code, description } });
}

/** Returns the requests without their random ids. */
export function asked(requests: readonly HttpRequest[]): unknown[] {
	return requests.map(({ url, json }) => {
		const { id: _id, ...rest } = (json ?? {}) as Record<string, unknown>;
		return { path: new URL(url).pathname, ...rest };
	});
}
