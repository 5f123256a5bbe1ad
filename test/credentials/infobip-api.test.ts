import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import fc from 'fast-check';

import { BusinessMessagingInfobipApi } from '../../credentials/BusinessMessagingInfobipApi.credentials';

const KEY = 'inventedapikey0001';
const DATA = { apiKey: KEY, baseUrl: 'https://padaria.api.infobip.com' };
const credential = new BusinessMessagingInfobipApi();

async function headersFor(
	options: Partial<IHttpRequestOptions> & { url: string },
	data: Record<string, string> = DATA,
): Promise<IDataObject> {
	const sent = await credential.authenticate(data, options);
	return sent.headers ?? {};
}

describe('infobip: credential, proof of identity', () => {
	it.each([KEY, `App ${KEY}`, `app App ${KEY}`, `"${KEY}"`, ` ${KEY}\n`])(
		'adds the key however it was pasted: %j',
		async (apiKey) => {
			const url = 'https://padaria.api.infobip.com/whatsapp/1/message/text';
			expect(await headersFor({ url }, { ...DATA, apiKey })).toEqual({
				Authorization: `App ${KEY}`,
			});
		},
	);

	it('reads the base URL with and without https', async () => {
		const url = 'https://padaria.api.infobip.com/x';
		for (const baseUrl of [
			'padaria.api.infobip.com',
			'https://padaria.api.infobip.com/',
			' padaria.api.infobip.com/ ',
		]) {
			expect(await headersFor({ url }, { ...DATA, baseUrl })).toHaveProperty('Authorization');
		}
	});

	it.each([
		'https://other.api.infobip.com/x',
		'https://padaria.api.infobip.com.example.com/x',
		'http://padaria.api.infobip.com/x',
		'https://padaria.api.infobip.com:8443/x',
		'https://padaria.api.infobip.com@example.com/x',
		'https://cdn.exemplo.invalid/file.pdf',
		'//example.com/x',
	])('keeps the key from %s', async (url) => {
		const baseURL = 'https://padaria.api.infobip.com';
		expect(await headersFor({ url, baseURL, headers: { accept: '*/*' } })).toEqual({
			accept: '*/*',
		});
	});

	it('removes the marker of the app from every request', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string(), async (url) => {
				const headers = await headersFor({
					url,
					headers: { 'X-Business-Messaging-Identity': 'app' },
				});
				expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain(
					'x-business-messaging-identity',
				);
			}),
		);
	});

	it('does not change the incoming request', async () => {
		const request = { url: 'https://padaria.api.infobip.com/x', headers: { a: 'b' } };
		await credential.authenticate(DATA, request);
		expect(request).toEqual({ url: 'https://padaria.api.infobip.com/x', headers: { a: 'b' } });
	});
});

describe('infobip: credential, form', () => {
	it('hides every secret on the screen', () => {
		const secrets = credential.properties.filter(({ name }) =>
			/(token|secret|password|key)$/i.test(name),
		);
		expect(secrets.map(({ name }) => name)).toEqual(['apiKey', 'webhookToken']);
		for (const property of secrets) expect(property.typeOptions?.password).toBe(true);
	});

	it('explains each refusal of the test', () => {
		const rules = credential.test.rules ?? [];
		expect(rules.map(({ properties }) => properties.value)).toEqual([
			'UNAUTHORIZED',
			'NOT_FOUND',
			'TOO_MANY_REQUESTS',
			'GENERAL_ERROR',
		]);
		for (const { properties } of rules) expect(properties.message).toMatch(/\.$/);
	});
});
