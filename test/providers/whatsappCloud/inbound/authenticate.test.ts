import { createHmac } from 'node:crypto';

import { authenticate } from '../../../../providers/whatsappCloud/authenticate';
import { delivery } from '../../../fixtures/inbound';

const BODY = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
const signature = (secret: string) =>
	`sha256=${createHmac('sha256', secret).update(BODY).digest('hex')}`;
const request = (header?: string) =>
	delivery(undefined, {
		rawBody: BODY,
		headers: header === undefined ? {} : { 'x-hub-signature-256': header },
	});

describe('whatsappCloud: authenticate', () => {
	it('accepts the previous secret beside the present one while it is being rotated', () => {
		const secrets = { appSecret: 'new-secret', previousAppSecret: 'old-secret' };
		expect(authenticate(request(signature('new-secret')), secrets)).toEqual({ ok: true });
		expect(authenticate(request(signature('old-secret')), secrets)).toEqual({ ok: true });
		expect(authenticate(request(signature('older-secret')), secrets).ok).toBe(false);
	});

	it('ignores an empty previous secret', () => {
		const secrets = { appSecret: 'new-secret', previousAppSecret: ' ' };
		expect(authenticate(request(signature('')), secrets).ok).toBe(false);
		expect(authenticate(request(signature(' ')), secrets).ok).toBe(false);
		expect(authenticate(request(signature('new-secret')), secrets).ok).toBe(true);
	});

	it('ignores spaces around a pasted secret, and the case of the signature', () => {
		const header = signature('s3cret').replace(/[a-f0-9]{64}/, (hex) => hex.toUpperCase());
		expect(authenticate(request(header), { appSecret: ' s3cret\n' })).toEqual({ ok: true });
	});

	it.each([undefined, '', '  '])('refuses everything while the app secret is %j', (appSecret) => {
		const secrets = { appSecret, previousAppSecret: 'old-secret' };
		expect(authenticate(request(signature('old-secret')), secrets)).toEqual({
			ok: false,
			reason: expect.stringContaining('no app secret') as unknown,
		});
	});

	it.each([
		['no header', undefined, 'not signed'],
		['an empty header', '', 'cannot be read'],
		['the older SHA-1 form', 'sha1=0123456789012345678901234567890123456789', 'cannot be read'],
		['a signature cut short', signature('s3cret').slice(0, -1), 'cannot be read'],
		['two signatures', `${signature('s3cret')},${signature('s3cret')}`, 'cannot be read'],
		['another signature', signature('forged'), 'does not match'],
	])('gives the reason why it refuses %s', (_name, header, reason) => {
		const result = authenticate(request(header), { appSecret: 's3cret' });
		expect(result).toEqual({ ok: false, reason: expect.stringContaining(reason) as unknown });
		expect(JSON.stringify(result)).not.toContain('s3cret');
	});
});
