import { readExamples } from '../../sandbox/examples';
import { withOwnIds } from '../../sandbox/own-ids';
import { eventually } from './harness/eventually';
import { emulatedProviders, type EmulatedProvider } from './harness/emulated-providers';
import { sharedN8n } from './harness/shared-n8n';

// Proves that the menu bot of examples/ runs on every provider when nothing but provider and credential is changed.
// On the Simulator it is proved in examples.test.ts. That the real providers behave like the emulators, it does not.

const OUR_NODES = /^n8n-nodes-business-messaging\./;

let emulator: EmulatedProvider | undefined;
let workflowId: string | undefined;

afterEach(async () => {
	if (workflowId !== undefined)
		await sharedN8n()
			.unpublish(workflowId)
			.catch(() => undefined);
	await emulator?.close();
	emulator = undefined;
	workflowId = undefined;
});

async function publishMenuBot(provider: string, opened: EmulatedProvider): Promise<void> {
	const n8n = sharedN8n();
	const name = `Menu bot on ${provider}`;
	const id = await n8n.createCredential(name, opened.credentialType, opened.credential);
	const example = readExamples().find((candidate) => candidate.name === 'menu-bot');
	if (example === undefined) throw new Error('there is no menu bot');
	const copy = withOwnIds(example.workflow).workflow;
	const workflow = {
		...copy,
		name,
		nodes: copy.nodes.map((node) =>
			OUR_NODES.test(node.type) && node.parameters?.provider !== undefined
				? {
						...node,
						parameters: { ...node.parameters, provider },
						credentials: { [opened.credentialType]: { id, name } },
					}
				: node,
		),
	};
	workflowId = await n8n.importWorkflow(workflow);
	opened.enterAddress?.(n8n.webhookUrl(workflow));
	await n8n.publish(workflowId);
}

describe.each(Object.keys(emulatedProviders))('the menu bot on %s', (provider) => {
	it('sends the menu, answers a tap, a typo and the request for an agent, then is silent', async () => {
		const start = emulatedProviders[provider];
		if (start === undefined) throw new Error(provider);
		const opened = (emulator = await start());
		await publishMenuBot(provider, opened);
		const lastSent = (count: number, text: string) =>
			eventually(() => {
				expect(opened.sent().length).toBeGreaterThanOrEqual(count);
				expect(opened.sent().at(-1)).toContain(text);
			});

		await opened.customerWrites('oi');
		await lastSent(1, 'Como posso ajudar?');
		const menu = opened.sent().join();
		for (const title of ['Horários', 'Meu pedido', 'Falar com pessoa']) {
			expect(menu).toContain(title);
		}

		const afterMenu = opened.sent().length;
		await opened.customerTaps('horarios', 'Horários');
		await lastSent(afterMenu + 1, 'Abrimos de segunda a sexta');
		await opened.customerWrites('orario');
		await lastSent(afterMenu + 2, 'Abrimos de segunda a sexta');

		await opened.customerWrites('quero falar com alguém');
		await lastSent(afterMenu + 3, 'Chamei uma pessoa');
		await eventually(async () => {
			const executions = await sharedN8n().executions(workflowId ?? '');
			expect(executions).toHaveLength(4);
			expect(executions.map(({ status }) => status)).toEqual(Array(4).fill('success'));
		});
		// The customer waits for an agent: the message is recorded and starts nothing.
		await opened.customerWrites('alô?');
		await opened.settled();
		expect(await sharedN8n().executions(workflowId ?? '')).toHaveLength(4);
		expect(opened.sent()).toHaveLength(afterMenu + 3);
	});
});
