import fc from 'fast-check';

import { authenticate } from '../../../providers/blip/authenticate';
import { delivery } from '../../fixtures/inbound';

const WORD = 'canary-webhook-token';
const SECRETS = { webhookToken: WORD };

function verdict(
	headers: Record<string, string>,
	query: Record<string, string> = {},
	by = SECRETS,
) {
	return authenticate({ ...delivery({}, { headers }), query }, by);
}

describe('blip: authenticate', () => {
	it.each([
		['a header', { 'x-webhook-token': WORD }, {}],
		['a bearer token', { authorization: `Bearer ${WORD}` }, {}],
		['the address', {}, { token: WORD }],
		["the address, beside Blip's own OAuth", { authorization: 'Bearer other' }, { token: WORD }],
	] as Array<[string, Record<string, string>, Record<string, string>]>)(
		'accepts the token in %s',
		(_where, headers, query) => {
			expect(verdict(headers, query)).toEqual({ ok: true });
		},
	);

	it('refuses a request without token, and says where to enter it', () => {
		expect(verdict({})).toMatchObject({
			ok: false,
			reason: expect.stringContaining('x-webhook-token') as string,
		});
	});

	it('refuses everything while there is no token to compare with', () => {
		expect(verdict({ 'x-webhook-token': '' }, {}, { webhookToken: '' }).ok).toBe(false);
		expect(authenticate(delivery({}), {}).ok).toBe(false);
	});

	it('refuses every other token, and never reveals the right one', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (word) => {
				fc.pre(word.trim() !== WORD);
				const result = verdict({ 'x-webhook-token': word }, { token: word });
				expect(result.ok).toBe(false);
				expect(JSON.stringify(result)).not.toContain(WORD);
			}),
		);
	});
});
