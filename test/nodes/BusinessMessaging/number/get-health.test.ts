import type { NumberHealth, ProviderAdapter } from '../../../../messaging/provider';
import { execute } from '../../../../nodes/BusinessMessaging/actions/number/getHealth.operation';
import type { Session } from '../../../../nodes/BusinessMessaging/session';
import { providers } from '../../../../providers';
import { temporaryFolder } from '../../../fixtures/temporary-folder';
import { executeDouble } from '../../MessageRouter/execute-double';
import { nodeStore, runNode } from '../run-node';

const folder = temporaryFolder();
process.env.N8N_USER_FOLDER = folder.file('n8n');

const HEALTH = { resource: 'number', operation: 'getHealth', from: '={{ $json.number }}' };
const SEND = {
	resource: 'message',
	operation: 'sendTemplate',
	templateName: 'we_missed_you',
	templateLanguage: 'pt_BR',
	templateVariables: { value: { body__1: 'Ana' } },
	from: 'padaria',
	to: '={{ $json.phone }}',
};

describe('Number > Get Health', () => {
	afterAll(async () => (await nodeStore()).close());

	async function healthOf(value: NumberHealth) {
		const adapter: ProviderAdapter = {
			...providers.simulator,
			number: { health: async () => ({ ok: true, value }) },
		};
		const store = await nodeStore();
		const session = {
			...{ adapter, store, account: { baseUrl: '' } },
			clock: async () => () => new Date(),
		} as unknown as Session;
		const { context } = executeDouble({ from: 'padaria' }, [{}]);
		return (await execute(context, session, 0)).json;
	}

	it('answers with what was counted where the provider says nothing, number by number', async () => {
		await runNode(SEND, [{ phone: '+5511988880001' }, { phone: '+5511988880002' }]);
		const [items = []] = await runNode(HEALTH, [{ number: 'padaria' }, { number: 'other' }]);
		expect(items.map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toMatchObject([
			{
				business: { id: 'padaria' },
				health: null,
				recipients24h: { counted: 2 },
				serviceMessages: { delivered: 0, freeLeft: 1_000 },
				pairedItem: { item: 0 },
			},
			{ business: { id: 'other' }, recipients24h: { counted: 0 }, pairedItem: { item: 1 } },
		]);
	});

	it('says how much of the limit of the provider is left', async () => {
		expect(await healthOf({ name: 'Padaria', quality: 'good', messagingLimit: 250 })).toMatchObject(
			{
				business: { name: 'Padaria' },
				health: { quality: 'good', messagingLimit: 250 },
				recipients24h: { counted: 2, limit: 250, left: 248 },
			},
		);
		expect(await healthOf({ messagingLimit: 1 })).toMatchObject({ recipients24h: { left: 0 } });
		expect(await healthOf({ messagingLimit: 'unlimited' })).toMatchObject({
			recipients24h: { counted: 2, limit: 'unlimited' },
		});
	});

	it('needs a number, and goes on with the others when told to', async () => {
		await expect(runNode(HEALTH, [{ number: '' }])).rejects.toThrow('No number of yours');
		const [items = []] = await runNode(HEALTH, [{ number: '' }, { number: 'padaria' }], {
			continueOnFail: true,
		});
		expect(items.map(({ json }) => typeof json.error)).toEqual(['string', 'undefined']);
	});
});
