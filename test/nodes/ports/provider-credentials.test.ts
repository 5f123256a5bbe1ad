import { splitCredential } from '../../../nodes/ports/provider-credentials';

describe('provider credentials', () => {
	const { account, secrets } = splitCredential({
		accessToken: ' token-1 ',
		appSecret: 'secret-1',
		baseUrl: 'https://graph.example/',
		appId: '123',
		businessAccountId: '',
	});

	it('keeps secrets and settings apart', () => {
		expect(secrets).toEqual({ accessToken: 'token-1', appSecret: 'secret-1' });
		expect(account).toEqual({ baseUrl: 'https://graph.example', appId: '123' });
	});

	it('gives an empty account where no credential is needed', () => {
		expect(splitCredential(undefined)).toEqual({ account: { baseUrl: '' }, secrets: {} });
	});
});
