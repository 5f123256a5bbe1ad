import fc from 'fast-check';

import { authenticate } from '../../../providers/botmaker/authenticate';
import { delivery } from '../../fixtures/inbound';

const TOKEN = 'invented-webhook-token';
const verdict = (headers: Record<string, string>, webhookToken: string | undefined = TOKEN) =>
	authenticate(delivery({}, { headers }), { webhookToken });

describe('botmaker: authenticate', () => {
	it('accepts the token of the credential', () => {
		expect(verdict({ 'auth-bm-token': TOKEN })).toEqual({ ok: true });
		expect(verdict({ 'auth-bm-token': ` ${TOKEN} ` }, `${TOKEN}\n`)).toEqual({ ok: true });
	});

	it.each([{}, { 'auth-bm-token': '' }, { 'access-token': TOKEN }, { authorization: TOKEN }])(
		'refuses a request without it: %j',
		(headers) => {
			expect(verdict(headers as Record<string, string>)).toMatchObject({ ok: false });
		},
	);

	it('refuses everything while the credential has no token', () => {
		for (const token of ['', '  ']) {
			const refused = verdict({ 'auth-bm-token': token }, token);
			expect(refused).toMatchObject({ ok: false });
			expect(JSON.stringify(refused)).toContain('Webhook Token');
		}
		expect(authenticate(delivery({}, { headers: { 'auth-bm-token': '' } }), {}).ok).toBe(false);
	});

	it('refuses every other token, and never reveals the right one', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (word) => {
				fc.pre(word.trim() !== TOKEN);
				const result = verdict({ 'auth-bm-token': word });
				expect(result.ok).toBe(false);
				expect(JSON.stringify(result)).not.toContain(TOKEN);
			}),
		);
	});
});
