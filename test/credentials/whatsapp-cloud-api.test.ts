import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import fc from 'fast-check';

import { BusinessMessagingWhatsAppCloudApi } from '../../credentials/BusinessMessagingWhatsAppCloudApi.credentials';
import { httpPort } from '../emulators/http-port';
import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';

const DATA = {
	accessToken: 'EAAtoken',
	businessAccountId: '500',
	appId: '600',
	appSecret: 'app-secret-canary',
	baseUrl: 'https://graph.facebook.com',
};
const credential = new BusinessMessagingWhatsAppCloudApi();

async function headersFor(
	options: Partial<IHttpRequestOptions> & { url: string },
	data: Record<string, string> = DATA,
): Promise<IDataObject> {
	const result = await credential.authenticate(data, options);
	return result.headers ?? {};
}

describe('whatsappCloud: credential, proof of identity', () => {
	it('adds the access token to a request to the API', async () => {
		expect(await headersFor({ url: 'https://graph.facebook.com/v25.0/1/messages' })).toEqual({
			Authorization: 'Bearer EAAtoken',
		});
	});

	it('signs for the app if the marker says so, and removes the marker', async () => {
		const headers = { 'X-Business-Messaging-Identity': 'app', accept: 'application/json' };
		expect(
			await headersFor({ url: 'https://graph.facebook.com/v25.0/600/subscriptions', headers }),
		).toEqual({
			Authorization: 'Bearer 600|app-secret-canary',
			accept: 'application/json',
		});
	});

	it('does not fall back to the access token when the app secret is missing', async () => {
		const headers = { 'x-business-messaging-identity': 'app' };
		const url = 'https://graph.facebook.com/v25.0/600/subscriptions';
		expect(await headersFor({ url, headers }, { ...DATA, appSecret: '' })).toEqual({});
	});

	it('gives the access token to the host of media files', async () => {
		const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1';
		expect(await headersFor({ url })).toEqual({ Authorization: 'Bearer EAAtoken' });
	});

	it.each([
		'https://graph.facebook.com.example.com/v25.0/1',
		'https://example.com/?host=graph.facebook.com',
		'http://graph.facebook.com/v25.0/1',
		'https://graph.facebook.com:8443/v25.0/1',
		'https://graph.facebook.com@example.com/v25.0/1',
		'http://lookaside.fbsbx.com/x',
		'//example.com/x',
		'not an address',
	])('keeps every secret from %s', async (url) => {
		const headers = { 'x-business-messaging-identity': 'account', accept: '*/*' };
		const request = { url, baseURL: 'https://graph.facebook.com', headers };
		const sent = await credential.authenticate(DATA, request);
		if (url === 'not an address') return expect(sent.url).toBe(url);
		expect(sent.headers).toEqual({ accept: '*/*' });
	});

	it('never gives the app secret to a media host', async () => {
		const headers = { 'x-business-messaging-identity': 'app' };
		expect(await headersFor({ url: 'https://lookaside.fbsbx.com/x', headers })).toEqual({});
	});

	it('follows the API address of the credential, and only that', async () => {
		const data = { ...DATA, baseUrl: 'http://127.0.0.1:8080/' };
		expect(await headersFor({ url: 'http://127.0.0.1:8080/v25.0/1' }, data)).toEqual({
			Authorization: 'Bearer EAAtoken',
		});
		expect(await headersFor({ url: 'http://127.0.0.1:8081/v25.0/1' }, data)).toEqual({});
	});

	it('removes any marker from every request, whatever its address', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string(), fc.string(), async (url, value) => {
				const headers = { 'x-Business-messaging-IDENTITY': value };
				const sent = await headersFor({ url, headers });
				expect(Object.keys(sent).map((name) => name.toLowerCase())).not.toContain(
					'x-business-messaging-identity',
				);
			}),
		);
	});

	it('does not change the incoming request', async () => {
		const request = { url: 'https://graph.facebook.com/v25.0/1', headers: { a: 'b' } };
		await credential.authenticate(DATA, request);
		expect(request).toEqual({ url: 'https://graph.facebook.com/v25.0/1', headers: { a: 'b' } });
	});
});

describe('whatsappCloud: credential, form', () => {
	it('hides every secret on the screen', () => {
		const secret = credential.properties.filter(({ name }) => /token|secret/i.test(name));
		expect(secret.map(({ name }) => name)).toEqual([
			'accessToken',
			'appSecret',
			'previousAppSecret',
			'verifyToken',
		]);
		for (const property of secret) expect(property.typeOptions?.password).toBe(true);
	});

	it('the credential is accepted by the Graph API as it is', async () => {
		const graph = await startGraphEmulator({
			accessToken: 'EAAtoken',
			businessAccountId: '500',
			appId: '600',
			appSecret: 'app-secret-canary',
		});
		const data = { ...DATA, baseUrl: graph.baseUrl };
		const http = httpPort((options) => credential.authenticate(data, options));
		const url = `${graph.baseUrl}/v25.0`;
		const account = await http({ method: 'GET', url: `${url}/500`, query: { fields: 'id,name' } });
		const app = await http({ method: 'GET', url: `${url}/600/subscriptions`, identity: 'app' });
		expect(account).toMatchObject({ ok: true, body: { id: '500', name: 'Padaria Sol' } });
		expect(app).toMatchObject({ ok: true, body: { data: [] } });
		for (const request of graph.requests) {
			expect(request.headers).not.toHaveProperty('x-business-messaging-identity');
		}
		await graph.close();
	});
});
