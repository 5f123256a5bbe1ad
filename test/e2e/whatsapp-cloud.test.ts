import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { eventually } from './harness/eventually';
import { failureOf, itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import {
	CREDENTIAL_TYPE,
	SEND,
	TRIGGER,
	whatsappWorkflow,
	type TestWorkflow,
} from './harness/whatsapp-workflow';

// Proves the whole way in a real n8n against an emulated Graph API: registration, signed webhooks in, messages out,
// statuses back, and refusals in words. It does not prove that Meta behaves like the emulator.

const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
const MARTA = '5511988880001';
const JOAO = '5521988880002';
const HOURS = 3_600_000;

interface Setting {
	n8n: RunningN8n;
	graph: GraphEmulator;
	workflow: TestWorkflow;
	workflowId: string;
	url: string;
}

const opened: Setting[] = [];

async function open(
	given: Omit<Parameters<typeof whatsappWorkflow>[0], 'credentialId'> & {
		credential?: Record<string, unknown>;
		templates?: NonNullable<Parameters<typeof startGraphEmulator>[0]>['templates'];
		statuses?: Array<'sent' | 'delivered' | 'read'>;
	},
): Promise<Setting> {
	const n8n = sharedN8n();
	const graph = await startGraphEmulator({
		accessToken: ACCESS_TOKEN,
		appSecret: APP_SECRET,
		templates: given.templates,
		statuses: given.statuses,
	});
	const credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
		accessToken: ACCESS_TOKEN,
		businessAccountId: graph.world.accountId,
		appId: graph.world.appId,
		appSecret: APP_SECRET,
		baseUrl: graph.baseUrl,
		...given.credential,
	});
	const workflow = whatsappWorkflow({ ...given, credentialId });
	const workflowId = await n8n.importWorkflow(workflow);
	const setting = { n8n, graph, workflow, workflowId, url: n8n.webhookUrl(workflow) };
	opened.push(setting);
	await n8n.publish(workflowId);
	return setting;
}

afterEach(async () => {
	for (const { n8n, graph, workflowId } of opened.splice(0)) {
		await n8n.unpublish(workflowId).catch(() => undefined);
		await graph.close();
	}
});

describe('WhatsApp Cloud API in n8n: registration', () => {
	it('publishing registers the trigger, and unpublishing removes the registration', async () => {
		const { n8n, graph, workflowId, url } = await open({ triggerOn: ['message'] });
		expect(graph.addressOf()).toBe(url);
		expect(graph.world.accountApps.has(graph.world.appId)).toBe(true);
		await n8n.unpublish(workflowId);
		await eventually(() => expect(graph.addressOf()).toBeUndefined());
	});

	it('n8n shows why a workflow with a wrong token could not be published', async () => {
		await expect(
			open({ triggerOn: ['message'], credential: { accessToken: 'EAA-wrong-token' } }),
		).rejects.toThrow(/token.*\. (?:Create|Enter|Check|Copy|Renew)/is);
	});
});

