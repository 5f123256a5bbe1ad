import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeConnectionTypes } from 'n8n-workflow';

import { isolateNodes } from './isolate-nodes';
import { NO_OPERATION } from './package-nodes';
import { runNode } from './run-node';
import { runWorkflow, type WorkflowFile } from './run-workflow';
import { expectScenario } from './scenario';

isolateNodes();

const node = (name: string, more = {}) => ({
	...{ id: name, name, type: NO_OPERATION, typeVersion: 1, parameters: {} },
	position: [0, 0] as [number, number],
	...more,
});
const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];

/** Two items pass one node. */
const WORKFLOW: WorkflowFile = {
	nodes: [node('Start'), node('Next')],
	connections: { Start: { main: [to('Next')] } },
	pinData: { Start: [{ json: { number: 1 } }, { json: { number: 2 } }] },
};
const item = (number: number, index: number) => ({
	json: { number },
	pairedItem: { item: index },
});

describe('a scenario', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'business-messaging-scenario-'))));
	afterEach(() => rmSync(folder, { recursive: true }));

	const scenario = async (expected: object): Promise<unknown> => {
		writeFileSync(join(folder, 'two.workflow.json'), JSON.stringify(WORKFLOW));
		writeFileSync(join(folder, 'two.expected.json'), JSON.stringify(expected));
		return await expectScenario(folder, 'two');
	};

	it('passes when items, pairing and hints are as expected', async () => {
		await scenario({ Next: { outputs: [[item(1, 0), item(2, 1)]] } });
	});

	it.each([
		['an item is missing', { Next: { outputs: [[item(1, 0)]] } }],
		['an item has another value', { Next: { outputs: [[item(1, 0), item(3, 1)]] } }],
		['the items have another order', { Next: { outputs: [[item(2, 1), item(1, 0)]] } }],
		['an item comes from another item', { Next: { outputs: [[item(1, 0), item(2, 0)]] } }],
		['another output is expected', { Next: { outputs: [[], [item(1, 0), item(2, 1)]] } }],
		[
			'a hint is missing',
			{ Next: { outputs: [[item(1, 0), item(2, 1)]], hints: [{ message: 'x' }] } },
		],
		['a node ran that should not', {}],
		[
			'a node did not run',
			{ Next: { outputs: [[item(1, 0), item(2, 1)]] }, Last: { outputs: [] } },
		],
	])('fails when %s', async (_, expected) => {
		await expect(scenario(expected)).rejects.toThrow(/expect\(/);
	});
});

describe('a run on the engine', () => {
	it('starts from pinned items only', async () => {
		await expect(runWorkflow({ ...WORKFLOW, pinData: {} })).rejects.toThrow('Pin items');
	});

	it('knows the nodes of this package only', async () => {
		const nodes = [node('Start'), node('Next', { type: 'n8n-nodes-base.set' })];
		await expect(runWorkflow({ ...WORKFLOW, nodes })).rejects.toThrow(/n8n-nodes-base\.set/);
	});

	it('reaches this machine by its address only', async () => {
		const asked: Array<string | undefined> = [];
		const server = createServer((request, response) => {
			asked.push(request.headers.host);
			response.setHeader('content-type', 'application/json').end('{"data":[]}');
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const list = (baseUrl: string) =>
			runNode({ provider: 'whatsappCloud', resource: 'template', operation: 'list' }, [{}], {
				credentials: {
					businessMessagingWhatsAppCloudApi: { accessToken: 't', businessAccountId: '1', baseUrl },
				},
			});
		await list(`http://127.0.0.1:${port}`);
		await expect(list(`http://localhost:${port}`)).rejects.toThrow('could not be reached');
		expect(asked).toEqual([`127.0.0.1:${port}`]);
		server.close();
	});
});
