import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { n8nHttp } from '../../../nodes/ports/n8n-http';
import { CREDENTIAL_TYPES } from '../../../nodes/ports/provider-credentials';
import { providers } from '../../../providers';
import { startFileServer, type FileServer } from './file-servers';
import { n8nContext } from './n8n-context';

/** Two servers, and the key of the first: no redirect takes it to the second. */

const KEY = 'canary-key';
const BOT_KEY = Buffer.from(`acmerouter:${KEY}`).toString('base64');
const APP_KEY = Buffer.from(`app:${KEY}`).toString('base64');

/** The credential of each provider, and what its key looks like in a request. */
const CREDENTIALS = {
	whatsappCloud: { data: { accessToken: KEY, businessAccountId: '1' }, proof: `Bearer ${KEY}` },
	chatArchitect: { data: { appId: 'app', appSecret: KEY }, proof: `Basic ${APP_KEY}` },
	botmaker: { data: { accessToken: KEY, renewal: 'entered' }, proof: KEY },
	blip: { data: { apiKey: BOT_KEY, botId: 'acmerouter' }, proof: `Key ${BOT_KEY}` },
	infobip: { data: { apiKey: KEY }, proof: `App ${KEY}` },
} as const satisfies Record<string, { data: ICredentialDataDecryptedObject; proof: string }>;

type Signed = keyof typeof CREDENTIALS;
const SIGNED = Object.keys(CREDENTIALS) as Signed[];
const STATUSES = [301, 302, 303, 307, 308] as const;

describe('a redirect to another server', () => {
	let own: FileServer;
	let stranger: FileServer;
	beforeEach(async () => {
		stranger = await startFileServer((_request, response) => response.end('file'));
		own = await startFileServer((request, response) => {
			const [, status, to] = (request.url ?? '').split('/');
			const location = to === 'here' ? '/200' : stranger.url;
			response.writeHead(Number(status), status === '200' ? {} : { location }).end('own file');
		});
	});
	afterEach(() => {
		own.close();
		stranger.close();
	});

	const portOf = (provider: Signed) => {
		const type = CREDENTIAL_TYPES[provider];
		return n8nHttp(n8nContext(type, { ...CREDENTIALS[provider].data, baseUrl: own.url }), type);
	};
	const headersAt = (server: FileServer) => JSON.stringify(server.requests.map((r) => r.headers));

	it('a redirect is tested with the credential of every provider that has one', () => {
		const withCredential = Object.entries(CREDENTIAL_TYPES).filter(([, type]) => type);
		expect(withCredential.map(([provider]) => provider).sort()).toEqual([...SIGNED].sort());
	});

	describe.each(SIGNED)('%s', (provider) => {
		it.each(STATUSES)('does not take the key along when a file is moved by %d', async (status) => {
			const headers = { 'x-own': 'own-canary' };
			const url = `${own.url}/${status}`;
			const result = await portOf(provider)({ method: 'GET', url, headers, expect: 'bytes' });
			expect(result).toMatchObject({ ok: true, body: Buffer.from('file') });
			expect(headersAt(own)).toContain(CREDENTIALS[provider].proof);
			expect(stranger.requests).toHaveLength(1);
			expect(headersAt(stranger)).not.toMatch(/canary|Basic|Bearer|App |Key |access-token/);
			expect(headersAt(stranger)).not.toContain(CREDENTIALS[provider].proof);
		});

		it('takes the key along on its own server', async () => {
			const url = `${own.url}/302/here`;
			const headers = { 'x-own': 'own-canary' };
			const result = await portOf(provider)({ method: 'GET', url, headers, expect: 'bytes' });
			expect(result).toMatchObject({ ok: true, body: Buffer.from('own file') });
			for (const { headers: sent } of own.requests) {
				expect(JSON.stringify(sent)).toContain(CREDENTIALS[provider].proof);
				expect(sent).toHaveProperty('x-own');
			}
		});

		it.each(STATUSES)(
			'a redirect of a request that downloads no file counts as a refusal: %d',
			async (status) => {
				const url = `${own.url}/${status}`;
				const result = await portOf(provider)({ method: 'POST', url, json: { text: 'oi' } });
				expect(result).toMatchObject({ ok: false, failure: { kind: 'refused', status } });
				expect(stranger.requests).toEqual([]);
				if (result.ok) throw new Error('a redirect is no success');
				const { title, remedy, retry } = providers[provider].explainError(result.failure);
				expect([title, remedy]).not.toContain('');
				expect(retry).toBe('no');
			},
		);
	});
});

describe('the test of a credential', () => {
	it.each(SIGNED)('follows no redirect with the key: %s', (provider) => {
		const type = CREDENTIAL_TYPES[provider];
		const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
		const file = jest.requireActual<Record<string, new () => { test: object }>>(
			`../../../credentials/${name}.credentials`,
		);
		const Type = file[name];
		if (Type === undefined) throw new Error(`${name} is missing`);
		expect(new Type().test).toMatchObject({ request: { disableFollowRedirect: true } });
	});
});
