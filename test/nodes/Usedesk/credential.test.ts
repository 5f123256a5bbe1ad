import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import fc from 'fast-check';

import { BusinessMessagingUsedeskApi } from '../../../credentials/BusinessMessagingUsedeskApi.credentials';
import {
	BASE_URL_EXPRESSION,
	CREDENTIAL_TYPE,
	readAccount,
	withoutSecrets,
} from '../../../nodes/Usedesk/account';
import { encodeMultipart } from '../../../nodes/ports/multipart';

const credential = new BusinessMessagingUsedeskApi();
const INTERNATIONAL = 'https://secure.usedesk.com/uapi';
const DATA = { server: INTERNATIONAL, baseUrl: '', apiToken: 'key-canary' };

async function sent(
	options: Partial<IHttpRequestOptions>,
	data: Record<string, string> = DATA,
): Promise<IHttpRequestOptions> {
	return await credential.authenticate(data, {
		url: '/tickets',
		baseURL: INTERNATIONAL,
		method: 'POST',
		...options,
	});
}

describe('Usedesk: credential, proof of identity', () => {
	it('adds the secret key to a JSON body, and replaces one that is there', async () => {
		expect((await sent({ body: { fstatus: 1, api_token: 'mine' } })).body).toEqual({
			fstatus: 1,
			api_token: 'key-canary',
		});
		expect((await sent({})).body).toEqual({ api_token: 'key-canary' });
	});

	it('adds it to text, a form, and a form of parts', async () => {
		expect((await sent({ body: '{"a":1}' })).body).toBe('{"a":1,"api_token":"key-canary"}');
		const form = (await sent({ body: new URLSearchParams({ a: '1' }) })).body;
		expect(String(form)).toBe('a=1&api_token=key-canary');
		const { contentType, body } = encodeMultipart([
			{ name: 'message', value: 'ção' },
			{ name: 'files[]', fileName: 'a.txt', mimeType: 'text/plain', content: Buffer.from('x') },
		]);
		const parts = (await sent({ body, headers: { 'Content-Type': contentType } })).body as Buffer;
		const read = await new Response(new Uint8Array(parts), {
			headers: { 'content-type': contentType },
		}).formData();
		expect([...read.keys()]).toEqual(['api_token', 'message', 'files[]']);
		expect(read.get('api_token')).toBe('key-canary');
		expect(read.get('message')).toBe('ção');
	});

	it('adds it to the query of a GET', async () => {
		expect((await sent({ method: 'GET', qs: { client_id: 1 } })).qs).toEqual({
			client_id: 1,
			api_token: 'key-canary',
		});
	});

	it('follows no redirect, which would reveal the key', async () => {
		expect(await sent({})).toMatchObject({ disableFollowRedirect: true });
	});

	it.each([
		'https://secure.usedesk.com.example.com/uapi/tickets',
		'https://example.com/?host=secure.usedesk.com',
		'http://secure.usedesk.com/uapi/tickets',
		'https://secure.usedesk.com:8443/uapi/tickets',
		'https://secure.usedesk.com@example.com/',
		'//example.com/x',
	])('keeps the key from %s', async (url) => {
		const options = { url, method: 'POST', body: { a: 1 } } as const;
		expect(await sent(options)).toEqual({ baseURL: INTERNATIONAL, ...options });
	});

	it('gives the key to no address that is not the account’s', async () => {
		await fc.assert(
			fc.asyncProperty(fc.webUrl(), async (url) => {
				const request = await sent({ url, body: { a: 1 } });
				expect(JSON.stringify(request)).not.toContain('key-canary');
			}),
		);
	});

	it('does not change the incoming request', async () => {
		const body: IDataObject = { a: 1 };
		await sent({ body });
		expect(body).toEqual({ a: 1 });
	});
});

describe('Usedesk: credential, server of the account', () => {
	const accounts = [
		[{ server: INTERNATIONAL, baseUrl: 'https://left.over' }, INTERNATIONAL],
		[{ server: 'https://api.usedesk.ru', baseUrl: '' }, 'https://api.usedesk.ru'],
		[{ server: 'own', baseUrl: ' https://desk.example/uapi// ' }, 'https://desk.example/uapi'],
	] as const;

	/** Evaluates the expression as n8n does: as code in which `$credentials` is available. */
	function evaluated(expression: string, credentials: object): unknown {
		const code = expression.slice('={{'.length, -'}}'.length);
		return new Function('$credentials', `return ${code}`)(credentials);
	}

	it.each(accounts)(
		'reads the server from %j alike in node, test and lists',
		async (data, address) => {
			expect(evaluated(BASE_URL_EXPRESSION, data)).toBe(address);
			expect(evaluated(String(credential.test.request.baseURL), data)).toBe(address);
			const context = {
				getCredentials: () => Promise.resolve({ ...data, apiToken: 'key-canary' }),
			};
			const account = await readAccount(context as unknown as IAllExecuteFunctions);
			expect(account.baseUrl).toBe(address);
			const request = await sent({ baseURL: address }, { ...data, apiToken: 'key-canary' });
			expect(request.body).toEqual({ api_token: 'key-canary' });
		},
	);

	it('removes every secret from a text', () => {
		const account = {
			baseUrl: '',
			companyId: '',
			applicationId: '',
			apiToken: 'key-canary',
			addressToken: 'word-canary',
		};
		expect(withoutSecrets('a key-canary b word-canary', account)).toBe('a ••• b •••');
		expect(withoutSecrets('abc', { ...account, apiToken: '', addressToken: '' })).toBe('abc');
	});
});

describe('Usedesk: credential, form', () => {
	it('the credential has the name that the nodes ask for, and hides what is secret', () => {
		expect(credential.name).toBe(CREDENTIAL_TYPE);
		const secret = credential.properties.filter(({ name }) => /token|secret/i.test(name));
		expect(secret.map(({ name }) => name)).toEqual(['apiToken', 'addressToken']);
		for (const property of secret) expect(property.typeOptions?.password).toBe(true);
	});

	it('accepts no answer without an agent', () => {
		const last = credential.test.rules?.at(-1);
		expect(last).toMatchObject({
			type: 'responseSuccessBody',
			properties: { key: 'id', value: undefined, message: expect.stringMatching(/secret key/) },
		});
	});
});
