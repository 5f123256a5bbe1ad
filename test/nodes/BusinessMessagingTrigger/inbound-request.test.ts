import type { IWebhookFunctions } from 'n8n-workflow';

import { inboundRequest } from '../../../nodes/BusinessMessagingTrigger/inbound-request';
import { providers } from '../../../providers';
import { handshake } from '../../../providers/whatsappCloud/handshake';
import { RECEIVED_AT } from '../../fixtures/inbound';

// The context contains only the request that a webhook reads.

interface Received {
	method?: string;
	headers?: Record<string, unknown>;
	query?: Record<string, unknown>;
	rawBody?: Buffer;
	/** The body as n8n has parsed it. */
	body?: unknown;
}

async function read({ method = 'GET', headers = {}, query = {}, rawBody, body }: Received) {
	const context = {
		getRequestObject: () => ({ method, headers, query, rawBody, body }),
	} as unknown as IWebhookFunctions;
	return await inboundRequest(context, 'trigger-1', RECEIVED_AT);
}

const SECRETS = { verifyToken: 'invented-verify-token', webhookToken: 'invented-webhook-token' };
const HANDSHAKE = {
	'hub.mode': 'subscribe',
	'hub.verify_token': SECRETS.verifyToken,
	'hub.challenge': '1158201444',
};

describe('the inbound request of a trigger', () => {
	it('keeps parameters and headers that are texts', async () => {
		const request = await read({ headers: { 'x-token': 'a' }, query: { token: 'b' } });
		expect(request.headers).toEqual({ 'x-token': 'a' });
		expect(request.query).toEqual({ token: 'b' });
	});

	it.each([[['a', 'b']], [['a']], [[]], [{ a: 'b' }], [undefined]])(
		'drops a parameter or header whose value is %j, whichever value would be right',
		async (value) => {
			const request = await read({ headers: { 'x-token': value }, query: { token: value } });
			expect(request.headers).toEqual({});
			expect(request.query).toEqual({});
		},
	);

	it.each(Object.keys(HANDSHAKE))(
		'refuses the handshake of WhatsApp Cloud when %s is a list that holds the right value',
		async (name) => {
			const right = HANDSHAKE[name as keyof typeof HANDSHAKE];
			const query = { ...HANDSHAKE, [name]: ['guess', right] };
			const reply = handshake(await read({ query }), SECRETS);
			expect(reply?.status).toBe(403);
			expect(reply?.body).not.toContain('1158201444');
		},
	);

	it('refuses a token in the address that is a list, on each provider that has one there', async () => {
		const given = ['guess', SECRETS.webhookToken];
		for (const provider of ['infobip', 'blip', 'chatArchitect'] as const) {
			const request = await read({
				method: 'POST',
				query: { token: given },
				rawBody: Buffer.alloc(0),
			});
			expect(providers[provider].authenticate(request, SECRETS).ok).toBe(false);
			const single = { ...request, query: { token: SECRETS.webhookToken } };
			expect(providers[provider].authenticate(single, SECRETS).ok).toBe(true);
		}
	});

	it.each([
		'application/json',
		'application/json; charset=utf-8',
		'Application/JSON;charset="UTF-8"',
	])('takes the JSON that n8n has parsed from %s, without parsing it again', async (type) => {
		const body = { a: 1 };
		const request = await read({
			headers: { 'content-type': type },
			rawBody: Buffer.from('{"a":1}'),
			body,
		});
		expect(request.body).toBe(body);
	});

	it.each(['application/json; charset=utf-16le', 'text/xml', 'text/plain', undefined])(
		'parses the bytes itself when they came as %s',
		async (type) => {
			const request = await read({
				headers: { 'content-type': type },
				rawBody: Buffer.from('{"a":1}'),
				body: { a: 'otherwise' },
			});
			expect(request.body).toEqual({ a: 1 });
		},
	);

	it('parses the bytes as JSON, and leaves the body out when they are none', async () => {
		expect((await read({ rawBody: Buffer.from('{"a":1}') })).body).toEqual({ a: 1 });
		expect((await read({ rawBody: Buffer.from('a=1') })).body).toBeUndefined();
		expect((await read({ rawBody: Buffer.alloc(0) })).body).toBeUndefined();
	});
});