describe('WhatsApp Cloud API in n8n: a conversation', () => {
	it('a signed message starts the workflow, and the statuses of the answer come back', async () => {
		const { n8n, graph, workflowId } = await open({
			triggerOn: ['message', 'status'],
			statuses: ['sent', 'delivered', 'read'],
		});
		const { delivery } = await graph.customerSends({ from: MARTA, name: 'Marta', text: 'olá' });
		expect(delivery.status).toBe(200);
		// One for the message, one each for delivered and read: "sent" is recorded, but starts nothing by default.
		const executions = await n8n.waitForExecutions(workflowId, 3);
		expect(graph.messages).toMatchObject([
			{ to: MARTA, type: 'text', body: { to: `+${MARTA}`, text: { body: 'Você disse: olá' } } },
		]);
		const states = executions
			.flatMap((execution) => itemsOf(execution, TRIGGER, 1))
			.map(({ status }) => (status as { state: string }).state);
		expect(states.sort()).toEqual(['delivered', 'read']);
		await graph.settled();
		expect(await n8n.executions(workflowId)).toHaveLength(3);
	});

	it('refuses a wrong signature with 401 and records nothing', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		const number = [...graph.world.numbers.keys()][0] ?? '';
		const forged = webhookBody(graph, number, 'wamid.FORGED-1', 'sou a Marta');
		expect((await graph.sendWebhook(forged, 'wrong')).status).toBe(401);
		expect((await graph.sendWebhook(forged, 'missing')).status).toBe(401);
		// If any of it had been kept, the genuine delivery of the same message would be a repeat.
		expect((await graph.sendWebhook(forged)).status).toBe(200);
		const executions = await n8n.waitForExecutions(workflowId, 1);
		expect(executions).toHaveLength(1);
		expect(n8n.log()).not.toContain('sou a Marta');
	});

	it('the trigger report counts repeats and forged webhooks', async () => {
		const { n8n, graph, workflowId } = await open({
			triggerOn: ['message'],
			send: { resource: 'report', operation: 'getTriggerReport' },
		});
		const number = [...graph.world.numbers.keys()][0] ?? '';
		await graph.sendWebhook(webhookBody(graph, number, 'wamid.FORGED-2', 'sou a Marta'), 'wrong');
		await graph.customerSends({ from: MARTA, text: 'oi', id: 'wamid.REPEATED-1' });
		await graph.customerSends({ from: MARTA, text: 'oi', id: 'wamid.REPEATED-1' });
		await n8n.waitForExecutions(workflowId, 1);
		// The forged ones are written down with the next heartbeat.
		let asked = 1;
		await eventually(async () => {
			await graph.customerSends({ from: MARTA, text: 'e agora?' });
			const executions = await n8n.waitForExecutions(workflowId, ++asked);
			expect(executions.flatMap((execution) => itemsOf(execution, SEND))).toContainEqual(
				expect.objectContaining({ received: asked, repeats: 1, redelivered: 0, refused: 1 }),
			);
		}, 60_000);
	});

	it('events within Collect Events For start one execution', async () => {
		const { n8n, graph, workflowId } = await open({
			triggerOn: ['message'],
			trigger: { options: { collectSeconds: 3 } },
		});
		await Promise.all([
			graph.customerSends({ from: MARTA, text: 'um' }),
			graph.customerSends({ from: JOAO, text: 'dois' }),
		]);
		const executions = await n8n.waitForExecutions(workflowId, 1);
		expect(executions.map((execution) => itemsOf(execution, TRIGGER).length)).toEqual([2]);
		expect(graph.messages.map(({ to }) => to).sort()).toEqual([MARTA, JOAO]);
	});

	it('starts one execution for a message that is delivered twice', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		const message = { from: MARTA, text: 'uma vez só', id: 'wamid.TWICE-1' };
		await graph.customerSends(message);
		expect((await graph.customerSends(message)).delivery.status).toBe(200);
		await graph.customerSends({ from: MARTA, text: 'outra' });
		await n8n.waitForExecutions(workflowId, 2);
		expect(await n8n.executions(workflowId)).toHaveLength(2);
		expect(graph.messages).toHaveLength(2);
	});

	it('starts one execution for a message that is delivered twenty times at once', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		const message = { from: MARTA, text: 'uma vez só', id: 'wamid.TWENTY-1' };
		await Promise.all(Array.from({ length: 20 }, () => graph.customerSends(message)));
		await n8n.waitForExecutions(workflowId, 1);
		await graph.customerSends({ from: MARTA, text: 'depois' });
		await n8n.waitForExecutions(workflowId, 2);
		expect(graph.messages.map(({ body }) => body.text)).toMatchObject([
			{ body: 'Você disse: uma vez só' },
			{ body: 'Você disse: depois' },
		]);
	});

	it('a batch of three messages from two customers gives three items with the right names', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		await graph.customersSend([
			{ from: MARTA, name: 'Marta', text: 'um' },
			{ from: JOAO, name: 'João', text: 'dois' },
			{ from: MARTA, name: 'Marta', text: 'três' },
		]);
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		const items = execution ? itemsOf(execution, TRIGGER) : [];
		expect(
			items.map(({ contact, message }) => [
				(contact as { name: string }).name,
				(message as { text: string }).text,
			]),
		).toEqual([
			['Marta', 'um'],
			['João', 'dois'],
			['Marta', 'três'],
		]);
		expect(graph.messages.map(({ to }) => to)).toEqual([MARTA, JOAO, MARTA]);
	});
});

describe('WhatsApp Cloud API in n8n: the customer service window', () => {
	const YESTERDAY = () => new Date(Date.now() - 25 * HOURS);
	const TEMPLATE = {
		name: 'pedido_pronto',
		language: 'pt_BR',
		components: [{ type: 'BODY', text: 'Olá {{1}}, temos novidades para você.' }],
	};

	it('blocks free text after the window has closed, and gives a remedy', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		await graph.customerSends({ from: MARTA, text: 'ontem', at: YESTERDAY() });
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		expect(execution && itemsOf(execution, SEND, 1)).toMatchObject([
			{
				blocked: {
					code: 'windowClosed',
					reason: expect.stringContaining('24 hours'),
					remedy: expect.stringContaining('template'),
				},
			},
		]);
		expect(graph.messages).toEqual([]);
	});

	it('sends the chosen template instead of free text after the window has closed', async () => {
		const { n8n, graph, workflowId } = await open({
			triggerOn: ['message'],
			templates: [TEMPLATE],
			send: {
				closedWindow: 'sendTemplate',
				windowTemplateName: { __rl: true, mode: 'id', value: TEMPLATE.name },
				windowTemplateLanguage: TEMPLATE.language,
				windowTemplateVariables: {
					mappingMode: 'defineBelow',
					value: { body__1: '={{ $json.contact.name }}' },
				},
			},
		});
		await graph.customerSends({ from: MARTA, name: 'Marta', text: 'ontem', at: YESTERDAY() });
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		expect(execution && failureOf(execution).message).toBe('');
		expect(graph.messages).toMatchObject([
			{
				type: 'template',
				body: {
					template: {
						name: TEMPLATE.name,
						components: [{ type: 'body', parameters: [{ type: 'text', text: 'Marta' }] }],
					},
				},
			},
		]);
	});
});

