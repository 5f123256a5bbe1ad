import type { INodeParameters } from 'n8n-workflow';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

async function run(operation: string, parameters: INodeParameters, items = [{}]) {
	const given = { provider: 'simulator', resource: 'agent', operation, ...parameters };
	const [results = []] = await runNode(given, items, { node: { typeVersion: 2 } });
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

	it.each([
		[{ agentId: '={{ "" }}', presence: 'away' }, '"Agent ID" is empty'],
		[{ agentId: 'bia', presence: '={{ "lunch" }}' }, '"lunch" is not a presence'],
	])('Set Presence refuses %j', async (parameters, message) => {
		await expect(run('setPresence', parameters)).rejects.toMatchObject({ message });
	});
});
