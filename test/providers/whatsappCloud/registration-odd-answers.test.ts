import fc from 'fast-check';

import type { Http, HttpRequest, HttpResult } from '../../../messaging/http';
import type { RegistrationTarget } from '../../../messaging/provider';
import { registration } from '../../../providers/whatsappCloud/registration';

const TARGET: RegistrationTarget = {
	url: 'https://n8n.example.com/webhook/a/webhook',
	webhookToken: 'webhook-token',
	verifyToken: 'canary-word',
	businessId: '701',
	account: { baseUrl: 'https://graph.facebook.com', businessAccountId: '500', appId: '600' },
	replaceForeign: false,
	test: false,
	ours: [],
};

function answering(body: (request: HttpRequest) => unknown): { http: Http; asked: HttpRequest[] } {
	const asked: HttpRequest[] = [];
	return {
		asked,
		http: async (request): Promise<HttpResult> => {
			asked.push(request);
			return { ok: true, status: 200, headers: {}, body: body(request) };
		},
	};
}

const writes = (asked: HttpRequest[]) => asked.filter(({ method }) => method !== 'GET');

/** Returns reads as Meta answers them, with the changes of a test. */
function meta(different: Record<string, unknown>): (request: HttpRequest) => unknown {
	return (request) => {
		const path = new URL(request.url).pathname.replace('/v25.0', '');
		if (`${request.method} ${path}` in different) return different[`${request.method} ${path}`];
		if (request.method !== 'GET') return { success: true };
		if (path === '/app') return { id: '600' };
		return path === '/701' ? { id: '701' } : { data: [] };
	};
}

describe('whatsappCloud: registration, odd answers', () => {
	it('never throws, whatever the answer, and never shows the verify token', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1 }), async (bodies) => {
				let turn = 0;
				const { http } = answering(() => bodies[turn++ % bodies.length]);
				const outcomes = [
					await registration.check(TARGET, http),
					await registration.create(TARGET, http),
					await registration.remove(TARGET, undefined, http),
				];
				expect(JSON.stringify(outcomes)).not.toContain('canary-word');
			}),
		);
	});

	it.each([
		['/600/subscriptions', '<html>'],
		['/600/subscriptions', {}],
		['/500/subscribed_apps', { data: 'none' }],
	])('writes nothing when %s cannot be read', async (path, body) => {
		const { http, asked } = answering(meta({ [`GET ${path}`]: body }));
		const outcome = await registration.create(TARGET, http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'unreadableAnswer' } });
		expect(writes(asked)).toEqual([]);
	});

	it('skips unreadable entries, and finds its own among them', async () => {
		const own = {
			whatsapp_business_api_data: { id: 600 },
			override_callback_uri: TARGET.url,
		};
		const subscription = {
			object: 'whatsapp_business_account',
			callback_url: 'https://example.com/app',
			fields: ['messages', 7, null],
		};
		const { http } = answering(
			meta({
				'GET /500/subscribed_apps': {
					data: [null, 3, {}, { whatsapp_business_api_data: {} }, own],
				},
				'GET /600/subscriptions': { data: [{ object: 'page' }, 'x', subscription] },
			}),
		);
		expect(await registration.check(TARGET, http)).toEqual({ state: 'registered' });
	});

	it('reads the address of the account from the number if the account does not return it', async () => {
		const { http } = answering(
			meta({
				'GET /500/subscribed_apps': { data: [{ whatsapp_business_api_data: { id: '600' } }] },
				'GET /701': {
					webhook_configuration: { whatsapp_business_account: 'https://example.com/other' },
				},
			}),
		);
		const outcome = await registration.check({ ...TARGET, test: true }, http);
		expect(outcome).toEqual({ state: 'foreign', url: 'https://example.com/other' });
	});

	it('reads status 200 with success false as a refusal', async () => {
		const { http } = answering(meta({ 'POST /600/subscriptions': { success: false } }));
		const outcome = await registration.create(TARGET, http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'notConfirmed' } });
	});

	it('reports a failure when reading back shows no change', async () => {
		const app = { whatsapp_business_api_data: { id: '600' } };
		const { http } = answering(meta({ 'GET /500/subscribed_apps': { data: [app] } }));
		const outcome = await registration.create(TARGET, http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'notInEffect' } });
	});

	it('names the app as the cause when the account does not list it after it was subscribed', async () => {
		const { http } = answering(meta({}));
		const outcome = await registration.create(TARGET, http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'appMismatch' } });
	});

	it('continues when Meta does not say which app the token belongs to', async () => {
		const { http, asked } = answering(meta({ 'GET /app': 'never heard of it' }));
		await registration.create(TARGET, http);
		expect(writes(asked).length).toBeGreaterThan(0);
	});

	it('passes a network failure on, explained', async () => {
		const http: Http = async () => ({
			ok: false,
			failure: { kind: 'unreachable', beforeSending: true, detail: 'ENOTFOUND' },
		});
		for (const outcome of [
			await registration.create(TARGET, http),
			await registration.remove(TARGET, undefined, http),
		]) {
			expect(outcome).toMatchObject({ ok: false, error: { code: 'unreachable' } });
		}
		expect(await registration.check(TARGET, http)).toMatchObject({ state: 'failed' });
	});

	it.each([
		['http://n8n.example.com/webhook/a', 'addressNotSecure'],
		[`https://n8n.example.com/${'a'.repeat(200)}`, 'addressTooLong'],
	])('refuses before any request an address that Meta would refuse: %s', async (url, code) => {
		const { http, asked } = answering(meta({}));
		const outcome = await registration.create({ ...TARGET, url }, http);
		expect(outcome).toMatchObject({ ok: false, error: { code } });
		expect(asked).toEqual([]);
	});
});
