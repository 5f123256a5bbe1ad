import fc from 'fast-check';

import type { InboundRequest } from '../../../../messaging/inbound-request';
import { handshake } from '../../../../providers/whatsappCloud/handshake';
import { delivery } from '../../../fixtures/inbound';

const SECRETS = { verifyToken: 'invented-verify-token' };
const asked = (query: Record<string, string>, method = 'GET'): InboundRequest => ({
	...delivery(undefined, { rawBody: Buffer.alloc(0) }),
	method,
	query,
});
const question = (more: Record<string, string> = {}) =>
	asked({
		'hub.mode': 'subscribe',
		'hub.verify_token': 'invented-verify-token',
		'hub.challenge': '1158201444',
		...more,
	});

describe('whatsappCloud: handshake', () => {
	it('repeats the challenge as plain text when the verify token is right', () => {
		expect(handshake(question(), SECRETS)).toEqual({
			status: 200,
			contentType: 'text/plain; charset=utf-8',
			body: '1158201444',
		});
	});

	it.each(['', 'invented-verify-toke', 'invented-verify-token ', 'INVENTED-VERIFY-TOKEN'])(
		'refuses the verify token %j',
		(token) => {
			const reply = handshake(question({ 'hub.verify_token': token }), SECRETS);
			expect(reply?.status).toBe(403);
			expect(reply?.body).not.toContain('1158201444');
		},
	);

	it.each([{}, { verifyToken: '' }])('refuses every request while the token is %j', (secrets) => {
		expect(handshake(question({ 'hub.verify_token': '' }), secrets)?.status).toBe(403);
	});

	it('refuses another mode', () => {
		expect(handshake(question({ 'hub.mode': 'unsubscribe' }), SECRETS)?.status).toBe(403);
	});

	it('refuses a request without one of the parameters', () => {
		for (const name of ['hub.mode', 'hub.verify_token', 'hub.challenge']) {
			const query = { ...question().query };
			delete query[name];
			expect(handshake(asked(query), SECRETS)?.status).toBe(403);
		}
	});

	it('ignores a request without any parameter of Meta, and a POST', () => {
		expect(handshake(asked({}), SECRETS)).toBeUndefined();
		expect(handshake(asked(question().query, 'POST'), SECRETS)).toBeUndefined();
	});

	it.each(['', '<script>alert(1)</script>', 'a b', '"', 'a\r\nb', '1'.repeat(257), 'é'])(
		'never repeats the challenge %j',
		(challenge) => {
			const reply = handshake(question({ 'hub.challenge': challenge }), SECRETS);
			expect(reply?.status).toBe(403);
			if (challenge !== '') expect(reply?.body).not.toContain(challenge);
		},
	);

	it('never answers with text that a browser could read as HTML, nor with the token', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (challenge, knows) => {
				const reply = handshake(
					question({
						'hub.challenge': challenge,
						...(knows ? {} : { 'hub.verify_token': challenge }),
					}),
					SECRETS,
				);
				expect(reply?.contentType).toBe('text/plain; charset=utf-8');
				expect(reply?.body).toMatch(/^[A-Za-z0-9_.~= -]+$/);
				expect(reply?.body).not.toContain(SECRETS.verifyToken);
			}),
		);
	});
});
