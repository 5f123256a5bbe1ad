import { readExamples } from '../../sandbox/examples';
import { withOwnIds } from '../../sandbox/own-ids';
import { hasChatPage, readWorkflow, triggerUrl, TRIGGER_TYPE } from '../../sandbox/workflow-file';
import { mayOpenPage } from '../../simulator/page-access';

const BASE = 'http://127.0.0.1:5678';
const examples = readExamples().map(({ name, workflow }) => [name, workflow] as const);

describe('sandbox: the ids of an imported example', () => {
	it.each(examples)(
		'an imported example has new ids, and none of its file: %s',
		(_name, workflow) => {
			const json = JSON.stringify(withOwnIds(workflow).workflow);
			for (const { id, webhookId } of workflow.nodes) {
				expect(json).not.toContain(id);
				if (webhookId !== undefined) expect(json).not.toContain(webhookId);
			}
		},
	);

	it.each(examples)('new ids make the chat link a secret: %s', (_name, file) => {
		const { workflow } = withOwnIds(file);
		expect(hasChatPage(workflow)).toBe(true);
		expect(triggerUrl(BASE, workflow)).not.toBe(triggerUrl(BASE, withOwnIds(file).workflow));
		const trigger = workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
		const facts = { nodeId: trigger?.id ?? '', webhookId: trigger?.webhookId };
		const stranger = { remoteAddress: '203.0.113.7', headers: { host: 'n8n.example' } };
		for (const typeVersion of [1, 1.1, 2]) {
			expect(mayOpenPage(stranger, { typeVersion, ...facts })).toEqual({ open: true });
		}
	});

	it.each(examples)('ids stay the same at the next start: %s', (_name, workflow) => {
		const first = withOwnIds(workflow);
		expect(withOwnIds(workflow, first.ids)).toEqual(first);
	});

	it('new ids leave the rest of the workflow unchanged, and reach groups of nodes', () => {
		const workflow = readWorkflow({
			name: 'Two nodes',
			nodes: [
				{ id: 'a', name: 'A', type: 'x', webhookId: 'w' },
				{ name: 'B', type: 'y', parameters: { text: 'a' } },
			],
			connections: { A: { main: [] } },
			nodeGroups: [{ id: 'g', nodeIds: ['a'] }],
		});
		const { workflow: copy, ids } = withOwnIds(workflow, { a: 'known' });
		expect(copy).toEqual({
			...workflow,
			nodes: [{ ...workflow.nodes[0], id: 'known', webhookId: ids.w }, workflow.nodes[1]],
			nodeGroups: [{ id: 'g', nodeIds: ['known'] }],
		});
	});
});

describe('sandbox: the address of a trigger', () => {
	const addressOf = (trigger: Record<string, unknown>) =>
		triggerUrl(
			BASE,
			readWorkflow({
				name: 'x',
				nodes: [{ name: 'T', type: TRIGGER_TYPE, ...trigger }],
				connections: {},
			}),
		);

	it('the address is made of the webhook id in versions before 2, and of the node id from then on', () => {
		const trigger = { id: 'node', webhookId: 'hook' };
		expect(addressOf({ ...trigger })).toBe(`${BASE}/webhook/hook/messages`);
		expect(addressOf({ ...trigger, typeVersion: 1.1 })).toBe(`${BASE}/webhook/hook/messages`);
		expect(addressOf({ ...trigger, typeVersion: 2 })).toBe(`${BASE}/webhook/node`);
		expect(addressOf({ id: 'node', typeVersion: 2 })).toBeUndefined();
	});
});
