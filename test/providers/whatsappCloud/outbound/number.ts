import type { HttpResponse, HttpResult } from '../../../../messaging/http';
import type { Account, Sender } from '../../../../messaging/provider';

/** An invented business number and its answers. */

export const ACCOUNT: Account = {
	baseUrl: 'https://graph.facebook.com',
	businessAccountId: '209900000000001',
	appId: '300000000000001',
};

export const NUMBER: Sender = { id: '106540000000001', channel: 'whatsapp', account: ACCOUNT };

export function answer(body: unknown, more: Partial<HttpResponse> = {}): HttpResult {
	return { ok: true, status: 200, headers: {}, body, ...more };
}
