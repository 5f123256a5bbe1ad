import { createHmac } from 'node:crypto';

import { isSameText } from '../../messaging/constant-time';
import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Checks Meta's signature of every delivery: `X-Hub-Signature-256: sha256=<hex>`, the HMAC-SHA256 of the body under the
 * app secret of the app that owns the subscription (docs/facts/whatsapp-cloud.md#verification-and-signature). It is
 * computed over the received bytes only. JSON that was parsed and written again has other spaces and escapes, so a
 * signature over it proves nothing.
 */

const SIGNATURE_HEADER = 'x-hub-signature-256';
const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/**
 * Accepts a body that is signed with `secrets.appSecret` or, while a secret is being rotated, with
 * `secrets.previousAppSecret`. Without an app secret everything is refused: an address that accepts unsigned events
 * would let anyone write as any customer. The signature contains no time, so a repeat passes here and is dropped by its
 * id.
 */
export function authenticate(request: InboundRequest, secrets: Secrets): AuthenticationResult {
	const appSecret = secrets.appSecret?.trim();
	if (!appSecret) {
		return refused(
			'The credential has no app secret, so requests cannot be verified. Copy it from App Dashboard > App Settings > Basic.',
		);
	}
	const header = request.headers[SIGNATURE_HEADER];
	if (header === undefined) return refused('The request is not signed (no X-Hub-Signature-256).');
	const signature = SIGNATURE.exec(header.trim())?.[1]?.toLowerCase();
	if (signature === undefined) return refused('The signature of the request cannot be read.');

	const keys = [appSecret, secrets.previousAppSecret?.trim()].filter((key) => key !== undefined);
	const matches = keys
		.filter((key) => key !== '')
		.map((key) => isSameText(signature, sign(request.rawBody, key)));
	return matches.includes(true)
		? { ok: true }
		: refused(
				'The signature does not match the body. Either the request is not from Meta, or the app secret in the credential belongs to another app.',
			);
}

function sign(rawBody: Buffer, key: string): string {
	return createHmac('sha256', key).update(rawBody).digest('hex');
}

function refused(reason: string): AuthenticationResult {
	return { ok: false, reason };
}
