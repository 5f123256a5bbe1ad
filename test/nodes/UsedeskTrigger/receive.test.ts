import type { INodeParameters } from 'n8n-workflow';

import { receiveWebhook, type TriggerNode } from '../../engine/receive-webhook';

const chat = { secret: 'key-1', chat_id: 1, from: 'client', text: 'oi' };

function receive(body: unknown, parameters: INodeParameters = {}, more: Partial<TriggerNode> = {}) {
	return receiveWebhook(
		{
			type: 'usedeskTrigger',
			parameters: {
				triggerOn: ['newTicket', 'chatMessage'],
				writtenBy: ['client'],
				...parameters,
			},
			credentials: {
				businessMessagingUsedeskApi: {
					...{ server: 'own', baseUrl: 'http://usedesk.example', apiToken: 'key-1' },
				},
			},
			...more,
		},
		body,
	);
}

describe('Usedesk Trigger: receive', () => {
	it('answers by itself, and gives the event to its output', async () => {
		const { response, answers } = await receive(chat);
		expect(response).toMatchObject({
			noWebhookResponse: true,
			workflowData: [[], [{ json: { event: 'chatMessage', text: 'oi' } }]],
		});
		expect(answers).toEqual([{ status: 200, body: { received: true } }]);
	});

	it('rejects a wrong secret with 401, runs nothing, and logs neither secret nor text', async () => {
		const forged = { ...chat, secret: 'wrong-canary', text: 'text-canary' };
		const { response, answers, logged } = await receive(forged);
		expect(response).toEqual({ noWebhookResponse: true });
		expect(answers.map(({ status }) => status)).toEqual([401]);
		expect(logged).toHaveLength(1);
		expect(logged.join()).not.toMatch(/canary|key-1/);
	});

	it('does not count a rejected event as the first one of a repeat', async () => {
		const ticket = { ticket: { id: 'honest-1', subject: 'x' } };
		await receive({ ...ticket, secret: 'wrong' });
		const honest = await receive({ ...ticket, secret: 'key-1' });
		expect(honest.response).toHaveProperty('workflowData');
	});

	it('runs a ticket once for each trigger, also when it is delivered in parallel', async () => {
		const body = { secret: 'key-1', ticket: { id: 'twenty-1', subject: 'x' } };
		const results = await Promise.all(Array.from({ length: 20 }, () => receive(body)));
		const started = results.filter(({ response }) => response.workflowData !== undefined);
		expect(started).toHaveLength(1);
		const other = await receive(body, {}, { id: 'trigger-2' });
		expect(other.response).toHaveProperty('workflowData');
	});

	it('runs a ticket of a test run again in production', async () => {
		const body = { secret: 'key-1', ticket: { id: 'tested-1', subject: 'x' } };
		for (const mode of ['manual', 'webhook'] as const)
			expect((await receive(body, {}, { mode })).response).toHaveProperty('workflowData');
	});

	it('runs two equal messages twice', async () => {
		for (const _ of [1, 2]) expect((await receive(chat)).response).toHaveProperty('workflowData');
	});

	it('answers 200 and runs nothing for events that were not chosen', async () => {
		for (const body of [{ ...chat, from: 'user' }, { secret: 'key-1', csat: 5 }, { ping: 1 }]) {
			const { response, answers } = await receive(body);
			expect(response).toEqual({ noWebhookResponse: true });
			expect(answers.map(({ status }) => status)).toEqual([200]);
		}
	});

	it('adds the original without its secret when asked', async () => {
		const { response } = await receive(chat, { options: { includeBody: true } });
		expect(response.workflowData?.[1]?.[0]?.json.body).toEqual({
			...{ chatId: '1', from: 'client', text: 'oi' },
		});
	});
});
