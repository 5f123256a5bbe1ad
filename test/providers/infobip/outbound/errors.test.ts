import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import type { HttpFailure } from '../../../../messaging/http';
import {
	CHAT_ERRORS,
	FAILED_STATUSES,
	GOOD_STATUSES,
	NETWORK_ERRORS,
} from '../../../../providers/infobip/error-table';
import { explainError, explainReport } from '../../../../providers/infobip/errors';
import { readResponse } from '../../../../providers/infobip/response';
import { exception } from './account';

const CANARY = 'CANARY-quero-dois-pães';
const KEY = 'inventedapikey0001inventedapikey-00000000-0000-4000-8000-000000000001';
const ALL = [...CHAT_ERRORS, ...NETWORK_ERRORS, ...FAILED_STATUSES];

function refused(status: number, body: unknown, headers: Record<string, string> = {}): HttpFailure {
	return { kind: 'refused', status, headers, body };
}

describe('infobip: error table', () => {
	it('explains each entry in its own words', () => {
		expect(ALL.length).toBeGreaterThan(100);
		const titles = ALL.map(({ title }) => title);
		expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
		for (const { title, remedy } of ALL) {
			expect(title).not.toMatch(/\.$/);
			expect(remedy).toMatch(/\.$/);
			expect(Math.min(title.length, remedy.length)).toBeGreaterThan(10);
		}
	});

	it.each([
		['errors', [...CHAT_ERRORS, ...NETWORK_ERRORS]],
		['statuses', FAILED_STATUSES],
	])('names no id of the %s twice', (_what, entries) => {
		const ids = entries.flatMap((entry) => Object.keys(entry.ids));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('states a wait for every error that is retried', () => {
		const waiting = ALL.filter(({ policy }) => policy === 'backoff');
		expect(waiting.length).toBeGreaterThan(0);
		for (const { waitSeconds } of waiting) expect(waitSeconds ?? 0).toBeGreaterThan(0);
	});

	const list = path.resolve(__dirname, '../../../../../shared/facts/infobip-error-codes.json');
	if (existsSync(list)) {
		const published = JSON.parse(readFileSync(list, 'utf8')) as Record<
			'statuses' | 'generalErrors' | 'chatErrors',
			Array<{ id: number; name: string }>
		>;
		const named = (entries: typeof FAILED_STATUSES): Record<string, string> =>
			Object.assign({}, ...entries.map(({ ids }) => ids)) as Record<string, string>;

		it('knows every published error by its name', () => {
			const errors = [...published.generalErrors, ...published.chatErrors];
			const expected = Object.fromEntries(
				errors.filter(({ id }) => id !== 0).map(({ id, name }) => [id, name]),
			);
			expect(Object.keys(expected).length).toBeGreaterThan(180);
			expect(named([...CHAT_ERRORS, ...NETWORK_ERRORS])).toEqual(expected);
		});

		it('knows every published status by its name', () => {
			const expected = Object.fromEntries(published.statuses.map(({ id, name }) => [id, name]));
			expect({ ...named(FAILED_STATUSES), ...GOOD_STATUSES }).toEqual(expected);
		});
	}
});

describe('infobip: reports of failure', () => {
	const UNDELIVERABLE = { groupId: 2, id: 9, name: 'UNDELIVERABLE_NOT_DELIVERED' };

	it.each([
		['a closed window', 7010, 'windowClosed', /template/i],
		['an unknown number', 7002, undefined, /number/i],
		['stopped promotions', 7033, 'optedOut', /promotions/i],
		['a blocked sender', 7003, 'optedOut', /until they write/i],
		['too many messages', 7017, 'rateLimited', /slowly/i],
		['a file that is too large', 7015, undefined, /too large/i],
		['a file that cannot be fetched', 7013, undefined, /https/i],
		['a wrong number of values', 7008, undefined, /values/i],
	])('explains %s, with a remedy', (_what, id, meaning, remedy) => {
		const error = explainReport(UNDELIVERABLE, {
			id,
			name: 'X',
			description: 'In words of Infobip',
		});
		expect(error).toMatchObject({ code: String(id), reason: 'In words of Infobip' });
		expect(error.meaning).toBe(meaning);
		expect(error.remedy).toMatch(remedy);
	});

	it('uses the status when there is no error', () => {
		const status = {
			groupId: 5,
			id: 12,
			name: 'REJECTED_NOT_ENOUGH_CREDITS',
			description: 'No credits',
		};
		expect(explainReport(status, { id: 0, name: 'NO_ERROR' })).toMatchObject({
			code: 'REJECTED_NOT_ENOUGH_CREDITS',
			title: 'The Infobip account has no credit left',
		});
	});

	it('does not mix up the ids of statuses and of errors', () => {
		expect(explainReport({ id: 12 }, undefined).title).not.toBe(
			explainReport({ id: 4 }, { id: 12 }).title,
		);
	});

	it('explains undocumented ids', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (error) => {
				const explained = explainReport({ groupId: 2 }, error);
				expect(explained.title.length).toBeGreaterThan(10);
				expect(explained.code).not.toBe('');
			}),
		);
	});
});

