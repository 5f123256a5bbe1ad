import { isSameText } from '../../messaging/constant-time';
import type { HandshakeReply, InboundRequest, Secrets } from '../../messaging/inbound-request';

/**
 * Answers Meta's handshake. Before Meta accepts an address, it sends a GET request with `hub.challenge` and the verify
 * token (docs/facts/whatsapp-cloud.md#verification-and-signature). Such a challenge is not authenticated. So it is
 * returned only as plain text, and only if it has no characters with a meaning in HTML.
 */

const CHALLENGE = /^[A-Za-z0-9_.~-]{1,256}$/;
const PLAIN_TEXT = 'text/plain; charset=utf-8';

/**
 * Returns the answer: 403 when the token is wrong, absent or was never set; `undefined` when the request is no
 * handshake.
 */
export function handshake(request: InboundRequest, secrets: Secrets): HandshakeReply | undefined {
	const isHandshake = Object.keys(request.query).some((name) => name.startsWith('hub.'));
	if (request.method !== 'GET' || !isHandshake) return undefined;
	const mode = request.query['hub.mode'];
	if (mode !== 'subscribe') return forbidden('Only hub.mode=subscribe is known here.');
	const expected = secrets.verifyToken ?? '';
	const given = request.query['hub.verify_token'] ?? '';
	if (expected === '' || !isSameText(given, expected)) {
		return forbidden('The verify token is not the one of this address.');
	}
	const challenge = request.query['hub.challenge'] ?? '';
	if (!CHALLENGE.test(challenge)) return forbidden('The challenge cannot be repeated safely.');
	return { status: 200, contentType: PLAIN_TEXT, body: challenge };
}

function forbidden(body: string): HandshakeReply {
	return { status: 403, contentType: PLAIN_TEXT, body };
}
