import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { HttpRequest } from '../../../messaging/http';
import { CREDENTIAL_TYPES, RENEWED_CREDENTIALS } from '../../../nodes/ports/provider-credentials';
import { n8nHttp } from '../../../nodes/ports/n8n-http';
import { botmaker } from '../../../providers/botmaker';
import { startBotmakerEmulator, type BotmakerEmulator } from '../../emulators/botmaker/emulator';
import { MARTA, senderAt } from '../../providers/botmaker/account';
import { renewingN8n } from './renewing-n8n';

const BOTMAKER = CREDENTIAL_TYPES.botmaker;

describe('n8n http: renewal of a credential', () => {
	let emulator: BotmakerEmulator;
	beforeEach(async () => {
		emulator = await startBotmakerEmulator();
	});
	afterEach(() => emulator.close());

	const credential = (more: Record<string, string> = {}) => ({
		...emulator.world.tokens,
		clientId: emulator.world.clientId,
		clientSecret: emulator.world.secretId,
		baseUrl: emulator.baseUrl,
		renewal: 'entered',
		...more,
	});
	const sending = (text: string): HttpRequest =>
		botmaker.build({ type: 'text', text }, MARTA, senderAt(emulator.baseUrl));
	const asked = () => emulator.requests.filter(({ path }) => path === '/auth/credentials');

	it('requests no renewal while the token is valid', async () => {
		const n8n = renewingN8n(credential());
		expect(await n8nHttp(n8n.context, BOTMAKER)(sending('oi'))).toMatchObject({ ok: true });
		expect(asked()).toEqual([]);
		expect(n8n.writes).toBe(0);
	});

	it('renews once when many items hit 401 together, and n8n stores both new tokens', async () => {
		const n8n = renewingN8n(credential());
		const http = n8nHttp(n8n.context, BOTMAKER);
		emulator.expireAccessToken();
		const results = await Promise.all(
			Array.from({ length: 50 }, (_, item) => http(sending(`oi ${item}`))),
		);
		expect(results.every(({ ok }) => ok)).toBe(true);
		expect(emulator.messages).toHaveLength(50);
		expect(emulator.world.refreshes).toBe(1);
		expect(n8n.stored).toMatchObject({ ...emulator.world.tokens, renewal: 'renewed' });
	});

	it('renews as often as tokens really expire, and never goes back to an older pair', async () => {
		const n8n = renewingN8n(credential());
		const http = n8nHttp(n8n.context, BOTMAKER);
		for (const expected of [1, 2, 3]) {
			emulator.expireAccessToken();
			const results = await Promise.all([http(sending('a')), http(sending('b'))]);
			expect(results.every(({ ok }) => ok)).toBe(true);
			expect(emulator.world.refreshes).toBe(expected);
			expect(n8n.stored).toMatchObject(emulator.world.tokens);
			emulator.world.options.rateLimits = false;
		}
	});

	it('uses tokens that another process has stored meanwhile, when its own refresh token is invalid', async () => {
		const n8n = renewingN8n(credential());
		emulator.rotateTokens();
		const fresh = { ...emulator.world.tokens };
		setTimeout(() => {
			n8n.stored = { ...n8n.stored, ...fresh };
		}, 100);
		expect(await n8nHttp(n8n.context, BOTMAKER)(sending('oi'))).toMatchObject({ ok: true });
		expect(n8n.stored).toMatchObject(fresh);
		expect(emulator.world.refreshes).toBe(0);
	});

	it('returns the refusal of an invalid credential, with a remedy', async () => {
		const n8n = renewingN8n(credential());
		emulator.rotateTokens();
		const http = n8nHttp(n8n.context, BOTMAKER);
		const result = await http(sending('oi'));
		expect(result).toMatchObject({ ok: false, failure: { kind: 'refused', status: 401 } });
		if (result.ok) throw new Error('an expired credential cannot send');
		const error = botmaker.explainError(result.failure);
		expect(error).toMatchObject({ meaning: 'wrongCredential', retry: 'no' });
		expect(error.remedy).toContain('Refresh Token');
		expect(n8n.stored).toMatchObject({ refreshToken: 'emulated-refresh-token-0' });
		expect(JSON.stringify([result, error])).not.toMatch(
			/emulated-(access|refresh)-token|secret-id/,
		);
	});

	it('asks Botmaker about an invalid refresh token once, and about corrected values again', async () => {
		const n8n = renewingN8n(credential({ clientSecret: 'typed-wrong' }));
		emulator.expireAccessToken();
		const http = n8nHttp(n8n.context, BOTMAKER);
		await http(sending('a'));
		await http(sending('b'));
		expect(emulator.world.refusedRefreshes).toBe(1);
		emulator.world.options.rateLimits = false;
		n8n.stored = { ...n8n.stored, clientSecret: emulator.world.secretId };
		expect(await http(sending('c'))).toMatchObject({ ok: true });
		expect(emulator.world.refreshes).toBe(1);
	});

	it('sends a message once, although its first request came too late for the token', async () => {
		const n8n = renewingN8n(credential());
		emulator.expireAccessToken();
		await n8nHttp(n8n.context, BOTMAKER)(sending('só uma vez'));
		expect(emulator.messages).toHaveLength(1);
	});

	it('does not renew the tokens for any other refusal', async () => {
		const n8n = renewingN8n(credential());
		const http = n8nHttp(n8n.context, BOTMAKER);
		for (const status of [400, 403, 404, 429, 500]) {
			emulator.failNext({ status, body: { errors: [{ message: 'no' }] } });
			expect(await http(sending('oi'))).toMatchObject({ failure: { kind: 'refused', status } });
		}
		expect(asked()).toEqual([]);
	});
});

