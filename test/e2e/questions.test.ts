import { randomUUID } from 'node:crypto';

import { askingWorkflow, WRITES, type AskingNode } from './harness/asking-workflow';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage } from './harness/simulated-phone';

// Proves Send and Wait for Reply in a real n8n on the Simulator: each reply reaches the execution that asked.

const ANA = { id: '+5511988880001', name: 'Ana' };
const SEND = 'send';

const OURS = 'n8n-nodes-business-messaging.businessMessaging';

function step(name: string, type: string, typeVersion: number, parameters: object) {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

const to = (node: string) => [{ node, type: 'main', index: 0 }];

describe('Send and Wait for Reply', () => {
	const n8n = sharedN8n();
	const published: string[] = [];
	afterEach(async () => {
		for (const id of published.splice(0)) await n8n.unpublish(id).catch(() => undefined);
	});

	async function publish(nodes: AskingNode[], options: Record<string, unknown> = {}) {
		const { triggerId, ...workflow } = askingWorkflow(nodes, options);
		const id = await n8n.importWorkflow(workflow);
		published.push(id);
		await n8n.publish(id);
		const page = chatPage(`${n8n.baseUrl}/webhook/${triggerId}`);
		return { id, page };
	}

	it('four questions in a row get each their own answer, in the right type, and keep it', async () => {
		const question = (
			name: string,
			parameters: Record<string, unknown>,
			next: string,
		): AskingNode => ({ name, parameters, after: [next] });
		const { id, page } = await publish([
			question('Name', { text: 'Qual é o seu nome?', options: { saveAs: 'fullName' } }, 'Date'),
			question('Date', { text: 'Para quando?' }, 'People'),
			question(
				'People',
				{
					...{ text: 'Para quantas pessoas?', expect: 'number' },
					options: { saveAs: 'people', saveIn: 'conversation' },
				},
				'Confirm',
			),
			question(
				'Confirm',
				{
					text: 'Confirma?',
					messageType: 'buttons',
					expect: 'option',
					buttons: {
						button: [
							{ title: 'Sim', id: 'yes' },
							{ title: 'Não', id: 'no' },
						],
					},
				},
				'Done',
			),
			{
				name: 'Done',
				operation: SEND,
				parameters: {
					text: '={{ $json.contact.name }}: {{ $json.customer.attributes.fullName }}, {{ $("Date").item.json.answer.value }}, {{ $json.conversation.values.people }}, {{ $json.answer.value.id }}',
				},
			},
		]);
		const ana = page.customer(ANA);
		await ana.says('Oi');
		expect(await ana.hears()).toMatchObject({ text: 'Qual é o seu nome?' });
		await ana.says('Ana Souza');
		expect(await ana.hears()).toMatchObject({ text: 'Para quando?' });
		await ana.says('12/05/2030');
		expect(await ana.hears()).toMatchObject({ text: 'Para quantas pessoas?' });
		await ana.says('muitas');
		expect(await ana.hears()).toMatchObject({
			text: expect.stringContaining('Para quantas pessoas?') as string,
		});
		await ana.says('dois');
		expect(await ana.hears()).toMatchObject({ text: 'Confirma?' });
		await ana.taps('yes', 'Sim');
		expect(await ana.hears()).toMatchObject({ text: 'Ana: Ana Souza, 12/05/2030, 2, yes' });
		await eventually(async () => {
			const executions = await n8n.executions(id);
			expect(executions.map(({ status }) => status)).toEqual(['success']);
		});
	});

	async function publishNodes(
		nodes: ReturnType<typeof step>[],
		connections: Record<string, unknown>,
	) {
		const { triggerId, ...workflow } = askingWorkflow([]);
		const id = await n8n.importWorkflow({
			...workflow,
			nodes: [...workflow.nodes, ...nodes],
			connections: connections as typeof workflow.connections,
		});
		published.push(id);
		await n8n.publish(id);
		return { id, page: chatPage(`${n8n.baseUrl}/webhook/${triggerId}`) };
	}

	/** Publishes a loop around a question, and a message behind it. */
	async function publishAround(given: {
		list: ReturnType<typeof step>;
		loop: ReturnType<typeof step>;
		text: string;
		done: string;
	}) {
		return await publishNodes(
			[
				given.list,
				given.loop,
				step('Question', OURS, 2, {
					...{ provider: 'simulator', resource: 'message', operation: 'sendAndWaitForReply' },
					text: given.text,
				}),
				step('Done', OURS, 2, {
					...{ provider: 'simulator', resource: 'message', operation: SEND },
					text: given.done,
				}),
			],
			{
				[WRITES]: { main: [to('Fruits')] },
				Fruits: { main: [to('Loop')] },
				Loop: { main: [to('Done'), to('Question')] },
				Question: { main: [to('Loop')] },
			},
		);
	}

	/** Publishes a workflow that calls one that asks. */
	async function publishCaller() {
		const start = step('Start', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, {
			inputSource: 'passthrough',
		});
		const question = step('Question', OURS, 2, {
			...{ provider: 'simulator', resource: 'message', operation: 'sendAndWaitForReply' },
			...{ text: 'Quantos?', expect: 'number' },
		});
		const workflowJson = JSON.stringify({
			nodes: [start, question],
			connections: { Start: { main: [to('Question')] } },
			settings: { executionOrder: 'v1' },
		});
		return await publishNodes(
			[
				step('Call', 'n8n-nodes-base.executeWorkflow', 1.2, {
					...{ source: 'parameter', workflowJson, mode: 'once', options: {} },
				}),
				step('Done', OURS, 2, {
					...{ provider: 'simulator', resource: 'message', operation: SEND },
					text: '=caller got {{ $json.answer.value }}',
				}),
			],
			{ [WRITES]: { main: [to('Call')] }, Call: { main: [to('Done')] } },
		);
	}

	/** Returns a question whose every output says so, with the message that started the execution. */
	function everyEnd(parameters: Record<string, unknown>): AskingNode[] {
		const says = (name: string, text: string): AskingNode => ({
			...{ name, operation: SEND },
			parameters: { text: `=${text} | {{ $("Customer writes").item.json.message.text }}` },
		});
		return [
			{
				name: 'Question',
				parameters: { text: 'Quantos?', expect: 'number', ...parameters },
				after: ['Reply', 'No Reply', 'Wrong', 'Not Delivered', 'Blocked'],
			},
			says('Reply', 'reply {{ $json.answer.value }}'),
			says('No Reply', 'no reply: {{ $json.noReply.reason }}'),
			says('Wrong', 'wrong'),
			says('Not Delivered', 'not delivered'),
			says('Blocked', 'blocked'),
		];
	}
	const texts = (text: string) => ({ text: expect.stringContaining(text) as string });

	it('a question without an answer leaves on No Reply within five seconds of its time', async () => {
		const { page } = await publish(everyEnd({ waitAmount: 2, waitUnit: 'seconds' }));
		const ana = page.customer(ANA);
		await ana.says('Oi');
		expect(await ana.hears()).toMatchObject({ text: 'Quantos?' });
		const asked = Date.now();
		expect(await ana.hears()).toMatchObject({ text: 'no reply: timeOver | Oi' });
		expect(Date.now() - asked).toBeLessThan(2_000 + 5_000);
	});

	it('a reminder comes once, and the question stays open', async () => {
		const { page } = await publish(everyEnd({ options: { remindAfter: 0.03 } }));
		const ana = page.customer(ANA);
		await ana.says('Oi');
		await ana.hears();
		expect(await ana.hears()).toMatchObject(texts('Quantos?'));
		await ana.hearsNothing();
		await ana.says('7');
		expect(await ana.hears()).toMatchObject({ text: 'reply 7 | Oi' });
	});

	it('wrong answers leave on Wrong Answers when the tries are used up', async () => {
		const { page } = await publish(everyEnd({ tries: 2, textIfWrong: 'Só números.' }));
		const ana = page.customer(ANA);
		await ana.says('Oi');
		await ana.hears();
		await ana.says('muitos');
		expect(await ana.hears()).toMatchObject({ text: 'Só números.' });
		await ana.says('vários');
		expect(await ana.hears()).toMatchObject({ text: 'wrong | Oi' });
	});

	it('a word that is let through starts the workflow anew, and the newer question ends the older', async () => {
		const { page } = await publish(everyEnd({}));
		const ana = page.customer(ANA);
		await ana.says('Oi');
		await ana.hears();
		await ana.says('Menu');
		const next = [await ana.hears(), await ana.hears()];
		expect(next).toContainEqual(expect.objectContaining({ text: 'Quantos?' }));
		expect(next).toContainEqual(expect.objectContaining({ text: 'no reply: superseded | Oi' }));
		await ana.says('3');
		expect(await ana.hears()).toMatchObject({ text: 'reply 3 | Menu' });
	});

	it('an opt-out ends the question, and its workflow can write no more', async () => {
		const { id, page } = await publish(everyEnd({}));
		const ana = page.customer(ANA);
		await ana.says('Oi');
		await ana.hears();
		await ana.says('SAIR');
		await eventually(async () => {
			const [execution] = await n8n.executions(id);
			expect(execution && itemsOf(execution, 'Question', 1)).toMatchObject([
				{
					noReply: { reason: 'optedOut' },
					...{ contact: { id: ANA.id }, channel: 'whatsapp', business: { id: expect.anything() } },
				},
			]);
		});
		await ana.hearsNothing();
	});

	it('a second answer neither meets the next question nor begins the dialogue anew', async () => {
		const { page } = await publish([
			{ name: 'First', parameters: { text: 'Primeira?' }, after: ['Second'] },
			{ name: 'Second', parameters: { text: 'Segunda?' }, after: ['Done'] },
			{
				...{ name: 'Done', operation: SEND },
				parameters: { text: '={{ $("First").item.json.answer.value }}, {{ $json.answer.value }}' },
			},
		]);
		const ana = page.customer(ANA);
		await ana.says('Oi');
		expect(await ana.hears()).toMatchObject({ text: 'Primeira?' });
		await Promise.all([ana.says('um'), ana.says('dois')]);
		expect(await ana.hears()).toMatchObject({ text: 'Segunda?' });
		await ana.hearsNothing();
		await ana.says('três');
		expect(await ana.hears()).toMatchObject({ text: expect.stringMatching(/^(um|dois), três$/) });
	});

	it('an execution asks the customer of its first item, and the others leave on Blocked', async () => {
		const { id, page } = await publish(everyEnd({ expect: 'anything' }), { collectSeconds: 1 });
		const [ana, ben] = [page.customer(ANA), page.customer({ id: '+5511988880002', name: 'Ben' })];
		await Promise.all([ana.says('Oi'), ben.says('Oi')]);
		await eventually(async () => {
			const [execution] = await n8n.executions(id);
			expect(execution?.status).toBe('waiting');
		});
		const [first] = await Promise.race([
			ana.hears().then(() => [ana]),
			ben.hears().then(() => [ben]),
		]);
		await first?.says('sete');
		await eventually(async () => {
			const [execution] = await n8n.executions(id);
			expect(execution && itemsOf(execution, 'Question', 4)).toMatchObject([
				{ blocked: { code: 'oneQuestionAtATime' } },
			]);
		});
	});

	it('a loop asks five questions, each with its own answer', async () => {
		const { page } = await publishAround({
			list: step('Fruits', 'n8n-nodes-base.code', 2, {
				jsCode:
					'return ["a", "b", "c", "d", "e"].map((fruit) => ({ json: { ...$input.first().json, fruit } }))',
			}),
			loop: step('Loop', 'n8n-nodes-base.splitInBatches', 3, { options: {} }),
			text: '=Quantas {{ $json.fruit }}?',
			done: '={{ $input.all().map(({ json }) => json.answer.value).join() }}',
		});
		const ana = page.customer(ANA);
		await ana.says('Oi');
		for (const [index, fruit] of ['a', 'b', 'c', 'd', 'e'].entries()) {
			expect(await ana.hears()).toMatchObject({ text: `Quantas ${fruit}?` });
			await ana.says(String(index));
		}
		expect(await ana.hears()).toMatchObject({ text: '0,1,2,3,4' });
	});

	it('a sub-workflow that gets the event asks, and its caller goes on with the answer', async () => {
		const { page } = await publishCaller();
		const ana = page.customer(ANA);
		await ana.says('Oi');
		expect(await ana.hears()).toMatchObject({ text: 'Quantos?' });
		await ana.says('sete');
		expect(await ana.hears()).toMatchObject({ text: 'caller got 7' });
	});
});
