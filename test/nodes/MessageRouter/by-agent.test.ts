import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { isolateNodes, nodeStore } from '../../engine/isolate-nodes';
import { NO_OPERATION, PACKAGE } from '../../engine/package-nodes';
import { runNode } from '../../engine/run-node';
import { runWorkflow } from '../../engine/run-workflow';

isolateNodes();

const TEAM = ['bia', 'caio', 'davi'];

/** Returns the event of a customer who wrote, with a conversation in the store. */
async function wrote(customer: string): Promise<IDataObject> {
	const business = { id: '5511300000000' };
	const contact = { id: customer };
	const parties = { provider: 'infobip', channel: 'whatsapp', contact } as const;
	const { conversations } = await nodeStore();
	const state = { step: 'start', values: {} };
	const { key } = await conversations.changeState(
		{ ...parties, businessId: business.id },
		state,
		new Date(),
	);
	const conversation = { key, handler: 'bot', isFirstMessage: true };
	const message = { text: customer };
	return {
		...parties,
		business,
		conversation,
		event: 'message',
		message,
		customer: { language: 'pt' },
	};
}

const byAgent = (given: INodeParameters): INodeParameters => ({ operation: 'agent', ...given });

const listOf = (agents: IDataObject[]): INodeParameters =>
	byAgent({ agentsFrom: 'list', agents: { values: agents } as INodeParameters });

/** Returns new agents, because the store of this file counts the conversations of all tests. */
const newAgents = (fields: IDataObject = {}) => {
	const run = randomUUID();
	return TEAM.map((name) => ({ id: `${name} ${run}`, name, ...fields }));
};

const route = (parameters: INodeParameters, items: IDataObject[]) =>
	runNode(parameters, items, { type: 'messageRouter', node: { typeVersion: 2 } });

const agentsOf = (items: INodeExecutionData[] = []) =>
	items.map(({ json }) => (json.agent as { name: string }).name);

describe('Message Router on the engine, by agent', () => {
	it('assigns twelve customers to three agents, four each and with a reason', async () => {
		const events = await Promise.all(Array.from({ length: 12 }, (_, n) => wrote(`twelve-${n}`)));
		const [assigned = [], ...others] = await route(listOf(newAgents({ capacity: 5 })), events);
		expect(others).toEqual([[], []]);
		expect(agentsOf(assigned).sort()).toEqual(TEAM.flatMap((name) => [name, name, name, name]));
		expect(assigned.map(({ pairedItem }) => pairedItem)).toEqual(
			events.map((_, item) => ({ item })),
		);
		const [first] = assigned;
		expect(first?.json).toMatchObject({
			message: { text: 'twelve-0' },
			route: { rule: 'Assigned', matched: 'bia', reason: expect.stringMatching(/\.$/) },
			agent: {
				name: 'bia',
				why: 'bia has the fewest open conversations (0) and has waited longest for the next one.',
			},
			conversation: { handler: 'human', isFirstMessage: true, agent: { name: 'bia' } },
		});
	});

	it('keeps the agent when the same conversation comes again', async () => {
		const event = await wrote('again');
		const parameters = { ...listOf(newAgents()), strategy: 'roundRobin' };
		const [assigned = []] = await route(parameters, [event, event]);
		expect(agentsOf(assigned)).toEqual(['bia', 'bia']);
		expect(assigned[1]?.json.agent).toMatchObject({ why: 'bia already has this conversation.' });
	});

	it('returns the conversation to the bot after the chosen time, and never after 0', async () => {
		const until = async (returnAfterMinutes: number) => {
			const parameters = { ...listOf(newAgents()), returnAfterMinutes };
			const [[item] = []] = await route(parameters, [await wrote(`until-${returnAfterMinutes}`)]);
			return (item?.json.conversation as { until?: string }).until;
		};
		expect(Date.parse((await until(30)) ?? '') - Date.now()).toBeGreaterThan(29 * 60_000);
		expect(await until(0)).toBeUndefined();
	});

	it('finds no agent when all are away or full, and says so', async () => {
		const [bia = { id: '' }, caio = { id: '' }] = newAgents({ capacity: 1 });
		await (await nodeStore()).agents.setPresence(bia, 'away', new Date());
		const parameters = listOf([bia, caio]);
		const events = [await wrote('full-1'), await wrote('full-2')];
		const [assigned = [], none = []] = await route(parameters, events);
		expect(agentsOf(assigned)).toEqual(['caio']);
		expect(none.map(({ json }) => json)).toEqual([
			{
				...events[1],
				route: {
					...{ rule: 'No Agent Available', matched: '' },
					reason: 'Every agent is away, or has as many conversations as they may.',
				},
			},
		]);
	});

	it('takes only agents with the skills that are needed, e.g. the team of the router before', async () => {
		const [bia = {}, caio = {}] = newAgents();
		const agents = [
			{ ...bia, skills: 'Support' },
			{ ...caio, skills: 'Sales, Support' },
		];
		const parameters = { ...listOf(agents), skillsNeeded: '={{ $json.route.team }}' };
		const events = await Promise.all(
			['Sales', 'Legal'].map(async (team) => ({ ...(await wrote(team)), route: { team } })),
		);
		const [assigned = [], none = []] = await route(parameters, events);
		expect(agentsOf(assigned)).toEqual(['caio']);
		expect(assigned[0]?.json.conversation).toMatchObject({ team: 'Sales' });
		expect(none[0]?.json.route).toMatchObject({
			reason: 'No agent has the skills that are needed.',
		});
	});

	it('says the next opening in the language of the customer outside of all hours', async () => {
		const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'America/Sao_Paulo' });
		const in3Days = day.format(Date.now() + 3 * 86_400_000).toLowerCase();
		const parameters = listOf(newAgents({ hours: '09:00-18:00', days: [in3Days] }));
		const [assigned, none, outside = []] = await route(parameters, [await wrote('late')]);
		expect([assigned, none]).toEqual([[], []]);
		expect(outside[0]?.json.businessHours).toMatchObject({
			...{ state: 'closed', opensAtText: expect.stringMatching(/ às 9h$/) },
		});
		expect(outside[0]?.json).not.toHaveProperty('agent');
	});

	it('stops with the item whose conversation is not known', async () => {
		await expect(route(listOf(newAgents()), [{ message: { text: 'oi' } }])).rejects.toMatchObject({
			message: 'The conversation of the item is not known',
		});
		const stranger = { ...(await wrote('stranger')), conversation: { key: 'gone' } };
		await expect(route(listOf(newAgents()), [stranger])).rejects.toMatchObject({
			message: 'The conversation of the item is not known',
		});
	});

	it('names the agent whose cells cannot be read', async () => {
		const parameters = listOf(newAgents({ hours: 'soon' }));
		await expect(route(parameters, [await wrote('cells')])).rejects.toMatchObject({
			message: 'The hours "soon" of the agent "bia" could not be read.',
		});
	});
});