describe('n8n http: credentials that are never renewed', () => {
	const seen: IHttpRequestOptions[] = [];
	const context = {
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				seen.push(options);
				return { statusCode: 401, headers: { 'X-A': 'b' }, body: '{"error":{"code":190}}' };
			},
		},
	} as unknown as IAllExecuteFunctions;

	it('sends once and reads the refusal, because a second request would change nothing', async () => {
		const http = n8nHttp(context, CREDENTIAL_TYPES.whatsappCloud);
		const result = await http({ method: 'GET', url: 'https://graph.example/1' });
		expect(result).toEqual({
			ok: false,
			failure: {
				kind: 'refused',
				status: 401,
				headers: { 'x-a': 'b' },
				body: { error: { code: 190 } },
			},
		});
		expect(seen).toMatchObject([{ ignoreHttpStatusErrors: true }]);
	});

	it('knows every credential type that can be renewed, and no other', () => {
		const types = Object.values(CREDENTIAL_TYPES).filter((type) => type !== undefined);
		const renewed = types.filter((type) => 'preAuthentication' in classOf(type).prototype);
		expect(renewed).toEqual([...RENEWED_CREDENTIALS]);
	});
});

/**
 * Returns the class of a credential type by n8n's own convention: `businessMessagingAcmeApi` is
 * `BusinessMessagingAcmeApi` in a file of its name.
 */
function classOf(type: string): { prototype: object } {
	const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
	const file: unknown = jest.requireActual(`../../../credentials/${name}.credentials`);
	return (file as Record<string, { prototype: object }>)[name] ?? { prototype: {} };
}

describe('n8n http: requests without an answer', () => {
	const failing = async (code: string) => {
		const helpers = {
			// n8n puts its own error around that of the network.
			httpRequestWithAuthentication: () =>
				Promise.reject(Object.assign(new Error('refused'), { cause: { code } })),
		};
		const context = { helpers } as unknown as IAllExecuteFunctions;
		return await n8nHttp(
			context,
			CREDENTIAL_TYPES.whatsappCloud,
		)({
			method: 'POST',
			url: 'https://graph.example/messages',
		});
	};

	it.each([
		'ECONNREFUSED',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'CERT_NOT_YET_VALID',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s shows that the request was not sent', async (code) => {
		expect(await failing(code)).toMatchObject({ ok: false, failure: { beforeSending: true } });
	});

	it.each(['ECONNRESET', 'EPIPE'])('%s leaves open whether the request arrived', async (code) => {
		expect(await failing(code)).toMatchObject({ ok: false, failure: { beforeSending: false } });
	});
});
