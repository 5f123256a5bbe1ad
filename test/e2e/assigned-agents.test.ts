import { randomUUID } from 'node:crypto';

import { sharedN8n } from './harness/shared-n8n';
import { chatPage } from './harness/simulated-phone';

// Proves Message Router > Agent in a real n8n on the Simulator: who gets a conversation, and the reason.

const OURS = 'n8n-nodes-business-messaging.';
const NAMES = ['Bia', 'Caio', 'Davi'];
const CAPACITY = 4;

/** Returns a workflow that tells each customer the outcome. The agents are typed into the router. */
function assigningWorkflow(run: string) {
	const agents = NAMES.map((name) => ({
		...{
			id: `${name} ${run}`,
			name,
			capacity: CAPACITY,
			skills: '',
			hours: '08:00-20:00',
			days: [],
		},
	}));
	const trigger = {
		...{ id: randomUUID(), name: 'Customer writes', type: `${OURS}businessMessagingTrigger` },
		...{ typeVersion: 2, position: [0, 0], webhookId: randomUUID() },
		parameters: { provider: 'simulator', triggerOn: ['message'], options: {} },
	};
	const router = {
		...{ id: randomUUID(), name: 'Who is next?', type: `${OURS}messageRouter`, typeVersion: 2 },
		position: [220, 0],
		parameters: {
			...{ operation: 'agent', agentsFrom: 'list', agents: { values: agents } },
			options: { timeZone: 'America/Sao_Paulo' },
		},
	};
	const texts = [
		'=Assigned to {{ $json.agent.name }}: {{ $json.agent.why }}',
		'=None: {{ $json.route.reason }}',
		'=Closed until {{ $json.businessHours.opensAtText }}',
	];
	const answers = texts.map((text, index) => ({
		...{ id: randomUUID(), name: `Answer ${index}`, type: `${OURS}businessMessaging` },
		...{ typeVersion: 2, position: [440, 160 * index] },
		parameters: { provider: 'simulator', resource: 'message', operation: 'send', text },
	}));
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		name: `Assigns ${run}`,
		nodes: [trigger, router, ...answers],
		connections: {
			[trigger.name]: { main: [to(router.name)] },
			[router.name]: { main: answers.map(({ name }) => to(name)) },
		},
		settings: { executionOrder: 'v1' },
		triggerId: trigger.id,
	};
}

describe('Message Router > Agent', () => {
	const n8n = sharedN8n();
	let id = '';
	let page: ReturnType<typeof chatPage>;
	beforeAll(async () => {
		const { triggerId, ...workflow } = assigningWorkflow(randomUUID());
		id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		page = chatPage(`${n8n.baseUrl}/webhook/${triggerId}`);
	});
	afterAll(() => n8n.unpublish(id));

	const customer = (number: number) =>
		page.customer({
			id: `+55119777${String(number).padStart(5, '0')}`,
			name: `Customer ${number}`,
		});

	/** Returns the answers to customers who write at once. Waits for one after the other, so as not to load n8n by asking. */
	async function answersTo(numbers: readonly number[]): Promise<string[]> {
		const customers = numbers.map(customer);
		await Promise.all(customers.map((each) => each.says('oi')));
		const answers: string[] = [];
		for (const each of customers) answers.push(String((await each.hears()).text));
		return answers;
	}

	it('twelve customers who write at once get three agents, four each and with the reason', async () => {
		await page.moveClockTo('2026-12-01T10:00:00-03:00');
		const answers = await answersTo([...Array(NAMES.length * CAPACITY).keys()]);
		for (const answer of answers) {
			expect(answer).toMatch(/^Assigned to (\w+): \1 has the fewest open conversations \(\d\)/);
		}
		const counts = NAMES.map(
			(name) => answers.filter((answer) => answer.startsWith(`Assigned to ${name}:`)).length,
		);
		expect(counts).toEqual(NAMES.map(() => CAPACITY));
	});

	it('the next customer finds no agent, because every agent has as many as they may', async () => {
		expect(await answersTo([100])).toEqual([
			'None: Every agent has as many conversations as they may.',
		]);
	});

	it('a customer who writes outside of all hours learns when the first agent begins', async () => {
		await page.moveClockTo('2026-12-01T22:00:00-03:00');
		expect(await answersTo([101])).toEqual(['Closed until amanhã às 8h']);
	});
});
