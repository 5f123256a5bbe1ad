import { createHmac, timingSafeEqual } from 'node:crypto';

import type { InboundRequest } from '../messaging/inbound-request';

/**
 * Distinguishes the page's own requests from those of another website in the same browser. Every answer of n8n allows
 * every origin, so the page has a token that no other website can read. The header with the token makes browsers send a
 * preflight request.
 */

/** Name of the header, in lower case. */
export const PAGE_TOKEN_HEADER = 'x-simulator-page';

/** Returns the token of a business's page: the same at every start, and another one in every installation. */
export function pageToken(installationSecret: string, businessId: string): string {
	return createHmac('sha256', installationSecret)
		.update(JSON.stringify(['simulator page', businessId]))
		.digest('base64url');
}

/**
 * Returns whether a POST comes from the page or from a program that has the link. A browser names the origin of every
 * POST, and its own page must prove itself by the token. Programs send neither origin nor fetch metadata.
 */
export function isFromPageOrProgram(
	{ headers }: Pick<InboundRequest, 'headers'>,
	token: string,
): boolean {
	if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) return true;
	const given = Buffer.from(headers[PAGE_TOKEN_HEADER] ?? '');
	const expected = Buffer.from(token);
	return given.length === expected.length && timingSafeEqual(given, expected);
}
