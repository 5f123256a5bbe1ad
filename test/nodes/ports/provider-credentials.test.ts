import type { ICredentialType } from 'n8n-workflow';

import { BusinessMessagingBlipApi } from '../../../credentials/BusinessMessagingBlipApi.credentials';
import { BusinessMessagingBotmakerApi } from '../../../credentials/BusinessMessagingBotmakerApi.credentials';
import { BusinessMessagingChatArchitectApi } from '../../../credentials/BusinessMessagingChatArchitectApi.credentials';
import { BusinessMessagingInfobipApi } from '../../../credentials/BusinessMessagingInfobipApi.credentials';
import { BusinessMessagingUsedeskApi } from '../../../credentials/BusinessMessagingUsedeskApi.credentials';
import { BusinessMessagingWhatsAppCloudApi } from '../../../credentials/BusinessMessagingWhatsAppCloudApi.credentials';
import { splitCredential } from '../../../nodes/ports/provider-credentials';

const TYPES: ICredentialType[] = [
	new BusinessMessagingBlipApi(),
	new BusinessMessagingBotmakerApi(),
	new BusinessMessagingChatArchitectApi(),
	new BusinessMessagingInfobipApi(),
	new BusinessMessagingUsedeskApi(),
	new BusinessMessagingWhatsAppCloudApi(),
];

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

	it.each(TYPES)(
		'$displayName: what n8n masks is a secret, and nothing else is',
		({ properties }) => {
			const masked = properties.filter(({ typeOptions }) => typeOptions?.password);
			const filled = Object.fromEntries(properties.map(({ name }) => [name, 'x']));
			const names = masked.map(({ name }) => name).sort();
			expect(Object.keys(splitCredential(filled).secrets).sort()).toEqual(names);
		},
	);
});
