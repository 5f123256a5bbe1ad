import fc from 'fast-check';

import { botmaker } from '../../../providers/botmaker';
import { explainDeliveryFailure } from '../../../providers/botmaker/delivery-failures';
import { redact } from '../../../messaging/redact';

const { explainError, readResponse } = botmaker;

const refused = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
	explainError({ kind: 'refused', status, headers, body });
const v2 = (message: string, type = 'INVALID_REQUEST') => ({ errors: [{ type, message }] });

describe('botmaker: errors', () => {
	it.each([
		[
			'an invalid token',
			refused(401),
			{ code: 'http401', meaning: 'wrongCredential', retry: 'no' },
		],
		['a forbidden call', refused(403), { code: 'http403', retry: 'no' }],
		['an unknown number or chat', refused(404), { code: 'http404', retry: 'no' }],
		[
			'a channel of another account',
			refused(400, v2('The channel does not exist')),
			{ code: 'INVALID_REQUEST', reason: 'The channel does not exist', retry: 'no' },
		],
		['a limit', refused(429), { meaning: 'rateLimited', retry: 'now', retryAfterSeconds: 2 }],
		['a file that is too large', refused(413), { code: 'http413', retry: 'no' }],
		[
			'a closed window of the older API',
			refused(403, { error: { code: 201, message: 'x' } }),
			{ code: '201', meaning: 'windowClosed', retry: 'no' },
		],
		[
			'a closed window in words',
			refused(400, v2('Cannot send outside the 24 hours window')),
			{ meaning: 'windowClosed' },
		],
		['no credit', refused(403, { error: { code: 101, message: 'credit' } }), { code: '101' }],
		[
			'an internal error of Botmaker',
			refused(500, v2('oops')),
			{ retry: 'no', mayHaveBeenSent: true },
		],
		['an odd status', refused(418), { code: 'http418', retry: 'no' }],
	])('explains %s', (_name, error, expected) => {
		expect(error).toMatchObject(expected);
		for (const words of [error.title, error.reason, error.remedy]) expect(words).toMatch(/\w/);
	});

	it('waits as long as Botmaker states', () => {
		expect(refused(429, undefined, { 'retry-after': '7' }).retryAfterSeconds).toBe(7);
		expect(refused(429, undefined, { 'retry-after': 'Sat' }).retryAfterSeconds).toBe(2);
	});

	it('does not retry a message that may have been sent', () => {
		expect(explainError({ kind: 'timeout' })).toMatchObject({ retry: 'no', mayHaveBeenSent: true });
		expect(explainError({ kind: 'unreachable', beforeSending: false, detail: '' })).toMatchObject({
			retry: 'no',
			mayHaveBeenSent: true,
		});
		expect(explainError({ kind: 'unreachable', beforeSending: true, detail: '' })).toMatchObject({
			retry: 'now',
		});
	});

	it('never reports a closed window when the token or the rate is the cause', () => {
		expect(refused(401, v2('24 hours')).meaning).toBe('wrongCredential');
		expect(refused(429, v2('24 hours')).meaning).toBe('rateLimited');
	});

	it('returns a title and a remedy for any failure', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				const error = refused(status, body);
				expect(error.code).toMatch(/^[\w.-]{1,40}$/);
				expect(error.title && error.reason && error.remedy).toBeTruthy();
			}),
		);
	});

	it('shows no token, no address query and no message of a customer', () => {
		const canary = 'eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbiI6ImNhbmFyeSJ9.c2lnbmF0dXJl';
		const words = [
			`token ${canary} refused`,
			`access-token: canary-token-1`,
			`refreshToken=canary-token-2 secretId: canary-token-3`,
			`see https://x.example/a?token=canary-token-4`,
			`message "segredo canary do cliente" not sent`,
		];
		for (const sentence of words) {
			const shown = JSON.stringify(refused(400, v2(sentence)));
			expect(shown).not.toContain('canary');
			expect(shown).not.toContain(canary.slice(0, 20));
		}
		expect(redact('   ')).toBeUndefined();
		expect([...(redact('a b '.repeat(400)) ?? '')]).toHaveLength(301);
	});
});

describe('botmaker: failed deliveries', () => {
	it.each([
		['131047.0', 'windowClosed'],
		['131050', 'optedOut'],
		['error 131056 too fast', 'rateLimited'],
	])('explains %s', (code, meaning) => {
		expect(explainDeliveryFailure(code, undefined)).toMatchObject({ meaning });
	});

	it('reports an unknown number, with a remedy', () => {
		const error = explainDeliveryFailure('131026.0', '131026.0');
		expect(error).toMatchObject({ code: '131026', retry: 'no' });
		expect(error.remedy).toContain('number');
		expect(error.reason).toMatch(/no further explanation/);
	});

	it('returns a title and a remedy for an unknown reason', () => {
		expect(explainDeliveryFailure(undefined, 'the user left')).toMatchObject({
			code: 'deliveryFailed',
			reason: 'the user left',
		});
	});
});

describe('botmaker: answers to a send', () => {
	const answer = (status: number, body?: unknown) => readResponse({ status, headers: {}, body });

	it('reads every 2xx with an id as accepted', () => {
		for (const status of [200, 201, 202]) {
			expect(answer(status, { webhookNotificationId: 'TX1' })).toEqual({
				ok: true,
				messageId: 'TX1',
			});
		}
	});

	it('sees a refusal with a status of success', () => {
		expect(answer(200, v2('no such intent'))).toMatchObject({
			ok: false,
			error: { reason: 'no such intent' },
		});
	});

	it('says that the message may have been sent when the answer cannot be read', () => {
		for (const body of [undefined, '', {}, [], { webhookNotificationId: '' }]) {
			expect(answer(202, body)).toMatchObject({ ok: false, error: { mayHaveBeenSent: true } });
		}
	});

	it('reads a status of failure as a refusal', () => {
		expect(answer(429)).toMatchObject({ ok: false, error: { meaning: 'rateLimited' } });
	});
});