describe('infobip: refused requests', () => {
	it.each([
		['a wrong key', 401, exception('UNAUTHORIZED'), 'UNAUTHORIZED', 'wrongCredential', /API Keys/],
		[
			'a wrong key, on Viber',
			401,
			{ errorCode: 'E401', description: 'x' },
			'E401',
			'wrongCredential',
			/API Keys/,
		],
		['a missing scope', 403, exception('FORBIDDEN'), 'FORBIDDEN', 'wrongCredential', /scope/],
		['a missing scope without a body', 403, '', 'http403', 'wrongCredential', /scope/],
		['something unknown', 404, undefined, 'http404', undefined, /sender/],
		[
			'a form of another number',
			404,
			{ errorCode: 'WA-FLOW-ID404' },
			'WA-FLOW-ID404',
			undefined,
			/Flow ID/,
		],
		['too large a request', 413, '<html>', 'http413', undefined, /link/],
	])('explains %s, with a remedy', (_what, status, body, code, meaning, remedy) => {
		const error = explainError(refused(status, body));
		expect(error).toMatchObject({ code, retry: 'no' });
		expect(error.meaning).toBe(meaning);
		expect(error.remedy).toMatch(remedy);
	});

	it('retries after a rate limit, after the wait that Infobip states', () => {
		const throttled = exception('TOO_MANY_REQUESTS');
		expect(explainError(refused(429, throttled))).toMatchObject({
			retry: 'now',
			retryAfterSeconds: 30,
			meaning: 'rateLimited',
		});
		expect(explainError(refused(429, throttled, { 'retry-after': '7' })).retryAfterSeconds).toBe(7);
		for (const wait of ['soon', '-1', '0', '']) {
			expect(explainError(refused(429, '', { 'retry-after': wait })).retryAfterSeconds).toBe(30);
		}
	});

	it('never retries a message that may have been sent', () => {
		const failures: HttpFailure[] = [
			refused(500, exception('GENERAL_ERROR')),
			refused(502, '<html>'),
			{ kind: 'timeout' },
			{ kind: 'unreachable', beforeSending: false, detail: 'ECONNRESET' },
		];
		for (const failure of failures) {
			expect(explainError(failure)).toMatchObject({ retry: 'no', mayHaveBeenSent: true });
		}
		const never: HttpFailure = { kind: 'unreachable', beforeSending: true, detail: 'ENOTFOUND' };
		expect(explainError(never)).toMatchObject({ retry: 'now' });
		expect(explainError(never).mayHaveBeenSent).toBeUndefined();
	});

	it.each([
		['content.text', 'size must be between 1 and 4096', /Shorten/],
		['content.mediaUrl', 'is not a valid url', /https:\/\//],
		['to', 'must not be blank', /Fill in/],
		['content.action.buttons', 'ids and titles must be unique', /its own id and title/],
		['content.action', 'number of rows must be between 1 and 10', /1 to 10 rows/],
		['body', 'cannot have new-line/tab characters', /line breaks/],
	])('names the field %s and a remedy for "%s"', (field, fault, remedy) => {
		const inA = {
			requestError: {
				serviceException: {
					messageId: 'BAD_REQUEST',
					text: 'Bad request',
					validationErrors: { [field]: [fault] },
				},
			},
		};
		const inB = {
			errorCode: 'E400',
			description: 'Bad',
			violations: [{ property: field, violation: fault }],
		};
		for (const body of [inA, inB]) {
			const error = explainError(refused(400, body));
			expect(error.reason).toContain(`${field}: ${fault}`);
			expect(error.remedy).toMatch(remedy);
		}
	});

	it('shows neither the key nor the message', () => {
		const words = `App ${KEY} said "${CANARY} e mais" at https://x.invalid/p?token=${KEY}`;
		const bodies = [
			exception('BAD_REQUEST', words),
			{ errorCode: 'E400', description: words, violations: [{ property: 'x', violation: words }] },
			{ error: words },
		];
		for (const body of bodies) {
			const shown = JSON.stringify(explainError(refused(400, body)));
			expect(shown).not.toContain(KEY);
			expect(shown).not.toContain(CANARY);
		}
	});

	it('never throws, whatever the body', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				const error = explainError(refused(status, body));
				expect(error.title.length).toBeGreaterThan(10);
			}),
		);
	});
});

describe('infobip: answers to a send', () => {
	const answered = (body: unknown, status = 200) => readResponse({ status, headers: {}, body });
	const PENDING = { groupId: 1, groupName: 'PENDING', id: 26, name: 'PENDING_ACCEPTED' };

	it('reads both forms', () => {
		expect(answered({ to: '5511988880001', messageId: 'a', status: PENDING })).toEqual({
			ok: true,
			messageId: 'a',
			recipientId: '5511988880001',
		});
		const list = {
			bulkId: 'b',
			messages: [{ messageId: 'a', status: PENDING, destination: '55' }],
		};
		expect(answered(list)).toEqual({ ok: true, messageId: 'a', recipientId: '55' });
	});

	it('sees a refusal with status 200', () => {
		const status = {
			groupId: 5,
			groupName: 'REJECTED',
			id: 14,
			name: 'REJECTED_DESTINATION_BLOCKLISTED',
			description: 'Destination on the blocklist',
			action: 'Remove it.',
		};
		for (const body of [{ messageId: 'a', status }, { messages: [{ messageId: 'a', status }] }]) {
			expect(answered(body)).toMatchObject({
				ok: false,
				error: {
					code: 'REJECTED_DESTINATION_BLOCKLISTED',
					meaning: 'optedOut',
					reason: 'Destination on the blocklist Remove it.',
				},
			});
		}
	});

	it('reports an unknown outcome when the answer cannot be read', () => {
		for (const body of [undefined, '', '<html>', {}, [], { messages: [] }, { messages: [{}] }]) {
			expect(answered(body)).toMatchObject({ ok: false, error: { mayHaveBeenSent: true } });
		}
	});

	it('never throws, whatever the answer', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom(200, 204, 400, 500), (body, status) => {
				expect(typeof answered(body, status).ok).toBe('boolean');
			}),
		);
	});
});
