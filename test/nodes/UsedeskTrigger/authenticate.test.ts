import fc from 'fast-check';

import type { UsedeskAccount } from '../../../nodes/Usedesk/account';
import {
	problemOfToken,
	SHORTEST_TOKEN_CHARACTERS,
} from '../../../nodes/UsedeskTrigger/address-token';
import { authenticate, isPing } from '../../../nodes/UsedeskTrigger/authenticate';

const account: UsedeskAccount = {
	baseUrl: 'https://secure.usedesk.com/uapi',
	companyId: '',
	apiToken: 'key-1',
	applicationId: '4711',
	addressToken: '',
};
const withToken = { ...account, addressToken: 'address-1' };

describe('Usedesk Trigger: authenticate', () => {
	it('accepts the secret key and, where it is filled in, the application ID', () => {
		expect(authenticate({ secret: 'key-1' }, undefined, account).ok).toBe(true);
		expect(authenticate({ secret: '4711' }, undefined, account).ok).toBe(true);
		expect(authenticate({ secret: 4711 }, undefined, account).ok).toBe(true);
		const without = { ...account, applicationId: '' };
		expect(authenticate({ secret: '4711' }, undefined, without).ok).toBe(false);
	});

	it('demands the token in the address once there is one, and then no other proof', () => {
		expect(authenticate({ secret: 'key-1' }, undefined, withToken).ok).toBe(false);
		expect(authenticate({ secret: 'key-1' }, 'address-2', withToken).ok).toBe(false);
		expect(authenticate({ secret: 'key-1' }, ['address-1'], withToken).ok).toBe(false);
		expect(authenticate({}, 'address-1', withToken).ok).toBe(true);
	});

	it('does not accept a secret in the body if the token in the address is demanded', () => {
		for (const addressToken of ['', 'short', 'x'.repeat(SHORTEST_TOKEN_CHARACTERS - 1)]) {
			const weak = { ...account, addressToken };
			const verdict = authenticate({ secret: 'key-1' }, addressToken, weak, true);
			expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/16 characters/) });
			expect(problemOfToken(weak)?.remedy).toMatch(/16 characters or more/);
		}
		const addressToken = 'x'.repeat(SHORTEST_TOKEN_CHARACTERS);
		const strong = { ...account, addressToken };
		expect(authenticate({}, addressToken, strong, true).ok).toBe(true);
		expect(authenticate({ secret: 'key-1' }, undefined, strong, true).ok).toBe(false);
		expect(problemOfToken(strong)).toBeUndefined();
	});

	it('refuses an empty secret even if the account has an empty one', () => {
		const empty = { ...account, apiToken: '', applicationId: '' };
		expect(authenticate({ secret: '' }, '', empty).ok).toBe(false);
		expect(authenticate({}, '', empty).ok).toBe(false);
	});

	it('gives a remedy, and reveals no secret', () => {
		const verdicts = [
			authenticate({ secret: 'wrong-canary' }, undefined, account),
			authenticate(undefined, undefined, account),
			authenticate({ secret: 'wrong-canary' }, 'wrong-canary', withToken),
		];
		for (const verdict of verdicts) {
			expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/credential/) });
			expect(JSON.stringify(verdict)).not.toMatch(/canary|key-1|4711|address-1/);
		}
	});

	it('refuses every other request', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.oneof(fc.string(), fc.array(fc.string())), (body, token) => {
				fc.pre(token !== 'address-1');
				const secret = (body as { secret?: unknown } | null)?.secret;
				fc.pre(!['key-1', '4711', 4711].includes(secret as string));
				expect(authenticate(body, token, account).ok).toBe(false);
				expect(authenticate(body, token, withToken).ok).toBe(false);
			}),
		);
	});

	it('recognises a ping, and an event that has such a field', () => {
		expect(isPing({ ping: 1 })).toBe(true);
		expect(isPing({ ping: 1, ticket: {} })).toBe(false);
		expect(isPing({})).toBe(false);
		expect(isPing(null)).toBe(false);
	});
});
