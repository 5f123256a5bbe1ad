import type { Readable } from 'node:stream';

import type { MessagingEvent } from '../messaging/event';
import type { InboundRequest } from '../messaging/inbound-request';

/** An HTTP answer of the Simulator as data. */
export interface PageReply {
	status: number;
	/** Names in lower case; `undefined` removes a header that n8n has set already. */
	headers: Record<string, string | undefined>;
	body: string | Readable;
	/** Events to which the request led. */
	events?: MessagingEvent[];
}

/**
 * Allows only the page to read an answer. Its origin is opaque, which browsers write as `null`. n8n allows the origin
 * of every request before it calls the node, and that has to be revoked.
 */
export function readableByPage({
	headers,
}: Pick<InboundRequest, 'headers'>): Record<string, string | undefined> {
	return { 'access-control-allow-origin': headers.origin === 'null' ? 'null' : undefined };
}

/** Allows no website to read an answer. */
export const readableByNoSite = { 'access-control-allow-origin': undefined };

/** Returns an answer in JSON, for the page. */
export function jsonReply(
	request: Pick<InboundRequest, 'headers'>,
	status: number,
	json: unknown,
): PageReply {
	return {
		status,
		headers: {
			...readableByPage(request),
			'content-type': 'application/json; charset=utf-8',
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		},
		body: JSON.stringify(json),
	};
}
