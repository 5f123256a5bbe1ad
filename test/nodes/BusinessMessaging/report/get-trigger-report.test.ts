import { message, receive } from '../../../store/events';
import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const REPORT = { resource: 'report', operation: 'getTriggerReport' };

describe('Report > Get Trigger Report', () => {
	beforeAll(async () => {
		const store = await nodeStore();
		const write = (trigger: string) =>
			receive(store, [message('a'), message('b'), message('a')], { trigger });
		await write('workflow-1:trigger-1');
		await write('workflow-2:trigger-1');
		await write('test:workflow-1:trigger-1');
		await store.inbox.countRefused('workflow-1:trigger-1', 4);
	});

	const figures = { received: 2, repeats: 1, redelivered: 0, abandoned: 0 };

	it('counts received, repeated and refused events of the triggers of this workflow', async () => {
		const [items = []] = await runNode(REPORT);
		expect(items.map(({ json }) => json)).toEqual([
			{ workflowId: 'workflow-1', nodeId: 'trigger-1', ...figures, refused: 4 },
		]);
	});

	it('returns one item for each trigger of all workflows, without test runs', async () => {
		const [items = []] = await runNode({ ...REPORT, triggersOf: 'all' });
		expect(items.map(({ json }) => json)).toEqual([
			{ workflowId: 'workflow-1', nodeId: 'trigger-1', ...figures, refused: 4 },
			{ workflowId: 'workflow-2', nodeId: 'trigger-1', ...figures, refused: 0 },
		]);
	});
});
