import type { IHookFunctions } from 'n8n-workflow';

import { UsedeskTrigger } from '../../../nodes/UsedeskTrigger/UsedeskTrigger.node';

// The context contains only what publishing reads: the node and its credential.

async function publish(typeVersion: number, addressToken: string): Promise<boolean> {
	const context = {
		getNode: () => ({ id: 'n1', name: 'Usedesk Trigger', typeVersion }),
		getCredentials: async () => ({
			server: 'own',
			baseUrl: 'http://x',
			apiToken: 'k',
			addressToken,
		}),
	} as unknown as IHookFunctions;
	return await new UsedeskTrigger().webhookMethods.default.checkExists.call(context);
}

describe('Usedesk Trigger: publishing', () => {
	it.each(['', 'short'])('stops with a remedy while the address token is "%s"', async (token) => {
		await expect(publish(1.1, token)).rejects.toThrow(
			/Webhook Address Token.*Enter a random token of 16 characters or more in the credential/,
		);
	});

	it('publishes with a token of 16 characters', async () => {
		await expect(publish(1.1, 'sixteen-characte')).resolves.toBe(true);
	});

	it('publishes without a token in workflows of the first version', async () => {
		await expect(publish(1, '')).resolves.toBe(true);
	});
});
