import { randomUUID } from 'node:crypto';

import type { Execution } from '../../sandbox/n8n-api';
import { sizeOf } from '../thoroughness';
import { failureOf, itemsOf } from './harness/execution-items';
import { call, CALLED, FAILURE, inALine, list, send } from './harness/repeating-workflow';
import { newPhone, openShop, type Shop } from './harness/shop-on-whatsapp';

// Proves in a real n8n that a send which n8n repeats itself reaches each customer once: Retry On Fail, both kinds of
// Executions > Retry, and sub-workflows that are called again. It does not prove what happens when n8n is killed in
// between: that is in repeats-after-a-kill.test.ts.

/** Settings with which n8n repeats the node that calls a sub-workflow. */
const CALLS = sizeOf({
	short: [{ maxTries: 3, onError: 'stopWorkflow' }],
	nightly: ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'].flatMap((onError) =>
		[2, 3, 4, 5].map((maxTries) => ({ maxTries, onError })),
	),
});

describe('n8n repeats a send', () => {
	let shop: Shop;
	let people: string[];
	const reached = () => {
		const requests = new Map<string, number>();
		for (const { to } of shop.graph.messages) requests.set(to, (requests.get(to) ?? 0) + 1);
		return people.map((phone) => requests.get(phone) ?? 0);
	};
	beforeEach(async () => {
		people = Array.from({ length: 4 }, () => newPhone());
		shop = await openShop({ customers: people.map((phone) => ({ phone, windowOpen: true })) });
	});
	afterEach(() => shop.close());

	const items = () => people.map((phone) => ({ phone }));

	/** Publishes what the list starts, and runs it once. */
	async function run(nodes: ReadonlyArray<Record<string, unknown>>) {
		const path = randomUUID();
		const workflowId = await shop.publish(inALine([...list(path), ...nodes]));
		await shop.n8n.api.post(`/webhook/${path}`, { items: items() });
		const [execution] = await shop.n8n.waitForExecutions(workflowId, 1);
		return { workflowId, execution: execution as Execution };
	}

	/** Presses Executions > Retry and returns the new execution. */
	async function retry(workflowId: string, { id }: Execution, loadWorkflow: boolean) {
		const before = (await shop.n8n.executions(workflowId)).length;
		await shop.n8n.api.post(`/rest/executions/${id}/retry`, { loadWorkflow });
		const [execution] = await shop.n8n.waitForExecutions(workflowId, before + 1);
		return execution as Execution;
	}

	it('Retry On Fail sends each customer one message, also when another customer is refused', async () => {
		const [refused = ''] = people;
		const gone = shop.graph.addCustomer({ phone: refused, windowOpen: true, reachable: false });
		const { execution } = await run([
			send(shop, { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 }),
		]);
		expect(reached()).toEqual([0, 1, 1, 1]);
		expect(failureOf(execution).description).toContain('3 of 4 messages were sent');
		gone.reachable = true;
	});

	it('both kinds of Executions > Retry send only the messages that did not go out, also the second time', async () => {
		const [refused = ''] = people;
		const gone = shop.graph.addCustomer({ phone: refused, windowOpen: true, reachable: false });
		const { workflowId, execution } = await run([send(shop)]);
		const second = await retry(workflowId, execution, false);
		const third = await retry(workflowId, second, true);
		expect([execution, second, third].map(({ status }) => status)).toEqual(Array(3).fill('error'));
		expect(reached()).toEqual([0, 1, 1, 1]);
		gone.reachable = true;
		const last = await retry(workflowId, third, true);
		expect(last.status).toBe('success');
		expect(reached()).toEqual([1, 1, 1, 1]);
		expect(itemsOf(last, 'Send')).toHaveLength(4);
	});

	it.each(CALLS)(
		'Retry On Fail of the node that calls a sub-workflow repeats no send when a later node in it fails: $maxTries tries, $onError',
		async ({ maxTries, onError }) => {
			const [refused = ''] = people;
			shop.graph.addCustomer({ phone: refused, windowOpen: true, reachable: false });
			const sending = send(shop, { onError: 'continueErrorOutput' });
			const sub = await shop.publish(inALine([CALLED, sending, FAILURE]));
			const retried = { retryOnFail: true, maxTries, waitBetweenTries: 10, onError };
			const { workflowId, execution } = await run([call(sub, retried)]);
			expect(await shop.n8n.executions(sub)).toHaveLength(maxTries);
			expect(reached()).toEqual([0, 1, 1, 1]);
			if (onError !== 'stopWorkflow') return;
			const second = await retry(workflowId, execution, false);
			await retry(workflowId, second, true);
			expect(reached()).toEqual([0, 1, 1, 1]);
		},
	);

	it('Executions > Retry of the execution that calls the sub-workflow repeats no send', async () => {
		const sub = await shop.publish(inALine([CALLED, send(shop), FAILURE]));
		const { workflowId, execution } = await run([call(sub)]);
		const second = await retry(workflowId, execution, false);
		await retry(workflowId, second, true);
		expect(await shop.n8n.executions(sub)).toHaveLength(3);
		expect(reached()).toEqual([1, 1, 1, 1]);
	});

	it('a workflow that calls the sub-workflow twice on purpose sends both messages', async () => {
		const sub = await shop.publish(inALine([CALLED, send(shop)]));
		const again = { name: 'Again', parameters: { jsCode: 'return $("Each").all()' } };
		const { execution } = await run([
			call(sub),
			{ ...again, type: 'n8n-nodes-base.code', typeVersion: 2 },
			call(sub, { name: 'Call again' }),
		]);
		expect(execution.status).toBe('success');
		expect(reached()).toEqual([2, 2, 2, 2]);
	});

	it('every round of a loop, and every execution, sends its message', async () => {
		const path = randomUUID();
		const workflowId = await shop.publish(looping(path));
		for (const count of [1, 2]) {
			await shop.n8n.api.post(`/webhook/${path}`, { items: [...items(), ...items()] });
			await shop.n8n.waitForExecutions(workflowId, count);
		}
		expect(reached()).toEqual([4, 4, 4, 4]);
	});

	/** Sends in a loop, one customer in each round. */
	function looping(path: string) {
		const rounds = { name: 'Rounds', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 };
		const workflow = inALine([
			...list(path),
			{ ...rounds, parameters: { options: {} } },
			send(shop),
		]);
		const to = (node: string) => [{ node, type: 'main', index: 0 }];
		return {
			...workflow,
			connections: {
				...workflow.connections,
				Rounds: { main: [[], to('Send')] },
				Send: { main: [to('Rounds')] },
			},
		};
	}
});
