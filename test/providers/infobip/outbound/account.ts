import type { Http, HttpRequest, HttpResponse, HttpResult } from '../../../../messaging/http';
import type { Account, Recipient, Sender } from '../../../../messaging/provider';
import type { Channel } from '../../../../messaging/provider-names';

/** An invented account, its senders, and a network that answers from a list. */

export const BASE_URL = 'https://padaria.api.infobip.com';
export const ACCOUNT: Account = { baseUrl: BASE_URL };
export const MARTA: Recipient = { id: '+5511988880001' };

const SENDERS: Partial<Record<Channel, string>> = {
	whatsapp: '551140000000',
	viber: 'PadariaSol',
	sms: 'PadariaSol',
};

export function senderOn(channel: Channel, account: Account = ACCOUNT): Sender {
	return { id: SENDERS[channel] ?? '', channel, account };
}

/** The path of a request, as the documents write it. */
export function pathOf({ url }: HttpRequest): string {
	return new URL(url).pathname;
}

export function answer(body: unknown, more: Partial<HttpResponse> = {}): HttpResult {
	return { ok: true, status: 200, headers: {}, body, ...more };
}

export function refusal(status: number, body: unknown): HttpResult {
	return { ok: false, failure: { kind: 'refused', status, headers: {}, body } };
}

export function exception(messageId: string, text = 'Text of Infobip'): unknown {
	return { requestError: { serviceException: { messageId, text } } };
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
