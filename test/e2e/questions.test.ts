import { askingWorkflow, type AskingNode } from './harness/asking-workflow';
import { eventually } from './harness/eventually';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage } from './harness/simulated-phone';

// Proves Send and Wait for Reply in a real n8n on the Simulator: each reply reaches the execution that asked.

const ANA = { id: '+5511988880001', name: 'Ana' };
const SEND = 'send';

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

	it('four questions in a row get each their own answer, in the right type', async () => {
		const question = (
			name: string,
			parameters: Record<string, unknown>,
			next: string,
		): AskingNode => ({ name, parameters, after: [next] });
		const { id, page } = await publish([
			question('Name', { text: 'Qual é o seu nome?' }, 'Date'),
			question('Date', { text: 'Para quando?' }, 'People'),
			question('People', { text: 'Para quantas pessoas?', expect: 'number' }, 'Confirm'),
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
					text: '={{ $json.contact.name }}: {{ $("Name").item.json.answer.value }}, {{ $("Date").item.json.answer.value }}, {{ $("People").item.json.answer.value }}, {{ $json.answer.value.id }}',
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
});
