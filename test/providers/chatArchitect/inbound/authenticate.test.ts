import fc from 'fast-check';

import { authenticate } from '../../../../providers/chatArchitect/authenticate';
import { addressWithToken } from '../../../../providers/chatArchitect/registration';
import { delivery } from '../../../fixtures/inbound';
import { TARGET, WEBHOOK_TOKEN } from '../app';

const secrets = { webhookToken: WEBHOOK_TOKEN };
const called = (query: Record<string, string>) => ({ ...delivery({ type: 'message' }), query });

describe('chatArchitect: authenticate', () => {
	it('accepts a request to the registered address', () => {
		const { searchParams } = new URL(addressWithToken(TARGET));
		expect(authenticate(called(Object.fromEntries(searchParams)), secrets)).toEqual({ ok: true });
	});

	it('ignores spaces around a pasted token', () => {
		const pasted = { webhookToken: ` ${WEBHOOK_TOKEN}\n` };
		expect(authenticate(called({ token: WEBHOOK_TOKEN }), pasted)).toEqual({ ok: true });
	});

	it.each<[string, Record<string, string>, string]>([
		['no token', {}, 'carries no'],
		['an empty token', { token: '' }, 'carries no'],
		['another token', { token: 'invented-webhook-token-0002' }, 'not the one'],
		['a part of the token', { token: WEBHOOK_TOKEN.slice(0, -1) }, 'not the one'],
		['the token under another name', { secret: WEBHOOK_TOKEN }, 'carries no'],
	])('refuses %s, and gives the reason without the token', (_name, query, reason) => {
		const result = authenticate(called(query), secrets);
		expect(result).toEqual({ ok: false, reason: expect.stringContaining(reason) as unknown });
		expect(JSON.stringify(result)).not.toContain(WEBHOOK_TOKEN);
	});

	it.each([undefined, '', '  '])('refuses everything while the token is %j', (webhookToken) => {
		expect(authenticate(called({}), { webhookToken }).ok).toBe(false);
		for (const token of ['', '  ', 'undefined']) {
			expect(authenticate(called({ token }), { webhookToken }).ok).toBe(false);
		}
	});

	it('refuses a token of the user that could be guessed', () => {
		const result = authenticate(called({ token: 'padaria' }), { webhookToken: 'padaria' });
		expect(result).toEqual({ ok: false, reason: expect.stringContaining('guessed') as unknown });
		expect(JSON.stringify(result)).not.toContain('padaria');
	});

	it('accepts no other text, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (token) => {
				expect(authenticate(called({ token }), secrets).ok).toBe(token === WEBHOOK_TOKEN);
			}),
		);
	});
});
