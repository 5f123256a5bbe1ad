import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { BusinessMessagingChatArchitectApi } from '../../credentials/BusinessMessagingChatArchitectApi.credentials';
import { startChatArchitectEmulator } from '../emulators/chat-architect/emulator';
import { httpPort } from '../emulators/http-port';

const DATA = {
	appId: 'invented-app',
	appSecret: 'app-secret-canary',
	baseUrl: 'https://api.chatarchitect.com',
};
const PROOF = `Basic ${Buffer.from('invented-app:app-secret-canary').toString('base64')}`;
const credential = new BusinessMessagingChatArchitectApi();

async function headersFor(
	options: Partial<IHttpRequestOptions> & { url: string },
	data: Record<string, string> = DATA,
): Promise<IDataObject> {
	return (await credential.authenticate(data, options)).headers ?? {};
}

describe('chatArchitect: credential, proof of identity', () => {
	it('adds App ID and App Secret to a request to the API, whatever spaces were pasted along', async () => {
		const data = { ...DATA, appId: ' invented-app', appSecret: 'app-secret-canary\n' };
		const url = 'https://api.chatarchitect.com/whatsappmessage';
		expect(await headersFor({ url })).toEqual({ Authorization: PROOF });
		expect(await headersFor({ url }, data)).toEqual({ Authorization: PROOF });
	});

	it.each([
		'https://files.example/a.jpg',
		'https://api.chatarchitect.com.example.com/whatsappmessage',
		'http://api.chatarchitect.com/whatsappmessage',
		'https://api.chatarchitect.com:8443/whatsappmessage',
		'https://api.chatarchitect.com@example.com/',
		'//example.com/x',
	])('keeps the secret from %s', async (url) => {
		const request = { url, baseURL: DATA.baseUrl, headers: { accept: '*/*' } };
		expect((await credential.authenticate(DATA, request)).headers).toEqual({ accept: '*/*' });
	});

	it('sends no proof with only an App ID or only a secret', async () => {
		const url = 'https://api.chatarchitect.com/whatsappmessage';
		expect(await headersFor({ url }, { ...DATA, appSecret: '' })).toEqual({});
		expect(await headersFor({ url }, { ...DATA, appId: '' })).toEqual({});
	});

	it('does not change the incoming request', async () => {
		const request = { url: `${DATA.baseUrl}/webhook`, headers: { authorization: 'old' } };
		const sent = await credential.authenticate(DATA, request);
		expect(sent.headers).toEqual({ Authorization: PROOF });
		expect(request.headers).toEqual({ authorization: 'old' });
	});
});

describe('chatArchitect: credential, form', () => {
	it('hides every secret on the screen', () => {
		const secret = credential.properties.filter(({ name }) => /token|secret/i.test(name));
		expect(secret.map(({ name }) => name)).toEqual(['appSecret', 'webhookToken']);
		for (const property of secret) expect(property.typeOptions?.password).toBe(true);
	});

	it('tests itself with a request that sends no message, and sees a refusal with status 200', async () => {
		const emulator = await startChatArchitectEmulator({
			appId: 'invented-app',
			appSecret: 'app-secret-canary',
		});
		const { url, body } = credential.test.request;
		const ask = (data: Record<string, string>) =>
			httpPort((options) => credential.authenticate(data, options))({
				method: 'POST',
				url: `${emulator.baseUrl}${url ?? ''}`,
				json: body,
			});
		const right = await ask({ ...DATA, baseUrl: emulator.baseUrl });
		const wrong = await ask({ ...DATA, baseUrl: emulator.baseUrl, appSecret: 'another' });
		await emulator.close();
		expect(emulator.messages).toEqual([]);
		const caught = (answer: unknown) =>
			(credential.test.rules ?? []).filter(
				({ properties }) =>
					'key' in properties &&
					(answer as { body: Record<string, unknown> }).body[properties.key] === properties.value,
			);
		expect(right).toMatchObject({ ok: true, status: 200 });
		expect(caught(right)).toEqual([]);
		expect(wrong).toMatchObject({ ok: true, status: 200 });
		expect(caught(wrong)).toHaveLength(1);
	});
});
