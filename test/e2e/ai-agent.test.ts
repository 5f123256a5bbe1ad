import { sizeOf } from '../thoroughness';
import { AGENT, publishAgent, type AgentSettings } from './harness/agent-workflow';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { newPhone, openShop, type Shop } from './harness/shop-on-whatsapp';
import { startStandInModel, type ScriptedCall, type StandInModel } from './harness/stand-in-model';

// Proves in a real n8n, with a model that follows a script, that an agent learns why its message was not sent. No model
// chooses the customer, and an agent that runs again sends nothing twice.

/** The newest version, and in the long form the one before, which calls its tools in another way. */
const AGENT_VERSIONS = sizeOf({ short: [3], nightly: [3, 2.2] });

/** Settings with which n8n repeats the agent. */
const REPEATS = sizeOf({
	short: [{ maxTries: 3, onError: 'stopWorkflow' }],
	nightly: ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'].flatMap((onError) =>
		[2, 3, 4, 5].map((maxTries) => ({ maxTries, onError })),
	),
});

describe.each(AGENT_VERSIONS)('an AI agent of version %s', (agentVersion) => {
	let shop: Shop;
	let model: StandInModel;
	let script: readonly ScriptedCall[];
	const requests = () => shop.graph.requests.filter(({ path }) => path.endsWith('/messages'));

	beforeEach(async () => {
		script = [{ arguments: { Text: 'Seu pedido saiu' } }];
		shop = await openShop();
		model = await startStandInModel(() => script);
	});
	afterEach(async () => {
		await shop.close();
		await model.close();
	});

	const publish = (given: Omit<AgentSettings, 'agentVersion'> = {}) =>
		publishAgent(shop, model, { ...given, agentVersion });

	async function write(workflowId: string, from: string) {
		shop.graph.addCustomer({ phone: from });
		await shop.graph.customerSends({ from, text: 'Onde está meu pedido?' });
		const [execution] = await shop.n8n.waitForExecutions(workflowId, 1);
		if (execution === undefined) throw new Error('n8n started no execution');
		return execution;
	}

	it('sends to the customer who wrote, also when the model invents a contact', async () => {
		const [ana, other] = [newPhone(), newPhone()];
		script = [
			{
				arguments: {
					...{ Text: 'Seu pedido saiu', contact: { id: `+${other}` }, to: `+${other}` },
					...{ id: 'made-up', business: { id: '1' }, conversation: { key: 'made-up' } },
				},
			},
		];
		const workflowId = await publish();
		const execution = await write(workflowId, ana);
		expect(execution.status).toBe('success');
		expect(requests().map(({ body }) => (body as { to: string }).to)).toEqual([`+${ana}`]);
		expect(model.toolMessages().join()).toContain('accepted');
	});

	it('hears that the customer opted out, with the remedy, and nothing is sent', async () => {
		const ana = newPhone();
		await shop.run({ resource: 'contact', operation: 'optOut', to: ana });
		const workflowId = await publish();
		const execution = await write(workflowId, ana);
		expectTold(['"sent":false', 'optedOut', 'Do not write to them']);
		expect(requests()).toEqual([]);
		expect(JSON.stringify(itemsOf(execution, AGENT))).toContain('optedOut');
	});

	const question = { tool: { operation: 'sendAndWaitForReply' } };

	if (agentVersion >= 3) {
		it('asks the customer and hears the answer', async () => {
			const ana = newPhone();
			const workflowId = await publish(question);
			shop.graph.addCustomer({ phone: ana });
			await shop.graph.customerSends({ from: ana, text: 'Quero reservar' });
			await eventually(() => expect(requests()).toHaveLength(1));
			await shop.graph.customerSends({ from: ana, text: 'Sete pessoas' });
			await eventually(async () => {
				const executions = await shop.n8n.executions(workflowId);
				expect(executions.map(({ status }) => status)).toEqual(['success']);
			});
			expectTold(['"answered":true', 'Sete pessoas']);
			expect(requests()).toHaveLength(1);
		});
	} else {
		it('hears that it cannot wait for a reply, and nothing is sent', async () => {
			const workflowId = await publish(question);
			const execution = await write(workflowId, newPhone());
			expect(execution.status).toBe('success');
			expectTold(['"answered":false', 'agentCannotWait', 'version 3']);
			expect(requests()).toEqual([]);
		});
	}

	it('hears that the customer service window is closed', async () => {
		const stranger = newPhone();
		shop.graph.addCustomer({ phone: stranger });
		const workflowId = await publish({
			tool: {
				...{ customer: 'anotherCustomer', to: stranger },
				from: { __rl: true, mode: 'id', value: shop.number },
			},
		});
		const execution = await write(workflowId, newPhone());
		expectTold(['"sent":false', 'windowClosed', 'template']);
		expect(shop.graph.messages).toEqual([]);
		expect(JSON.stringify(itemsOf(execution, AGENT))).toContain('windowClosed');
	});

	it('hears that a button title is too long', async () => {
		script = [{ arguments: { Text: 'Confirma?', Title: 'Sim, confirmo o pedido completo agora' } }];
		const workflowId = await publish({
			tool: {
				messageType: 'buttons',
				buttons: {
					button: [{ id: 'yes', title: "={{ $fromAI('Title', 'the title', 'string') }}" }],
				},
			},
		});
		const execution = await write(workflowId, newPhone());
		expectTold(['"sent":false', 'remedy', '20']);
		expect(requests()).toEqual([]);
		expect(JSON.stringify(itemsOf(execution, AGENT))).toContain('remedy');
	});

	it('answers in Markdown in several messages, in order, and remembers the conversation', async () => {
		script = [];
		const ana = newPhone();
		const workflowId = await publish({ answers: true });
		const paragraphs = [1, 2, 3, 4].map(
			(number) =>
				`## Parte ${number}\n\n**Olá** ${'palavra '.repeat(190)}[site](https://x.example)`,
		);
		model.say(paragraphs.join('\n\n'));
		await write(workflowId, ana);
		const sent = requests().map(({ body }) => (body as { text: { body: string } }).text.body);
		expect(sent.length).toBeGreaterThan(1);
		expect(sent.join('\n\n')).toBe(
			paragraphs
				.join('\n\n')
				.replaceAll(/## (.*)/g, '*$1*')
				.replaceAll('**Olá**', '*Olá*')
				.replaceAll('[site](https://x.example)', 'site: https://x.example'),
		);
		model.say('De nada!');
		await shop.graph.customerSends({ from: ana, text: 'Obrigada' });
		await eventually(() => expect(requests()).toHaveLength(sent.length + 1));
		const roles = model.remembered().map(({ role }) => role);
		expect(roles.filter((role) => role !== 'system')).toEqual(['user', 'assistant', 'user']);
	});

	it.each(REPEATS)(
		'sends once when n8n repeats the agent because the model failed behind the tool: $maxTries tries, $onError',
		async ({ maxTries, onError }) => {
			const ana = newPhone();
			const workflowId = await publish({
				agent: { retryOnFail: true, maxTries, waitBetweenTries: 10, onError },
			});
			model.failAfterTool(maxTries - 1);
			const execution = await write(workflowId, ana);
			expect(execution.status).toBe('success');
			expect(requests()).toHaveLength(1);
			expect(model.toolMessages().at(-1)).toContain('accepted');
		},
	);

	it('sends once when the execution of an agent that failed behind the tool is retried twice', async () => {
		const workflowId = await publish();
		model.failAfterTool(3);
		let execution = await write(workflowId, newPhone());
		for (const [index, loadWorkflow] of [false, true].entries()) {
			await shop.n8n.api.post(`/rest/executions/${execution.id}/retry`, { loadWorkflow });
			const [newest] = await shop.n8n.waitForExecutions(workflowId, index + 2);
			if (newest === undefined) throw new Error('n8n started no execution');
			execution = newest;
		}
		expect(execution.status).toBe('error');
		expect(requests()).toHaveLength(1);
	});

	it('sends nothing when two customers are possible, and the agent learns why', async () => {
		const [ana, ben] = [newPhone(), newPhone()];
		const workflowId = await publish({ trigger: { options: { collectSeconds: 2 } } });
		for (const from of [ana, ben]) {
			shop.graph.addCustomer({ phone: from });
			await shop.graph.customerSends({ from, text: 'Oi' });
		}
		await shop.n8n.waitForExecutions(workflowId, 1);
		expectTold(['unknownCustomer']);
		expect(requests()).toEqual([]);
	});

	function expectTold(parts: readonly string[]): void {
		const told = model.toolMessages().join('\n').replaceAll('\\', '');
		for (const part of parts) expect(told).toContain(part);
	}
});
