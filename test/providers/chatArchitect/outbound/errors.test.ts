import fc from 'fast-check';

import type { MessagingError } from '../../../../messaging/error';
import type { HttpFailure } from '../../../../messaging/http';
import { ERROR_TABLE } from '../../../../providers/chatArchitect/error-table';
import { explainError, explainErrorCode } from '../../../../providers/chatArchitect/errors';

function refused(status: number, body: unknown): MessagingError {
	return explainError({ kind: 'refused', status, headers: {}, body });
}

describe('chatArchitect: errors', () => {
	it.each(ERROR_TABLE.flatMap(({ codes, ...entry }) => codes.map((code) => ({ code, ...entry }))))(
		'explains $code: $title',
		({ code, title, remedy, retry }) => {
			const error = explainErrorCode(code, { reason: 'Said by Gupshup' });
			expect(error).toMatchObject({ code, title, remedy, retry, reason: 'Said by Gupshup' });
			expect(remedy.length).toBeGreaterThan(20);
		},
	);

	it('explains each code in its own words', () => {
		expect(new Set(ERROR_TABLE.map(({ title }) => title)).size).toBe(ERROR_TABLE.length);
	});

	it.each([
		['a wrong key inside a 200', 200, { status: 'Unauthorized' }, 'wrongCredential'],
		['a wrong key with a 401', 401, { status: 'Unauthorized' }, 'wrongCredential'],
		['a wrong key without words', 403, '', 'wrongCredential'],
		['too many requests', 429, { status: 'error', message: 'Too Many Requests' }, 'rateLimited'],
		[
			'too many requests by code',
			400,
			{ status: 'error', message: { code: 4001, reason: 'Rate' } },
			'rateLimited',
		],
		[
			'a closed window',
			400,
			{ status: 'error', message: { code: 1008, reason: 'Inactive' } },
			'windowClosed',
		],
		[
			"a closed window by Meta's code",
			400,
			{ status: 'error', payload: { code: 131047, reason: 'Re-engagement message' } },
			'windowClosed',
		],
		['an opt-out', 400, { status: 'error', code: '1012' }, 'optedOut'],
	])('explains %s', (_name, status, body, meaning) => {
		expect(refused(status, body).meaning).toBe(meaning);
	});

	it('says what to copy from where after a wrong key', () => {
		expect(refused(200, { status: 'Unauthorized' })).toMatchObject({
			title: 'ChatArchitect does not accept App ID and App Secret',
			remedy: expect.stringContaining('ChatArchitect cabinet') as unknown,
			retry: 'no',
		});
	});

	it.each([
		['an unknown number', { code: 1002 }, /not on WhatsApp/],
		['a file that is too large', { code: 1010 }, /file/],
		['an empty balance', { code: 1003 }, /balance/],
	])('explains %s', (_name, message, title) => {
		expect(refused(400, { status: 'error', message }).title).toMatch(title);
	});

	it('retries only a message that was refused for its rate or was never sent', () => {
		const failures: Array<[HttpFailure, MessagingError['retry'], boolean]> = [
			[{ kind: 'timeout' }, 'no', true],
			[{ kind: 'unreachable', beforeSending: true, detail: '' }, 'now', false],
			[{ kind: 'unreachable', beforeSending: false, detail: '' }, 'no', true],
			[{ kind: 'refused', status: 429, headers: {}, body: '' }, 'now', false],
			[{ kind: 'refused', status: 503, headers: {}, body: '' }, 'no', true],
			[{ kind: 'refused', status: 404, headers: {}, body: '' }, 'no', false],
			[{ kind: 'refused', status: 413, headers: {}, body: '' }, 'no', false],
			[{ kind: 'refused', status: 400, headers: {}, body: '' }, 'no', false],
		];
		for (const [failure, retry, mayHaveBeenSent] of failures) {
			const error = explainError(failure);
			expect([error.retry, error.mayHaveBeenSent ?? false]).toEqual([retry, mayHaveBeenSent]);
		}
	});

	it('shows neither storage nor secrets nor any other part of an answer', () => {
		const canary = 'Canary0123456789Canary0123456789Canary01234';
		const bodies = [
			{ status: 'Unauthorized', storage: { key: canary }, billing: { phone: '5511' } },
			{ status: 'error', message: `Bad credentials secret=${canary}`, appSecret: canary },
			{ status: 'error', message: { reason: `See https://x.example/?token=${canary}` } },
			{ status: 'error', payload: { message: `"Olá Marta, ${canary}" was refused` } },
		];
		for (const body of bodies) {
			for (const status of [200, 400, 401, 500]) {
				expect(JSON.stringify(refused(status, body))).not.toContain(canary);
			}
		}
	});

	it('never throws, and always gives a remedy', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.integer({ min: 100, max: 599 }), (body, status) => {
				const error = refused(status, body);
				expect(error.title).not.toBe('');
				expect(error.reason).not.toBe('');
				expect(error.remedy).not.toBe('');
			}),
		);
	});
});
