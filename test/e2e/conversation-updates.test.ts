import { randomUUID } from 'node:crypto';

import { eventually } from './harness/eventually';
import { chatPage } from './harness/simulated-phone';
import { startN8n, type StartedN8n } from './harness/start-n8n';

// Proves Conversation Update in a real n8n on the Simulator: silences and closing windows start a workflow once, also
// across a restart, with the clock moved, and an agent hands back by a word. Does not cover several processes, which
// the tests of `intake/` run.

const ANA = { id: '+5511988880001', name: 'Ana' };
const OURS = 'n8n-nodes-business-messaging.';
const MINUTE_MS = 60_000;
/** Longer than the time between two looks of n8n at what is due. */
const TWO_LOOKS_MS = 11_000;

/** Returns a bot that asks, and that writes to the customer what each update announces. */
function shop() {
	const trigger = (name: string, parameters: object) => ({
		...{ id: randomUUID(), name, type: `${OURS}businessMessagingTrigger`, typeVersion: 2 },
		...{ position: [0, 0], webhookId: randomUUID() },
		parameters: { provider: 'simulator', ...parameters },
	});
	const send = (name: string, text: string) => ({
		...{ id: randomUUID(), name, type: `${OURS}businessMessaging`, typeVersion: 2 },
		position: [300, 0],
		parameters: { provider: 'simulator', resource: 'message', operation: 'send', text },
	});
	const customer = trigger('Customer', {
		triggerOn: ['message', 'conversation'],
		conversationUpdates: { customerSilent: 10, agentSilent: 5, windowCloses: 60 },
		filters: { alsoWhileHandled: false },
		options: { handBackWords: '#bot' },
	});
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	return {
		triggerId: customer.id,
		workflow: {
			name: `Silence ${customer.id}`,
			nodes: [
				customer,
				send('Ask', 'Qual é o seu CEP?'),
				send(
					'Update',
					'={{ $json.conversation.update }}, {{ $json.conversation.handler }}, {{ $json.contact.name }}',
				),
			],
			connections: { Customer: { main: [to('Ask'), to('Update')] } },
			settings: { executionOrder: 'v1' },
		},
	};
}

describe('conversation updates in a real n8n', () => {
	let n8n: StartedN8n;
	beforeAll(async () => {
		n8n = await startN8n();
	}, 120_000);
	afterAll(async () => await n8n?.stop());

	it('start a workflow once for each silence and window, also after a restart, with the clock moved', async () => {
		const { workflow, triggerId } = shop();
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		const page = chatPage(`${n8n.baseUrl}/webhook/${triggerId}`);
		const ana = page.customer(ANA);
		const hears = async (text: string) =>
			expect(await ana.hears()).toMatchObject({ type: 'text', text });

		await ana.says('Oi');
		await hears('Qual é o seu CEP?');
		await page.moveClockBy(10 * MINUTE_MS);
		await hears('customerSilent, bot, Ana');

		await n8n.shutDown();
		await n8n.startAgain();
		await page.moveClockBy(60 * MINUTE_MS);
		await ana.says('12345-678');
		await hears('Qual é o seu CEP?');
		await page.post({ route: 'human', customer: ANA.id, text: 'Aqui é a Luana.' });
		await ana.says('Oi, Luana!');
		await n8n.shutDown();
		await n8n.startAgain();
		await page.moveClockBy(66 * MINUTE_MS);
		await hears('agentSilent, human, Ana');
		await page.moveClockBy((70 + 23 * 60) * MINUTE_MS);
		const said = [await ana.hears(), await ana.hears()].map(({ text }) => text);
		expect(said.sort()).toEqual(['customerSilent, bot, Ana', 'windowCloses, bot, Ana']);

		await new Promise((resolve) => setTimeout(resolve, TWO_LOOKS_MS));
		await eventually(async () => {
			const executions = await n8n.executions(id);
			expect(executions.map(({ status }) => status)).toEqual(Array(6).fill('success'));
		});
	});

	it("an agent's message pauses the bot, and their word hands back", async () => {
		const { workflow, triggerId } = shop();
		await n8n.publish(await n8n.importWorkflow(workflow));
		const page = chatPage(`${n8n.baseUrl}/webhook/${triggerId}`);
		const ana = page.customer(ANA);
		const agentWrites = (text: string) => page.post({ route: 'human', customer: ANA.id, text });
		await ana.says('Oi');
		expect(await ana.hears()).toMatchObject({ text: 'Qual é o seu CEP?' });
		await agentWrites('Oi Ana, aqui é a Luana.');
		await ana.says('Oi, Luana!');
		await ana.hearsNothing();
		await agentWrites('#BOT');
		await ana.says('E agora?');
		expect(await ana.hears()).toMatchObject({ text: 'Qual é o seu CEP?' });
	});
});
