import fc from 'fast-check';

import type { HttpFailure } from '../../../messaging/http';
import { REASON_TABLE } from '../../../providers/blip/error-table';
import { explainError, explainFailure } from '../../../providers/blip/errors';
import { readResponse } from '../../../providers/blip/response';
import { postMessage } from '../../../providers/blip/envelopes';
import { ACCOUNT, MARTA } from './bot';

const KEY = Buffer.from('acmerouter:canary-secret-of-the-bot').toString('base64');
const WORDS = 'CANARY quero dois pães';

function refused(status: number, body: unknown, headers: Record<string, string> = {}): HttpFailure {
	return { kind: 'refused', status, headers, body };
}

describe('blip: error table', () => {
	const codes = REASON_TABLE.flatMap((entry) => entry.codes);

	it('the table has each code once', () => {
		expect(new Set(codes).size).toBe(codes.length);
	});

	it.each(codes)('explains %d in its own words', (code) => {
		const error = explainFailure({ code, description: 'invented' });
		expect(error.code).toBe(String(code));
		expect(error.title).not.toBe(explainFailure({ code: 999 }).title);
		expect(error.remedy.length).toBeGreaterThan(10);
	});

	it.each([
		[{ code: 131047, description: 'Re-engagement message' }, '131047', 'windowClosed'],
		[{ code: 81, description: 'Error 131047: Re-engagement' }, '131047', 'windowClosed'],
		[{ code: 83, description: '#131026 Undeliverable' }, '131026', undefined],
		[{ code: 87, description: 'blocked' }, '87', 'optedOut'],
		[{ code: 81, description: 'order 77777 was refused' }, '81', undefined],
	])("finds Meta's code in every place: %j", (reason, code, meaning) => {
		expect(explainFailure(reason)).toMatchObject({ code, ...(meaning ? { meaning } : {}) });
	});
});

describe('blip: explainError', () => {
	it.each([
		[401, 'http401', 'wrongCredential', 'no'],
		[403, 'http403', 'wrongCredential', 'no'],
		[404, 'http404', undefined, 'no'],
		[400, 'http400', undefined, 'no'],
		[413, 'http413', undefined, 'no'],
		[429, 'http429', 'rateLimited', 'now'],
		[504, 'http504', undefined, 'no'],
		[500, 'http500', undefined, 'no'],
	])('explains HTTP %d', (status, code, meaning, retry) => {
		const error = explainError(refused(status, undefined));
		expect(error).toMatchObject({ code, retry });
		expect(error.meaning).toBe(meaning);
		expect(error.mayHaveBeenSent ?? false).toBe(status >= 500);
	});

	it('explains that a refused key may be that of another bot', () => {
		expect(explainError(refused(401, '')).reason).toMatch(/another bot/);
	});

	it('waits as long as Blip states, or two minutes', () => {
		expect(explainError(refused(429, ''))).toMatchObject({ retryAfterSeconds: 120 });
		expect(explainError(refused(429, '', { 'retry-after': '7' }))).toMatchObject({
			retryAfterSeconds: 7,
		});
	});

	it('keeps keys, customers and their texts out of every explanation', () => {
		const description = `Key ${KEY} of ${MARTA} sent "${WORDS}" to https://a.example/x?sig=1#${KEY}`;
		const reason = { code: 21, description };
		for (const error of [
			explainFailure(reason),
			explainFailure({ code: 131047, description }),
			explainError(refused(400, { reason })),
			explainError(refused(401, { description })),
			explainError(refused(500, { message: description })),
		]) {
			const shown = JSON.stringify(error);
			for (const secret of [KEY, 'canary-secret', WORDS, '5511988880001', 'sig=1']) {
				expect(shown).not.toContain(secret);
			}
		}
	});

	it('never throws, whatever the body', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				const error = explainError(refused(status, body));
				expect(error.title).not.toBe('');
				expect(error.reason).not.toBe('');
			}),
		);
	});

	it('distinguishes messages that were certainly not sent from those that may have been', () => {
		expect(explainError({ kind: 'unreachable', beforeSending: true, detail: '' })).toMatchObject({
			retry: 'now',
		});
		expect(explainError({ kind: 'unreachable', beforeSending: false, detail: '' })).toMatchObject({
			retry: 'no',
			mayHaveBeenSent: true,
		});
		expect(explainError({ kind: 'timeout' })).toMatchObject({ mayHaveBeenSent: true });
	});
});

describe('blip: readResponse', () => {
	const send = postMessage(ACCOUNT, { id: 'send-1', to: MARTA, type: 'text/plain', content: 'Oi' });
	const campaign = { ...send, json: { id: 'send-1', method: 'set', uri: '/campaign/full' } };
	const read = (body: unknown, status = 202, request = send) =>
		readResponse({ status, headers: {}, body }, request);

	it.each([[undefined], [''], [{}]])('reads 202 with %j as accepted', (body) => {
		expect(read(body)).toEqual({ ok: true, messageId: 'send-1' });
	});

	it('sees the failure with status 200, of a command, a message and a notification', () => {
		const reason = { code: 83, description: 'x' };
		expect(read({ status: 'failure', reason }, 200, campaign)).toMatchObject({ ok: false });
		expect(read({ status: 'Failure', reason }, 200)).toMatchObject({ error: { code: '83' } });
		expect(read({ event: 'failed', reason }, 200)).toMatchObject({ error: { code: '83' } });
		expect(read({ status: 'failure' }, 200)).toMatchObject({ error: { code: 'unknown' } });
	});

	it('names a campaign by its own id, or by that of the send', () => {
		const body = { status: 'success', resource: { id: 'campaign-1' } };
		expect(read(body, 200, campaign)).toEqual({ ok: true, messageId: 'campaign-1' });
		expect(read({ status: 'success' }, 200, campaign)).toEqual({ ok: true, messageId: 'send-1' });
	});

	it('does not read the page of a server in between as accepted', () => {
		expect(read('<html>login</html>', 200)).toMatchObject({
			ok: false,
			error: { mayHaveBeenSent: true },
		});
		expect(read({}, 200, campaign)).toMatchObject({ ok: false });
	});
});
