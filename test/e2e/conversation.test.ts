import { randomUUID } from 'node:crypto';
import axios from 'axios';

import { NOTICE_TEXTS } from '../../conversation/notice-texts';
import { itemsOf } from './harness/execution-items';
import { action, byId, link, menuWithPeople, node } from './harness/menu-with-people';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage, type ChatPage, type SimulatedPhone } from './harness/simulated-phone';

// Proves in a real n8n that a conversation is handed over, from the menu to the closing text. In between the bot is
// silent and keeps its memory. Agents act through webhooks, as from a help desk. The effect of each change on the
// handler is proved in test/conversation, and the panel in test/nodes.

const ANA = { id: '+5511988887771', name: 'Ana' };

const BIA = { agent: byId('bia'), agentName: 'Bia' };
const CAIO = { agent: byId('caio'), agentName: 'Caio' };
const STEPS = {
	accept: { operation: 'assign', assignment: 'accept', ...BIA, notice: 'withName' },
	hold: { operation: 'assign', assignment: 'hold', notice: '={{ "S" }}' },
	transfer: { operation: 'assign', assignment: 'transfer', ...CAIO, notice: 'simple' },
	close: { operation: 'close' },
	history: { operation: 'getHistory', historyOutput: 'text' },
	erase: { resource: 'contact', operation: 'erase', confirmErase: true },
	waiting: { operation: 'list', filters: { handler: 'waiting', team: 'Vendas' } },
};
type Step = keyof typeof STEPS;

/** Returns a workflow with a webhook for each step of an agent. */
function deskWorkflow(path: string) {
	const steps = Object.entries(STEPS);
	return {
		name: `Desk ${path}`,
		nodes: steps.flatMap(([name, parameters]) => [
			node(
				`At ${name}`,
				'n8n-nodes-base.webhook',
				{ path: `${path}/${name}`, httpMethod: 'POST', responseMode: 'lastNode' },
				{ webhookId: randomUUID() },
			),
			action(name, {
				...{ customer: 'anotherCustomer', to: ANA.id, from: byId('={{ $json.body.business }}') },
				...parameters,
			}),
		]),
		connections: Object.fromEntries(steps.map(([name]) => [`At ${name}`, link(name)])),
		settings: { executionOrder: 'v1' },
	};
}

interface Conversation {
	handler: string;
	agent?: { id: string; name?: string };
	[field: string]: unknown;
}

interface Result {
	conversation: Conversation;
	history: { messages: number; text: string; reason?: string };
}

describe('a conversation from the menu to the closing text', () => {
	const path = `desk-${randomUUID()}`;
	let n8n: RunningN8n;
	let page: ChatPage;
	let ana: SimulatedPhone;
	let botId: string;
	let business: string;

	beforeAll(async () => {
		n8n = sharedN8n();
		const bot = menuWithPeople({ options: { keepTextsDays: 30 } });
		botId = await n8n.importWorkflow(bot);
		await n8n.publish(botId);
		await n8n.publish(await n8n.importWorkflow(deskWorkflow(path)));
		page = chatPage(n8n.webhookUrl(bot));
		ana = page.customer(ANA);
	});

	/** Returns the event that the newest message started the bot with. */
	const lastEvent = async (count: number) => {
		const [newest] = await n8n.waitForExecutions(botId, count);
		const [item] = newest ? itemsOf(newest, 'Customer writes') : [];
		return item as { business: { id: string }; conversation: Conversation };
	};
	const run = async (step: Step) => {
		const url = `${n8n.baseUrl}/webhook/${path}/${step}`;
		const { data } = await axios.post<Result>(url, { business });
		return data;
	};
	const agentDoes = async (step: Step) => (await run(step)).conversation;
	const text = (value: string) => ({ type: 'text', text: value });

	it('changes hands, and each notice reaches the customer', async () => {
		await ana.says('oi');
		expect(await ana.hears()).toMatchObject(text('Menu (no step)'));
		business = (await lastEvent(1)).business.id;

		await ana.says('quero falar com uma pessoa');
		expect(await ana.hears()).toMatchObject(text(NOTICE_TEXTS.waiting.pt));
		expect(await agentDoes('waiting')).toMatchObject({
			...{ handler: 'waiting', team: 'Vendas', ticketId: '004711' },
			...{ step: 'asked for a person', values: { wish: 'quero falar com uma pessoa' } },
		});

		const accepted = await agentDoes('accept');
		expect(accepted).toMatchObject({ handler: 'human', agent: { id: 'bia', name: 'Bia' } });
		expect(await ana.hears()).toMatchObject({ text: expect.stringContaining('com Bia') });

		await ana.says('oi, Bia! uma pessoa, que bom');
		await ana.hearsNothing();
		expect((await lastEvent(3)).conversation).toMatchObject({
			...{ handler: 'human', team: 'Vendas', agent: { id: 'bia' }, ticketId: '004711' },
			...{ step: 'asked for a person', values: { wish: 'quero falar com uma pessoa' } },
		});

		await page.post({ route: 'human', customer: ANA.id, text: 'Oi Ana, sou a Bia.' });
		const held = await agentDoes('hold');
		expect(held).toMatchObject({ handler: 'waiting', agent: { id: 'bia' } });
		expect(await ana.hears()).toMatchObject(text(NOTICE_TEXTS.waiting.pt));

		const transferred = await agentDoes('transfer');
		expect(transferred).toMatchObject({ handler: 'human', agent: { id: 'caio' } });
		expect(await ana.hears()).toMatchObject(text(NOTICE_TEXTS.transferred.pt));

		const closed = await agentDoes('close');
		expect(closed).toMatchObject({ handler: 'bot', values: {} });
		expect(await ana.hears()).toMatchObject(text(NOTICE_TEXTS.closing.pt));
	});

	it('meets the bot anew after the closing text', async () => {
		await ana.says('oi');
		expect(await ana.hears()).toMatchObject(text('Menu (no step)'));
		const { conversation } = await lastEvent(4);
		expect(conversation).toMatchObject({ handler: 'bot', values: {} });
		for (const gone of ['team', 'agent', 'ticketId', 'step']) {
			expect(conversation).not.toHaveProperty(gone);
		}
	});

	it('leaves the texts of both sides in the history, until the customer is erased', async () => {
		const { history } = await run('history');
		const lines = history.text.split('\n').filter((line) => /^\d\d:\d\d /.test(line));
		const words = lines.map((line) => line.replace(/^\d\d:\d\d /, ''));
		expect(history.messages).toBe(words.length);
		expect(words).toEqual([
			...['Ana: oi', 'Bot: Menu (no step)', 'Ana: quero falar com uma pessoa'],
			...[`Bot: ${NOTICE_TEXTS.waiting.pt}`, expect.stringContaining('com Bia')],
			...['Ana: oi, Bia! uma pessoa, que bom', 'Bia: Oi Ana, sou a Bia.'],
			...[NOTICE_TEXTS.waiting.pt, NOTICE_TEXTS.transferred.pt, NOTICE_TEXTS.closing.pt].map(
				(notice) => `Bot: ${notice}`,
			),
			...['Ana: oi', 'Bot: Menu (no step)'],
		]);
		await run('erase');
		expect((await run('history')).history).toMatchObject({ messages: 0, text: '' });
	});
});
