import type { INodeParameters } from 'n8n-workflow';

import { startBotmakerEmulator } from '../../../emulators/botmaker/emulator';
import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

async function run(
	operation: string,
	parameters: INodeParameters,
	items: Array<Record<string, string>> = [{}],
	credentials = {},
) {
	const given = { provider: 'simulator', resource: 'agent', operation, ...parameters };
	const [results = []] = await runNode(given, items, { node: { typeVersion: 2 }, credentials });
	return results.map(({ json }) => json);
}

describe('agent', () => {
	it('Set Presence records it, and Get Availability gives one item for each agent', async () => {
		const bia = { agentId: 'bia@acme.example', agentName: 'Bia', presence: 'away' };
		const away = {
			...{ id: 'bia@acme.example', name: 'Bia', presence: 'away', open: 0 },
			presenceSince: expect.any(String),
		};
		expect(await run('setPresence', bia)).toEqual([away]);
		const agentIds = 'caio@acme.example; bia@acme.example';
		const caio = { id: 'caio@acme.example', presence: 'online', open: 0 };
		expect(await run('getAvailability', { agentIds })).toEqual([caio, away]);
		expect(await run('getAvailability', {})).toEqual([away]);
	});

	it('Set Presence sets that of each item, as an agent writes it to a workflow', async () => {
		const words = { agentId: '={{ $json.who }}', presence: '={{ $json.word }}' };
		const items = [
			{ who: 'bia', word: 'Online' },
			{ who: 'caio', word: 'AWAY' },
		];
		expect(await run('setPresence', words, items)).toMatchObject([
			{ id: 'bia', presence: 'online' },
			{ id: 'caio', presence: 'away' },
		]);
	});

	it("Get Availability lists the provider's own agents, as Message Router > Agent reads them", async () => {
		const emulator = await startBotmakerEmulator({
			agents: [
				{ id: 'a1', name: 'Bia', isOnline: true, queues: ['vendas'], slots: 3 },
				{ id: 'a2', name: 'Caio', isOnline: false },
			],
		});
		const parameters = { provider: 'botmaker', agentsFrom: 'provider', agentIds: 'a1' };
		const { accessToken } = emulator.world.tokens;
		const credentials = {
			businessMessagingBotmakerApi: {
				accessToken,
				baseUrl: emulator.baseUrl,
			},
		};
		expect(await run('getAvailability', parameters, [{}], credentials)).toEqual([
			{ id: 'a1', name: 'Bia', presence: 'online', skills: ['vendas'], capacity: 3 },
		]);
		await emulator.close();
	});

	it.each([
		[{ agentId: '={{ "" }}', presence: 'away' }, '"Agent ID" is empty'],
		[{ agentId: 'bia', presence: '={{ "lunch" }}' }, '"lunch" is not a presence'],
	])('Set Presence refuses %j', async (parameters, message) => {
		await expect(run('setPresence', parameters)).rejects.toMatchObject({ message });
	});
});
