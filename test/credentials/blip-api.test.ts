import type { IDataObject } from 'n8n-workflow';

import { BusinessMessagingBlipApi } from '../../credentials/BusinessMessagingBlipApi.credentials';
import { splitCredential } from '../../nodes/ports/provider-credentials';
import { httpPort } from '../emulators/http-port';
import { startBlipEmulator } from '../emulators/blip/emulator';

const TOKEN = Buffer.from('acmerouter:canary-secret').toString('base64');
const DATA = {
	baseUrl: 'https://acme.http.msging.net',
	botId: 'acmerouter',
	apiKey: `Key ${TOKEN}`,
	webhookToken: 'canary-word',
	handBackTo: 'acmesub',
};
const credential = new BusinessMessagingBlipApi();

async function headersFor(url: string, data: Partial<typeof DATA> = {}): Promise<IDataObject> {
	const request = { url, headers: { accept: '*/*', authorization: 'x' } };
	const { headers } = await credential.authenticate({ ...DATA, ...data }, request);
	return headers ?? {};
}

describe('blip: credential', () => {
	it('adds the key to a request to the endpoint, in either form in which it is copied', async () => {
		const expected = { accept: '*/*', Authorization: `Key ${TOKEN}` };
		const url = 'https://acme.http.msging.net/commands';
		const apiKey = Buffer.from('canary-secret').toString('base64');
		expect(await headersFor(url)).toEqual(expected);
		expect(await headersFor(url, { apiKey: TOKEN })).toEqual(expected);
		expect(await headersFor(url, { apiKey })).toEqual(expected);
		expect(await headersFor(url, { baseUrl: `${DATA.baseUrl}/messages/` })).toEqual(expected);
	});

	it.each([
		'https://media.example/a.jpg?sig=1',
		'http://acme.http.msging.net/commands',
		'https://acme.http.msging.net.example/commands',
		'https://acme.http.msging.net@example.com/',
		'https://other.http.msging.net/commands',
		'not an address',
	])('keeps the key from %s', async (url) => {
		expect(await headersFor(url)).toEqual({ accept: '*/*' });
	});

	it('sends no key of another bot than the one that the credential names', async () => {
		expect(await headersFor('https://acme.http.msging.net/commands', { botId: 'acmesub' })).toEqual(
			{ accept: '*/*' },
		);
	});

	it('hides its secrets on the screen and from the account', () => {
		const hidden = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(hidden.map(({ name }) => name)).toEqual(['apiKey', 'webhookToken']);
		const { account, secrets } = splitCredential(DATA);
		expect(Object.keys(secrets)).toEqual(['apiKey', 'webhookToken']);
		expect(account).toEqual({
			baseUrl: DATA.baseUrl,
			botId: 'acmerouter',
			handBackTo: 'acmesub',
		});
	});

	it('the credential is tested by a ping that Blip answers, and that a wrong key does not pass', async () => {
		const blip = await startBlipEmulator();
		const { body } = credential.test.request;
		const ping = async (apiKey: string) => {
			const data = { ...DATA, baseUrl: blip.baseUrl, apiKey };
			const http = httpPort((options) => credential.authenticate(data, options));
			const url = `${blip.baseUrl}/commands`;
			return await http({ method: 'POST', url, json: body });
		};
		expect(await ping(blip.keyOf('acmerouter'))).toMatchObject({
			ok: true,
			body: { status: 'success' },
		});
		for (const key of [`Key ${TOKEN}`, blip.keyOf('acmesub'), '']) {
			expect(await ping(key)).toMatchObject({ failure: { status: 401 } });
		}
		const explained = credential.test.rules?.map(({ properties }) =>
			'value' in properties ? properties.value : undefined,
		);
		expect(explained).toEqual([401, 403, 404, 429]);
		await blip.close();
	});
});
