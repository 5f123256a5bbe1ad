import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { itemsOf } from './harness/execution-items';
import { sharedN8n } from './harness/shared-n8n';
import { CREDENTIAL_TYPE, TRIGGER, workingWorkflow } from './harness/whatsapp-workflow';

// Proves, in a real n8n against an emulated Graph API, that a customer's messages keep their order, and that they are
// joined. That several workflows hear one number is proved by shared-number.test.ts.

const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
const MARTA = '5511988880001';

interface Shop {
	id: string;
	/** Returns the texts of its executions, oldest first. */
	heard: () => Promise<string[]>;
}

describe('messages of one customer', () => {
	const n8n = sharedN8n();
	let graph: GraphEmulator;
	let credentialId: string;
	const shops: Shop[] = [];

	beforeAll(async () => {
		graph = await startGraphEmulator({ accessToken: ACCESS_TOKEN, appSecret: APP_SECRET });
		credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
			accessToken: ACCESS_TOKEN,
			businessAccountId: graph.world.accountId,
			appId: graph.world.appId,
			appSecret: APP_SECRET,
			baseUrl: graph.baseUrl,
		});
	});
	afterEach(async () => {
		for (const { id } of shops.splice(0)) await n8n.unpublish(id).catch(() => undefined);
	});
	afterAll(() => graph.close());

	async function shop(options: Record<string, unknown> = {}, seconds = 0): Promise<Shop> {
		const workflow = workingWorkflow({ credentialId, options, seconds });
		const id = await n8n.importWorkflow(workflow);
		const made: Shop = {
			id,
			heard: async () => {
				const executions = await n8n.executions(id);
				return executions
					.reverse()
					.flatMap((execution) => itemsOf(execution, TRIGGER))
					.map(({ message }) => (message as { text: string }).text);
			},
		};
		shops.push(made);
		return made;
	}

	it("a customer's messages start one after the other, in their order", async () => {
		const slow = await shop({}, 2);
		await n8n.publish(slow.id);
		const texts = ['um', 'dois', 'três', 'quatro'];
		for (const text of texts) await graph.customerSends({ from: MARTA, name: 'Marta', text });
		await n8n.waitForExecutions(slow.id, texts.length, 60_000);
		expect(await slow.heard()).toEqual(texts);
		const times = (await n8n.executions(slow.id)).reverse().map((execution) => {
			const { startedAt, stoppedAt } = execution as unknown as Record<string, string>;
			return [Date.parse(startedAt ?? ''), Date.parse(stoppedAt ?? '')] as const;
		});
		for (const [index, [startedAt]] of times.entries()) {
			// n8n records the end some milliseconds after the inbox.
			if (index > 0) expect(startedAt).toBeGreaterThan((times[index - 1]?.[1] ?? 0) - 500);
		}
	});

	it('messages that follow each other quickly start one execution when they are to be joined', async () => {
		const joining = await shop({ joinSeconds: 2 });
		await n8n.publish(joining.id);
		for (const text of ['oi', 'tudo bem?', 'quero um bolo']) {
			await graph.customerSends({ from: MARTA, name: 'Marta', text });
		}
		await n8n.waitForExecutions(joining.id, 1, 30_000);
		expect(await joining.heard()).toEqual(['oi\ntudo bem?\nquero um bolo']);
	});
});
