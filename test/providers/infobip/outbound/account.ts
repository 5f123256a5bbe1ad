import type { HttpRequest, HttpResponse, HttpResult } from '../../../../messaging/http';
import type { Account, Recipient, Sender } from '../../../../messaging/provider';
import type { Channel } from '../../../../messaging/provider-names';

/** An invented account, its senders and its answers. */

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

/** Returns the path of a request, as the documents write it. */
export function pathOf({ url }: HttpRequest): string {
	return new URL(url).pathname;
}

export function answer(body: unknown, more: Partial<HttpResponse> = {}): HttpResult {
	return { ok: true, status: 200, headers: {}, body, ...more };
}

export function exception(messageId: string, text = 'Text of Infobip'): unknown {
	return { requestError: { serviceException: { messageId, text } } };
}
