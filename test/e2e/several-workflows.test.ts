import { randomUUID } from 'node:crypto';

import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { sharedN8n } from './harness/shared-n8n';
import {
	CREDENTIAL_TYPE,
	pathOf,
	TRIGGER,
	workingWorkflow,
	type TestWorkflow,
} from './harness/whatsapp-workflow';

// Proves, in a real n8n against an emulated Graph API, that several workflows hear one number whatever the order in
// which they are published, that a test run hears beside them, and that a customer's messages keep their order. The
// same on a model of other providers is proved by test/intake/listeners.

const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
const MARTA = '5511988880001';

interface Shop {
	id: string;
	workflow: TestWorkflow;
	url: string;
	/** Texts that its executions got, oldest first. */
	heard: () => Promise<string[]>;
}

describe('several workflows on one number', () => {
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
			workflow,
			url: `${n8n.baseUrl}${pathOf(workflow)}`,
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

	it('publishing and unpublishing in any order leaves every published workflow hearing, once', async () => {
		const [a, b, c] = [await shop(), await shop(), await shop()];
		const published = new Set<Shop>();
		const heard = new Map<Shop, string[]>([a, b, c].map((one) => [one, []]));
		const steps: Array<['publish' | 'unpublish', Shop]> = [
			['publish', a],
			['publish', b],
			['unpublish', a],
			['publish', c],
			['publish', a],
			['unpublish', b],
			['unpublish', c],
			['publish', b],
		];
		for (const [number, [step, one]] of steps.entries()) {
			await n8n[step](one.id);
			if (step === 'publish') published.add(one);
			else published.delete(one);
			const text = `mensagem ${number}`;
			const { delivery } = await graph.customerSends({ from: MARTA, name: 'Marta', text });
			expect([step, number, delivery.status]).toEqual([step, number, 200]);
			for (const hearer of published) heard.get(hearer)?.push(text);
			expect([...published].map(({ url }) => url)).toContain(graph.addressOf());
			await eventually(async () => {
				for (const [hearer, texts] of heard) expect(await hearer.heard()).toEqual(texts);
			});
		}
		await n8n.unpublish(a.id);
		await n8n.unpublish(b.id);
		await eventually(() => expect(graph.addressOf()).toBeUndefined());
	});

	it('a test run hears beside a published workflow, and changes nothing at the provider', async () => {
		const published = await shop();
		await n8n.publish(published.id);
		const tested = await shop();
		const address = graph.addressOf();
		const answer = await n8n.api.post(`/rest/workflows/${tested.id}/run?pushRef=${randomUUID()}`, {
			workflowData: { ...tested.workflow, id: tested.id, active: false },
			triggerToStartFrom: { name: TRIGGER },
		});
		expect(answer.data).toMatchObject({ data: { waitingForWebhook: true } });
		await graph.customerSends({ from: MARTA, name: 'Marta', text: 'um teste' });
		await eventually(async () => {
			expect(await published.heard()).toEqual(['um teste']);
			expect(await tested.heard()).toEqual(['um teste']);
		});
		expect(graph.addressOf()).toBe(address);
	});

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
			// n8n notes the end some milliseconds after the inbox has been told of it.
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
