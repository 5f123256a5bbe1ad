import fc from 'fast-check';

import { authenticate } from '../../../../providers/infobip/authenticate';
import type { InboundRequest } from '../../../../messaging/inbound-request';
import { delivery } from '../../../fixtures/inbound';

const TOKEN = 'invented-webhook-token-0001';
const SECRETS = { webhookToken: TOKEN };

function request(more: Partial<InboundRequest>): InboundRequest {
	return { ...delivery({ results: [] }), ...more };
}

function basic(login: string): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

describe('infobip: authentication', () => {
	it.each([
		['the header of a subscription', { headers: { 'x-business-messaging-token': TOKEN } }],
		['the query of a forwarding address', { query: { token: TOKEN } }],
		['the password of a Basic login', { headers: basic(`n8n:${TOKEN}`) }],
		[
			'one right word beside a wrong one',
			{ query: { token: 'old' }, headers: { 'x-business-messaging-token': TOKEN } },
		],
	])('accepts a request with the webhook token in %s', (_where, more) => {
		expect(authenticate(request(more), SECRETS)).toEqual({ ok: true });
	});

	it.each([
		['nothing', {}],
		['an empty word', { query: { token: '' } }],
		['another word', { query: { token: `${TOKEN}x` } }],
		['the word as a Basic user', { headers: basic(`${TOKEN}:`) }],
		['a Basic login without a colon', { headers: basic(TOKEN) }],
		['a broken Basic login', { headers: { authorization: 'Basic ***' } }],
		['the word as a Bearer token', { headers: { authorization: `Bearer ${TOKEN}` } }],
	])('refuses a request with %s', (_what, more) => {
		expect(authenticate(request(more), SECRETS).ok).toBe(false);
	});

	it('refuses everything while there is no webhook token', () => {
		expect(authenticate(request({ query: { token: '' } }), {}).ok).toBe(false);
		expect(authenticate(request({ query: { token: '' } }), { webhookToken: ' ' }).ok).toBe(false);
	});

	it('never throws, and never reveals the token', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
				const headers = { 'x-business-messaging-token': one, authorization: other };
				const result = authenticate(request({ headers, query: { token: one } }), SECRETS);
				expect(result.ok).toBe(false);
				expect(JSON.stringify(result)).not.toContain(TOKEN);
			}),
		);
	});
});
