import { receive } from '../../../nodes/UsedeskTrigger/receive';
import { webhookDouble } from './webhook-double';

const parameters = { triggerOn: ['newTicket', 'chatMessage'], writtenBy: ['client'] };
const chat = { secret: 'key-1', chat_id: 1, from: 'client', text: 'oi' };

describe('Usedesk Trigger: receive', () => {
	it('answers by itself, and hands the event to its output', async () => {
		const { context, answers } = webhookDouble({ body: chat, parameters });
		expect(await receive(context)).toMatchObject({
			noWebhookResponse: true,
			workflowData: [[], [{ json: { event: 'chatMessage', text: 'oi' } }]],
		});
		expect(answers).toEqual([{ status: 200, body: { received: true } }]);
	});

	it('refuses a wrong secret with 401, runs nothing, and logs neither secret nor text', async () => {
		const body = { ...chat, secret: 'wrong-canary', text: 'text-canary' };
		const { context, answers, logged } = webhookDouble({ body, parameters });
		expect(await receive(context)).toEqual({ noWebhookResponse: true });
		expect(answers.map(({ status }) => status)).toEqual([401]);
		expect(logged).toHaveLength(1);
		expect(logged.join()).not.toMatch(/canary|key-1/);
	});

	it('does not remember a refused event: the honest one is no repeat', async () => {
		const ticket = { ticket: { id: 'honest-1', subject: 'x' } };
		const forged = webhookDouble({ body: { ...ticket, secret: 'wrong' }, parameters });
		await receive(forged.context);
		const honest = webhookDouble({ body: { ...ticket, secret: 'key-1' }, parameters });
		expect(await receive(honest.context)).toHaveProperty('workflowData');
	});

	it('runs a ticket once for each trigger, however often and in parallel it comes', async () => {
		const body = { secret: 'key-1', ticket: { id: 'twenty-1', subject: 'x' } };
		const results = await Promise.all(
			Array.from({ length: 20 }, () => receive(webhookDouble({ body, parameters }).context)),
		);
		expect(results.filter(({ workflowData }) => workflowData !== undefined)).toHaveLength(1);
		const other = await receive(webhookDouble({ body, parameters, node: 'n2' }).context);
		expect(other).toHaveProperty('workflowData');
	});

	it('runs two equal messages twice', async () => {
		for (const _ of [1, 2])
			expect(await receive(webhookDouble({ body: chat, parameters }).context)).toHaveProperty(
				'workflowData',
			);
	});

	it('answers 200 and runs nothing for what was not chosen', async () => {
		for (const body of [{ ...chat, from: 'user' }, { secret: 'key-1', csat: 5 }, { ping: 1 }]) {
			const { context, answers } = webhookDouble({ body, parameters });
			expect(await receive(context)).toEqual({ noWebhookResponse: true });
			expect(answers.map(({ status }) => status)).toEqual([200]);
		}
	});

	it('adds the original without its secret when asked', async () => {
		const { context } = webhookDouble({
			body: chat,
			parameters: { ...parameters, options: { includeBody: true } },
		});
		const { workflowData } = await receive(context);
		expect(workflowData?.[1]?.[0]?.json.body).toEqual({ chatId: '1', from: 'client', text: 'oi' });
	});
});