describe('Message Router on the engine, by agent, with the agents of a node', () => {
	const node = (name: string, type: string, parameters: INodeParameters = {}) => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0] as [number, number], parameters },
	});
	const link = (to: string) => ({ main: [[{ node: to, type: 'main' as const, index: 0 }]] });

	/** Runs a trigger, a node that gives the rows of a sheet, and the router. */
	async function run(rows: IDataObject[], events: IDataObject[], agentsNode: string) {
		const columns = { id: 'E-mail', capacity: 'Limite' };
		const parameters = byAgent({ agentsFrom: 'node', agentsNode, columns });
		const finished = await runWorkflow({
			nodes: [
				node('Trigger', `${PACKAGE}businessMessagingTrigger`),
				node('Sheet', NO_OPERATION),
				{ ...node('Route', `${PACKAGE}messageRouter`, parameters), typeVersion: 2 },
			],
			connections: { Trigger: link('Sheet'), Sheet: link('Route') },
			pinData: { Trigger: events.map((json) => ({ json })), Sheet: rows.map((json) => ({ json })) },
		});
		if (finished.error) throw finished.error;
		return finished.outputs('Route');
	}

	it.each(['', 'Sheet'])(
		'puts out the event of the customer, once, when the items before it are the agents (node "%s")',
		async (agentsNode) => {
			const sheet = randomUUID();
			const rows = TEAM.map((name) => ({ 'e-mail': `${name} ${sheet}`, Name: name, Limite: '2' }));
			const [assigned = []] = await run(rows, [await wrote(`sheet${agentsNode}`)], agentsNode);
			expect(assigned).toHaveLength(1);
			expect(assigned[0]).toMatchObject({
				json: {
					...{ message: { text: `sheet${agentsNode}` }, conversation: { handler: 'human' } },
					agent: { id: `bia ${sheet}`, name: 'bia' },
				},
				pairedItem: { item: 0 },
			});
		},
	);

	it('leaves items with an event of their own as they are', async () => {
		const event = await wrote('own');
		const rows = [
			{ ...event, 'e-mail': randomUUID() },
			{ ...event, 'e-mail': randomUUID() },
		];
		const [assigned = []] = await run(rows, [event], '');
		expect(assigned).toHaveLength(2);
	});
});
