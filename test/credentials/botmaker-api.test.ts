import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { BusinessMessagingBotmakerApi } from '../../credentials/BusinessMessagingBotmakerApi.credentials';
import { splitCredential } from '../../nodes/ports/provider-credentials';
import { startBotmakerEmulator, type BotmakerEmulator } from '../emulators/botmaker/emulator';
import { httpPort } from '../emulators/http-port';

const DATA = {
	accessToken: 'access-canary',
	refreshToken: 'refresh-canary',
	clientId: 'padaria',
	clientSecret: 'secret-canary',
	webhookToken: 'webhook-canary',
	handoverIntent: 'fila',
	baseUrl: 'https://api.botmaker.com',
	renewal: 'entered',
};
const credential = new BusinessMessagingBotmakerApi();
const sent = (options: IHttpRequestOptions, data: ICredentialDataDecryptedObject = DATA) =>
	credential.authenticate(data, options);

describe('botmaker: credential, proof of identity', () => {
	it('adds the access token to a request to the API, in place of an older one', async () => {
		const url = 'https://api.botmaker.com/v2.0/channels';
		const { headers } = await sent({ url, headers: { 'Access-Token': 'older', accept: '*/*' } });
		expect(headers).toEqual({ 'access-token': 'access-canary', accept: '*/*' });
	});

	it.each([
		'https://storage.googleapis.com/storage.botmaker.com/public/res/a.jpg',
		'https://api.botmaker.com.example/v2.0/channels',
		'https://api.botmaker.com@example.com/v2.0/channels',
		'http://api.botmaker.com/v2.0/channels',
		'https://api.botmaker.com:8443/v2.0/channels',
		'//example.com/x',
		'not an address',
	])('keeps every secret from %s', async (url) => {
		const request = await sent({ url, baseURL: 'https://api.botmaker.com', headers: { a: 'b' } });
		if (url === 'not an address') return expect(request.url).toBe(url);
		expect(request.headers).toEqual({ a: 'b' });
	});

	it('does not change the incoming request', async () => {
		const request = { url: 'https://api.botmaker.com/v2.0/channels', headers: { a: 'b' } };
		await sent(request);
		expect(request.headers).toEqual({ a: 'b' });
	});
});

describe('botmaker: credential, form', () => {
	it('hides every secret on the screen, and shows none to the nodes as a setting', () => {
		const hidden = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(hidden.map(({ name }) => name)).toEqual([
			'accessToken',
			'refreshToken',
			'clientSecret',
			'webhookToken',
		]);
		const { account, secrets } = splitCredential(DATA);
		expect(JSON.stringify(account)).not.toContain('canary');
		expect(Object.keys(secrets).sort()).toEqual(hidden.map(({ name }) => name).sort());
	});

	it('the credential has the hidden, expirable property that n8n needs for a renewal, and renews nothing before the first use', () => {
		const expirable = credential.properties.filter(({ typeOptions }) => typeOptions?.expirable);
		expect(expirable).toMatchObject([{ name: 'renewal', type: 'hidden', default: 'entered' }]);
	});
});

describe('botmaker: credential, renewal', () => {
	let emulator: BotmakerEmulator;
	beforeEach(async () => {
		emulator = await startBotmakerEmulator({
			accessToken: DATA.accessToken,
			refreshToken: DATA.refreshToken,
			clientId: DATA.clientId,
			secretId: DATA.clientSecret,
		});
	});
	afterEach(() => emulator.close());

	/** Calls it as n8n does, with its own helper for the network. */
	const renew = (more: object = {}) => {
		const httpRequest = async ({ method, url, headers, body }: IHttpRequestOptions) => {
			const response = await fetch(url, {
				method,
				headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			const text = await response.text();
			const parsed = (text === '' ? '' : JSON.parse(text)) as unknown;
			return { statusCode: response.status, headers: {}, body: parsed };
		};
		const data = { ...DATA, baseUrl: emulator.baseUrl, ...more };
		return credential.preAuthentication.call({ helpers: { httpRequest } }, data);
	};

	it('changes nothing while Botmaker accepts the token, as when a user presses Test', async () => {
		expect(await renew()).toEqual({});
		expect(emulator.world.refreshes).toBe(0);
	});

	it('returns both new tokens when the access token is no longer valid', async () => {
		emulator.expireAccessToken();
		expect(await renew()).toEqual({ renewal: 'renewed', ...emulator.world.tokens });
	});

	it('returns a refresh token that another program has renewed while the access token is valid', async () => {
		emulator.world.tokens = { accessToken: DATA.accessToken, refreshToken: 'theirs' };
		expect(await renew()).toMatchObject({ refreshToken: 'theirs' });
		expect(emulator.world.refreshes).toBe(0);
	});

	it.each([
		['the refresh token is an old one', { refreshToken: 'older' }],
		['the secret is wrong', { clientSecret: 'wrong' }],
		['the refresh token is missing', { refreshToken: '' }],
		['the client ID is missing', { clientId: ' ' }],
	])('returns nothing, so that n8n stores nothing, when %s', async (_name, wrong) => {
		emulator.expireAccessToken();
		expect(await renew(wrong)).toEqual({});
		expect(emulator.world.refreshes).toBe(0);
	});

	it.each([{ status: 500 }, { status: 429 }, { drop: true as const }])(
		'returns nothing while Botmaker cannot be reached (%j), and tries again the next time',
		async (fault) => {
			emulator.expireAccessToken();
			emulator.failNext({ ...fault, path: /^\/auth/ });
			expect(await renew()).toEqual({});
			expect(await renew()).toMatchObject({ renewal: 'renewed' });
		},
	);

	it('does not renew a second time when n8n could not store the tokens of the first renewal', async () => {
		emulator.expireAccessToken();
		const first = await renew();
		expect(await renew()).toEqual(first);
		expect(emulator.world.refreshes).toBe(1);
	});

	it('a renewed credential is accepted by the API as it is', async () => {
		const data = { ...DATA, baseUrl: `${emulator.baseUrl}/` };
		const http = httpPort((options) => credential.authenticate(data, options));
		const url = `${emulator.baseUrl}/v2.0/channels`;
		expect(await http({ method: 'GET', url })).toMatchObject({ ok: true });
	});
});
