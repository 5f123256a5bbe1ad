import { randomUUID } from 'node:crypto';

import type { Execution } from '../../sandbox/n8n-api';
import { publishAgent } from './harness/agent-workflow';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { call, CALLED, inALine, list, send } from './harness/repeating-workflow';
import { newPhone, openShop, type Shop } from './harness/shop-on-whatsapp';
import { startN8n, type StartedN8n } from './harness/start-n8n';
import { startStandInModel } from './harness/stand-in-model';
import { CREDENTIAL_TYPE } from './harness/whatsapp-workflow';

// Proves that no customer gets a message twice when n8n is killed while it sends. Three executions follow: the one that
// the inbox starts again, Executions > Retry of the crashed one, and Executions > Retry of one that no event had
// started.

const PEOPLE = 60;
/** Long enough that twenty-five sends are always under way. */
const LATENCY_MS = 1_500;
const WITHIN_MS = 240_000;
const ENDED = ['success', 'error', 'crashed'];

describe('n8n is killed while it sends', () => {
	const people = Array.from({ length: PEOPLE }, () => newPhone());
	let n8n: StartedN8n;
	let shop: Shop;

	const requests = (phone: string) =>
		shop.graph.requests.filter(
			({ path, body }) =>
				path.endsWith('/messages') && (body as { to?: string }).to?.endsWith(phone),
		).length;

	/** Returns the customers of all sends after the given number of requests. The trigger asks for its registration, too. */
	const sentSince = (count: number) =>
		shop.graph.requests
			.slice(count)
			.filter(({ path }) => path.endsWith('/messages'))
			.map(({ body }) => (body as { to?: string }).to);

	beforeAll(async () => {
		n8n = await startN8n({ env: { N8N_EVENTBUS_RECOVERY_MODE: 'simple' } });
		shop = await openShop(
			{
				customers: people.map((phone) => ({ phone, windowOpen: true })),
				latencyMilliseconds: LATENCY_MS,
				throughputPerSecond: 'unlimited',
			},
			n8n,
		);
	}, WITHIN_MS);
	afterAll(async () => {
		await shop?.close();
		await n8n?.stop();
	});

	/** Kills n8n when some customers have got the message, and starts it again. */
	async function killInBetween(phones: readonly string[]): Promise<void> {
		const reached = () => phones.filter((phone) => requests(phone) > 0).length;
		await eventually(() => expect(reached()).toBeGreaterThan(30), WITHIN_MS);
		await n8n.kill();
		expect(reached()).toBeLessThan(phones.length);
		await n8n.startAgain();
	}

	const ended = async (workflowId: string, count: number) => {
		let all: Execution[] = [];
		await eventually(async () => {
			all = (await n8n.executions(workflowId)).filter(({ status }) => ENDED.includes(status));
			expect(all.length).toBeGreaterThanOrEqual(count);
		}, WITHIN_MS);
		return all;
	};

	async function retry(workflowId: string, { id }: Execution): Promise<Execution> {
		const before = (await ended(workflowId, 1)).length;
		await n8n.api.post(`/rest/executions/${id}/retry`, { loadWorkflow: false });
		const [newest] = await ended(workflowId, before + 1);
		return newest as Execution;
	}

	/** Returns the customers whose message was under way when n8n was killed. */
	const unknownIn = (execution: Execution) =>
		itemsOf(execution, 'Send', 1).map(({ phone }) => String(phone));

	function expectOnce(phones: readonly string[], unknown: readonly string[]): void {
		expect(phones.filter((phone) => requests(phone) > 1)).toEqual([]);
		expect(phones.filter((phone) => requests(phone) === 0 && !unknown.includes(phone))).toEqual([]);
		expect(unknown.length).toBeLessThanOrEqual(25);
	}

	it(
		'the execution that the inbox starts again, and a retry of the crashed one, send only the rest',
		async () => {
			const customer = newPhone();
			shop.graph.addCustomer({ phone: customer });
			const trigger = {
				...{
					name: 'Customer writes',
					type: 'n8n-nodes-business-messaging.businessMessagingTrigger',
				},
				...{ typeVersion: 2, webhookId: randomUUID() },
				parameters: { provider: 'whatsappCloud', triggerOn: ['message'] },
				credentials: { [CREDENTIAL_TYPE]: { id: shop.credentialId, name: 'WhatsApp' } },
			};
			const items = people.map((phone) => ({ json: { phone } }));
			const list = {
				...{ name: 'List', type: 'n8n-nodes-base.code', typeVersion: 2 },
				parameters: { jsCode: `return ${JSON.stringify(items)}` },
			};
			const workflowId = await shop.publish(inALine([trigger, list, send(shop)]));
			await shop.graph.customerSends({ from: customer, text: 'Avise todos' });
			await killInBetween(people);

			const executions = await ended(workflowId, 2);
			const again = executions.find(({ status }) => status === 'success') as Execution;
			const unknown = unknownIn(again);
			expectOnce(people, unknown);
			const before = shop.graph.requests.length;
			await retry(workflowId, executions.at(-1) as Execution);
			expect(sentSince(before)).toEqual([]);
		},
		WITHIN_MS,
	);

	it.each(['the workflow itself', 'a sub-workflow'])(
		'Executions > Retry of a crashed execution sends only the rest, also a second time, where %s sends',
		async (sender) => {
			const others = Array.from({ length: PEOPLE }, () => newPhone());
			for (const phone of others) shop.graph.addCustomer({ phone, windowOpen: true });
			const path = randomUUID();
			const isCalled = sender === 'a sub-workflow';
			const sub = isCalled ? await shop.publish(inALine([CALLED, send(shop)])) : '';
			const last = isCalled ? call(sub) : send(shop);
			const workflowId = await shop.publish(inALine([...list(path), last]));
			await n8n.api.post(`/webhook/${path}`, { items: others.map((phone) => ({ phone })) });
			await killInBetween(others);
			const [crashed] = await ended(workflowId, 1);
			const second = await retry(workflowId, crashed as Execution);
			const [sending = second] = isCalled ? await ended(sub, 2) : [];
			expectOnce(others, unknownIn(sending));
			const before = shop.graph.requests.length;
			await retry(workflowId, crashed as Execution);
			expect(sentSince(before)).toEqual([]);
		},
		WITHIN_MS,
	);

	it(
		'an agent that was killed behind its tool sends nothing twice, neither redelivered nor retried',
		async () => {
			const customer = newPhone();
			shop.graph.addCustomer({ phone: customer });
			const model = await startStandInModel(() => [{ arguments: { Text: 'Seu pedido saiu' } }]);
			try {
				const workflowId = await publishAgent(shop, model, { agentVersion: 3 });
				const held = model.holdAfterTool();
				await shop.graph.customerSends({ from: customer, text: 'Onde está meu pedido?' });
				await held;
				await n8n.kill();
				expect(requests(customer)).toBe(1);
				await n8n.startAgain();
				const executions = await ended(workflowId, 2);
				expect(executions.map(({ status }) => status)).toContain('success');
				expect(model.toolMessages().join()).toContain('accepted');
				await retry(workflowId, executions.at(-1) as Execution);
				expect(requests(customer)).toBe(1);
			} finally {
				await model.close();
			}
		},
		WITHIN_MS,
	);
});
