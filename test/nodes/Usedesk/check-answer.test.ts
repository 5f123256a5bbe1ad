import fc from 'fast-check';

import { explain } from '../../../nodes/Usedesk/answers/explain';
import { checkAnswer, listIn, type Expected } from '../../../nodes/Usedesk/answers/check-answer';

const ticket: Expected = { field: 'ticket_id' };

function kindOf(status: number, body: unknown, expected: Expected): string {
	const verdict = checkAnswer({ status, body }, expected);
	return verdict.ok ? 'ok' : verdict.refusal.kind;
}

describe('Usedesk: check of an answer', () => {
	it.each<[string, unknown, Expected]>([
		['the id that was asked for', { ticket_id: 12 }, ticket],
		[
			'an id beside a status of trouble: the ticket is there',
			{ ticket_id: 1, status: 'error' },
			ticket,
		],
		['success in words', { status: 'success' }, 'success'],
		['success as true', { status: true, client_id: 3 }, 'success'],
		['an empty list', [], 'list'],
		['a list under its name', { tickets: [] }, 'list'],
		['a list of one wrapped client', [{ client: {} }], { field: 'client' }],
		['any of several fields', { user: {} }, { anyField: ['id', 'user'] }],
	])('accepts %s', (_what, body, expected) => {
		expect(kindOf(200, body, expected)).toBe('ok');
	});

	it.each<[string, number, unknown, Expected, string]>([
		['"Unauthorized" with 200', 200, { error: 'Unauthorized' }, 'list', 'key'],
		['a word about the token with 200', 200, { message: 'Invalid api_token' }, 'success', 'key'],
		['the same in Russian', 200, { error: 'Неверный токен' }, 'success', 'key'],
		['401 without words', 401, {}, 'list', 'key'],
		['403', 403, '', 'list', 'key'],
		[
			'an unknown ticket',
			200,
			{ status: 'error', error: 'Ticket not found' },
			'success',
			'unknown',
		],
		['404 with words', 404, { message: 'Ticket not found' }, 'success', 'unknown'],
		['404 without words', 404, '<!DOCTYPE html>', 'list', 'place'],
		['405', 405, { message: 'Method Not Allowed' }, 'list', 'place'],
		['a redirect, which is not followed', 302, '', 'list', 'place'],
		['a login page with 200', 200, '<html><title>Login</title></html>', 'list', 'place'],
		['429', 429, {}, 'list', 'busy'],
		['500', 500, 'oops', 'success', 'broken'],
		['status false', 200, { status: false }, { field: 'chat_id' }, 'refused'],
		['errors in lists', 200, { errors: { subject: ['too long'] } }, ticket, 'refused'],
		['success beside an error', 200, { status: 'success', error: 'x' }, 'success', 'refused'],
		['success without the id', 200, { status: 'success' }, ticket, 'refused'],
		['an empty answer', 200, '', 'success', 'refused'],
		['null', 200, null, 'success', 'refused'],
		['an empty list, where one entry was wanted', 200, [], { field: 'client' }, 'refused'],
	])('refuses %s', (_what, status, body, expected, kind) => {
		expect(kindOf(status, body, expected)).toBe(kind);
	});

	it("quotes Usedesk's text once, and shortens it", () => {
		const body = { error: 'a', message: 'a', errors: { x: ['b'], y: { z: 'c'.repeat(999) } } };
		const verdict = checkAnswer({ status: 200, body }, 'success');
		const words = verdict.ok ? '' : verdict.refusal.words;
		expect(words).toMatch(/^a; b; c+…$/);
		expect(words.length).toBeLessThan(310);
	});

	it('checks any answer without failing, and explains every refusal', () => {
		const expected = fc.constantFrom<Expected>('list', 'success', ticket, { anyField: ['id'] });
		fc.assert(
			fc.property(
				fc.integer({ min: 100, max: 599 }),
				fc.jsonValue(),
				expected,
				(status, body, e) => {
					const verdict = checkAnswer({ status, body }, e);
					if (verdict.ok) expect(Math.floor(status / 100)).toBe(2);
					else
						expect(explain(verdict.refusal, 'Ticket > Get')).toEqual({
							message: expect.stringMatching(/^\S.{10,}/),
							description: expect.stringContaining(`[Ticket > Get, HTTP ${status}]`),
						});
					listIn(body);
				},
			),
		);
	});

	it('explains the most likely reason of a refused chat message', () => {
		const refusal = { kind: 'refused', status: 200, words: '' } as const;
		expect(explain(refusal, 'Chat > Add Client Message').description).toMatch(/type chat/);
		expect(explain(refusal, 'Ticket > Get').description).not.toMatch(/type chat/);
	});
});