describe('WhatsApp Cloud API in n8n: bad input', () => {
	it('answers malformed JSON with a client error and stays available', async () => {
		const { n8n, graph, workflowId, url } = await open({ triggerOn: ['message'] });
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"object": "whatsapp_business_account", ',
		});
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
		await graph.customerSends({ from: MARTA, text: 'ainda aí?' });
		expect(await n8n.waitForExecutions(workflowId, 1)).toHaveLength(1);
	});

	it('passes unknown entries on and keeps their neighbours', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		const number = [...graph.world.numbers.keys()][0] ?? '';
		const body = webhookBody(graph, number, 'wamid.GOOD-1', 'eu sou normal');
		const value = body.entry[0]?.changes[0]?.value as { messages: unknown[] };
		value.messages.unshift(
			{ from: MARTA, id: 'wamid.ODD-1', timestamp: '1790000000', type: 'hologram', hologram: {} },
			null,
			{ type: 'text' },
			42,
		);
		body.entry.push({ id: 'x', changes: [{ field: 'messages', value: null as never }] });
		expect((await graph.sendWebhook(body)).status).toBe(200);
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		const types = (execution ? itemsOf(execution, TRIGGER) : []).map(
			({ message }) => (message as { type: string }).type,
		);
		expect(types).toEqual(['unsupported', 'text']);
	});

	it('takes a signed body of three megabytes', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		const number = [...graph.world.numbers.keys()][0] ?? '';
		const body = webhookBody(graph, number, 'wamid.LARGE-0', 'primeira');
		const value = body.entry[0]?.changes[0]?.value as { messages: unknown[] };
		for (let index = 1; index < 800; index++) {
			value.messages.push({
				from: MARTA,
				id: `wamid.LARGE-${index}`,
				timestamp: '1790000000',
				type: 'text',
				text: { body: 'x'.repeat(3_700) },
			});
		}
		expect(JSON.stringify(body).length).toBeGreaterThan(2_900_000);
		expect((await graph.sendWebhook(body)).status).toBe(200);
		const [execution] = await n8n.waitForExecutions(workflowId, 1, 60_000);
		expect(execution && itemsOf(execution, TRIGGER)).toHaveLength(800);
	});

	it('explains an unreachable provider and keeps the event', async () => {
		const { n8n, graph, workflowId, url } = await open({ triggerOn: ['message'] });
		const number = [...graph.world.numbers.keys()][0] ?? '';
		const body = JSON.stringify(webhookBody(graph, number, 'wamid.ALONE-1', 'tem alguém?'));
		await graph.close();
		const answer = await postSigned(url, body);
		expect(answer.status).toBe(200);
		const [execution] = await n8n.waitForExecutions(workflowId, 1, 60_000);
		const failure = execution ? failureOf(execution) : { message: '', description: '' };
		expect(failure.message).not.toBe('');
		expect(`${failure.message} ${failure.description}`).toMatch(/reach/i);
		expect(execution && itemsOf(execution, TRIGGER)).toHaveLength(1);
		expect(JSON.stringify(execution)).not.toContain(ACCESS_TOKEN);
	});

	it("explains Meta's refusal without showing the token", async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		graph.failNext({
			status: 401,
			body: {
				error: { code: 190, message: 'Error validating access token', type: 'OAuthException' },
			},
		});
		await graph.customerSends({ from: MARTA, text: 'oi' });
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		const failure = execution ? failureOf(execution) : { message: '', description: '' };
		expect(`${failure.message} ${failure.description}`).toMatch(/token/i);
		expect(failure.description).toContain('[190]');
		expect(JSON.stringify(execution)).not.toContain(ACCESS_TOKEN);
		expect(n8n.log()).not.toContain(ACCESS_TOKEN);
	});

	it('does not repeat a send whose answer was lost', async () => {
		const { n8n, graph, workflowId } = await open({ triggerOn: ['message'] });
		graph.failNext({ drop: true, takesEffect: true });
		await graph.customerSends({ from: MARTA, text: 'oi' });
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		expect(execution && failureOf(execution).message).toMatch(/unknown whether/i);
		expect(graph.messages).toHaveLength(1);
	});
});

interface WebhookBody {
	object: string;
	entry: Array<{ id: string; changes: Array<{ field: string; value: Record<string, unknown> }> }>;
}

function webhookBody(
	graph: GraphEmulator,
	numberId: string,
	messageId: string,
	text: string,
): WebhookBody {
	const timestamp = String(Math.floor(Date.now() / 1000));
	return {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: graph.world.accountId,
				changes: [
					{
						field: 'messages',
						value: {
							messaging_product: 'whatsapp',
							metadata: { display_phone_number: '551140000001', phone_number_id: numberId },
							contacts: [{ profile: { name: 'Marta' }, wa_id: MARTA }],
							messages: [
								{ from: MARTA, id: messageId, timestamp, type: 'text', text: { body: text } },
							],
						},
					},
				],
			},
		],
	};
}

async function postSigned(url: string, body: string): Promise<Response> {
	const { createHmac } = await import('node:crypto');
	const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
	return await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
		body,
	});
}
