import type { HttpRequest, HttpResponse, HttpResult, Http } from '../../../../messaging/http';
import type { Account, Sender } from '../../../../messaging/provider';

/** An invented business number and a network that answers from a list. */

export const ACCOUNT: Account = {
	baseUrl: 'https://graph.facebook.com',
	businessAccountId: '209900000000001',
	appId: '300000000000001',
};

export const NUMBER: Sender = { id: '106540000000001', channel: 'whatsapp', account: ACCOUNT };

export function answer(body: unknown, more: Partial<HttpResponse> = {}): HttpResult {
	return { ok: true, status: 200, headers: {}, body, ...more };
}

export function refusal(status: number, body: unknown): HttpResult {
	return { ok: false, failure: { kind: 'refused', status, headers: {}, body } };
}

/** Answers one after the other and keeps what was asked; asking for more than there are answers is a fault. */
export function network(...answers: HttpResult[]): { http: Http; requests: HttpRequest[] } {
	const requests: HttpRequest[] = [];
	const left = [...answers];
	return {
		requests,
		http: (request) => {
			requests.push(request);
			const next = left.shift();
			return next
				? Promise.resolve(next)
				: Promise.reject(new Error(`An unexpected request: ${request.method} ${request.url}`));
		},
	};
}
