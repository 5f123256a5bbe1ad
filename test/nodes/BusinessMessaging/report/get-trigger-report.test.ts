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

	it('names the published workflows on the same number', async () => {
		const { listeners } = await nodeStore();
		const listener = (workflow: string, businessId?: string) => ({
			key: `${workflow}:trigger-9`,
			account: 'account:whatsappCloud:1',
			provider: 'whatsappCloud' as const,
			workflowName: `Workflow ${workflow}`,
			url: '',
			verifyToken: '',
			webhookToken: '',
			setUpByHand: false,
			settings: {},
			...(businessId !== undefined && { businessId }),
		});
		const now = new Date();
		await listeners.put(listener('a'), now);
		await listeners.put(listener('b', 'number-1'), now);
		await listeners.put(listener('c', 'number-2'), now);
		const [items = []] = await runNode({ ...REPORT, triggersOf: 'all' });
		const named = items.map(({ json }) => json).filter(({ nodeId }) => nodeId === 'trigger-9');
		expect(named).toMatchObject([
			{ workflowId: 'a', received: 0, alsoHeardBy: ['Workflow b', 'Workflow c'] },
			{ workflowId: 'b', businessNumber: 'number-1', alsoHeardBy: ['Workflow a'] },
			{ workflowId: 'c', businessNumber: 'number-2', alsoHeardBy: ['Workflow a'] },
		]);
	});

	it('names the other system that gets the events of a trigger instead', async () => {
		const { listeners } = await nodeStore();
		const lostTo = 'https://another-product.example/hook';
		await listeners.rememberLoss('b:trigger-9', lostTo);
		const [items = []] = await runNode({ ...REPORT, triggersOf: 'all' });
		const rows = items.map(({ json }) => json).filter(({ nodeId }) => nodeId === 'trigger-9');
		expect(rows.map((row) => [row.workflowId, row.lostTo])).toEqual([
			['a', ''],
			['b', lostTo],
			['c', ''],
		]);
	});
});
