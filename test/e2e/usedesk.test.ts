import { randomUUID } from 'node:crypto';

import { startUsedeskEmulator, type UsedeskEmulator } from '../emulators/usedesk/emulator';
import {
	CHAT_CHANNEL,
	EMAIL_CHANNEL,
	type UsedeskEmulatorOptions,
} from '../emulators/usedesk/world';
import { failureOf, itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';

// Proves both Usedesk nodes in a real n8n: requests as n8n makes them from the descriptions, refusals in words, events
// in, and a bridge that does not answer itself. It does not prove that Usedesk behaves like the emulator: no schema and
// no test account of it exist.

const PACKAGE = 'n8n-nodes-business-messaging';
const CREDENTIAL = 'businessMessagingUsedeskApi';
const SECRET_KEY = 'usedesk-key-canary-7f3a';
const ANA = '5511988880001';
const TRIGGER = 'Usedesk Trigger';

interface Setting {
	n8n: RunningN8n;
	usedesk: UsedeskEmulator;
	workflowId: string;
	url: string;
	credentials: Record<string, { id: string; name: string }>;
}

const opened: Setting[] = [];

/** Publishes a webhook or Usedesk Trigger, and behind it the given nodes in a row. */
async function open(given: {
	trigger?: Record<string, unknown>;
	steps?: Array<Record<string, unknown>>;
	emulator?: UsedeskEmulatorOptions;
	credential?: Record<string, unknown>;
	settings?: Record<string, unknown>;
}): Promise<Setting> {
	const n8n = sharedN8n();
	const usedesk = await startUsedeskEmulator({ secretKey: SECRET_KEY, ...given.emulator });
	const credentialId = await n8n.createCredential('Usedesk', CREDENTIAL, {
		server: 'own',
		baseUrl: `${usedesk.baseUrl}/`,
		apiToken: SECRET_KEY,
		companyId: '150001',
		...given.credential,
	});
	const credentials = { [CREDENTIAL]: { id: credentialId, name: 'Usedesk' } };
	const webhookId = randomUUID();
	const usesTrigger = given.trigger !== undefined;
	const trigger = {
		id: randomUUID(),
		name: TRIGGER,
		type: usesTrigger ? `${PACKAGE}.usedeskTrigger` : 'n8n-nodes-base.webhook',
		typeVersion: usesTrigger ? 1 : 2,
		position: [0, 0],
		parameters: usesTrigger
			? given.trigger
			: { path: webhookId, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
		webhookId,
		...(usesTrigger ? { credentials } : {}),
	};
	const steps = (given.steps ?? []).map(({ onError, ...parameters }, index) => ({
		id: randomUUID(),
		name: `Step ${index + 1}`,
		type: `${PACKAGE}.usedesk`,
		typeVersion: 1,
		position: [220 * (index + 1), 0],
		parameters,
		credentials,
		...(onError === undefined ? {} : { onError }),
	}));
	const names = [TRIGGER, ...steps.map(({ name }) => name)];
	const workflow = {
		name: `Usedesk ${randomUUID()}`,
		nodes: [trigger, ...steps],
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
	const workflowId = await n8n.importWorkflow(workflow);
	const url = usesTrigger
		? `${n8n.baseUrl}/webhook/${webhookId}/usedesk`
		: `${n8n.baseUrl}/webhook/${webhookId}`;
	const setting = { n8n, usedesk, workflowId, url, credentials };
	opened.push(setting);
	await n8n.publish(workflowId);
	// A workflow without our trigger would be started by the tickets that it creates.
	if (usesTrigger) usedesk.setRedirectUrl(url);
	return setting;
}

/** Runs the steps once for each of these items. */
async function run(
	steps: Array<Record<string, unknown>>,
	emulator?: UsedeskEmulatorOptions,
	credential?: Record<string, unknown>,
) {
	const setting = await open({ steps, emulator, credential });
	await fetch(setting.url, { method: 'POST', body: '{}' });
	const [execution] = await setting.n8n.waitForExecutions(setting.workflowId, 1);
	if (execution === undefined) throw new Error('nothing ran');
	const items = itemsOf(execution, `Step ${steps.length}`);
	expect(JSON.stringify(execution)).not.toContain(SECRET_KEY);
	return { ...setting, execution, items, failure: failureOf(execution) };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

afterEach(async () => {
	for (const { n8n, usedesk, workflowId } of opened.splice(0)) {
		await n8n.unpublish(workflowId).catch(() => undefined);
		await usedesk.close();
		expect(n8n.log()).not.toContain(SECRET_KEY);
	}
});

describe('Usedesk in n8n: tickets', () => {
	it('creates a ticket, answers the client, changes it, and reads it', async () => {
		const ticketId = '={{ $("Step 1").item.json.ticketId }}';
		const { usedesk, items, failure } = await run([
			{
				resource: 'ticket',
				operation: 'create',
				subject: 'Pedido 55-12',
				message: 'Onde está?\n2 < 3 & <b>não</b>',
				additionalFields: {
					clientName: 'Ana',
					clientEmail: 'ana@example.com',
					additionalId: ANA,
					assignee: byId('3001'),
					tag: 'whatsapp, vip',
					priority: 'urgent',
				},
			},
			{
				resource: 'comment',
				operation: 'create',
				ticketId,
				visibility: 'public',
				from: 'user',
				agent: byId('3001'),
				message: '<p>Saiu hoje.</p>',
				messageFormat: 'html',
				template: 'byName',
				templateName: 'pedido_saiu',
				templateLanguage: 'pt_BR',
				templateVariables: ['Ana', '55-12'],
			},
			{
				resource: 'ticket',
				operation: 'update',
				ticketId,
				updateFields: {
					status: 2,
					assignee: byId('null'),
					customFields: {
						fields: [
							{ id: '27', value: 'sim' },
							{ id: '28', value: 'hoje' },
						],
					},
				},
			},
			{ resource: 'ticket', operation: 'get', ticketId },
		]);
		expect(failure.message).toBe('');
		const [create, comment, update] = usedesk.requests;
		expect(create).toMatchObject({
			method: 'POST',
			path: 'create/ticket',
			fields: {
				subject: 'Pedido 55-12',
				message: 'Onde está?<br>2 &lt; 3 &amp; &lt;b&gt;não&lt;/b&gt;',
				client_name: 'Ana',
				client_email: 'ana@example.com',
				additional_id: ANA,
				assignee_id: '3001',
				tag: 'whatsapp, vip',
				priority: 'urgent',
			},
		});
		expect(comment?.fields).toMatchObject({
			type: 'public',
			from: 'user',
			user_id: '3001',
			message: '<p>Saiu hoje.</p>',
			template_name: 'pedido_saiu',
			template_lang: 'pt_BR',
			template_variables: ['Ana', '55-12'],
		});
		expect(update?.fields).toMatchObject({
			status: 2,
			assignee_id: 'null',
			field_id: '27;28',
			field_value: 'sim;hoje',
		});
		expect(items).toMatchObject([
			{
				id: create ? expect.any(String) : '',
				subject: 'Pedido 55-12',
				status: 'Solved',
				statusId: '2',
				comments: [{ message: '<p>Saiu hoje.</p>', type: 'public' }],
			},
		]);
	});

	it('reads a list over all its pages, and a limit of it', async () => {
		const tickets = Array.from({ length: 7 }, (_, index) => ({
			id: index + 1,
			status_id: index % 2 === 0 ? 1 : 2,
			subject: `Ticket ${index + 1}`,
			client_id: 9001,
			channel_id: EMAIL_CHANNEL,
		}));
		const list = { resource: 'ticket', operation: 'getAll' };
		const all = await run([{ ...list, returnAll: true }], { tickets, pageSize: 3 });
		expect(all.items.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
		expect(all.items[0]).toMatchObject({ status: 'Open', statusId: '1', clientId: '9001' });
		const some = await run([{ ...list, returnAll: false, limit: 4 }], { tickets, pageSize: 3 });
		expect(some.items).toHaveLength(4);
		const solved = await run([{ ...list, returnAll: true, filters: { status: 2 } }], { tickets });
		expect(solved.items.map(({ id }) => id)).toEqual(['2', '4', '6']);
	});

	it('sends files along', async () => {
		const { n8n, usedesk, url, workflowId } = await open({
			steps: [
				{
					resource: 'comment',
					operation: 'create',
					ticketId: '128',
					visibility: 'private',
					from: 'client',
					message: 'nota: ção',
					attachments: 'file',
				},
			],
			emulator: {
				tickets: [{ id: 128, status_id: 1, subject: 'x', client_id: 1, channel_id: 1 }],
			},
		});
		const form = new FormData();
		form.append('file', new Blob(['conteúdo'], { type: 'text/plain' }), 'nota fiscal.txt');
		await fetch(url, { method: 'POST', body: form });
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		expect(execution && failureOf(execution).message).toBe('');
		expect(usedesk.world.comments).toMatchObject([
			{ ticket_id: 128, type: 'private', from: 'client', message: 'nota: ção' },
		]);
		expect(usedesk.world.files).toMatchObject([
			{ field: 'files[]', fileName: 'nota fiscal.txt', content: Buffer.from('conteúdo') },
		]);
	});
});

describe('Usedesk in n8n: clients, agents, channels', () => {
	it('creates, changes, reads and finds a client', async () => {
		const clientId = '={{ $("Step 1").item.json.clientId }}';
		const { usedesk, items, failure } = await run([
			{
				resource: 'client',
				operation: 'create',
				name: 'Ana Souza',
				additionalFields: {
					phone: '+55 11 98888-0001',
					emails: 'ana@example.com, a@example.com',
					messengers: { entries: [{ identity: ANA, type: 'whatsapp' }] },
					sites: 'https://example.com',
				},
			},
			{
				resource: 'client',
				operation: 'update',
				clientId,
				updateFields: { note: 'VIP', isNewNote: true, isVip: true },
			},
			{ resource: 'client', operation: 'get', clientId },
			{
				resource: 'client',
				operation: 'getAll',
				returnAll: true,
				filters: { query: ANA, searchType: 'full_match', createdAfter: '2026-11-20T08:30:00' },
			},
		]);
		expect(failure.message).toBe('');
		expect(usedesk.requests.map(({ fields }) => fields)).toMatchObject([
			{
				name: 'Ana Souza',
				phone: ANA,
				emails: ['ana@example.com', 'a@example.com'],
				messengers: [{ identity: ANA, type: 'whatsapp' }],
				sites: [{ url: 'https://example.com' }],
			},
			{ note: 'VIP', is_new_note: true, status_vip: true },
			{ client_id: expect.anything() },
			{ query: ANA, search_type: 'full_match', created_after: '2026-11-20 08:30' },
			{ offset: 1 },
		]);
		expect(items).toMatchObject([{ id: expect.any(String), name: 'Ana Souza', statusVip: true }]);
	});

	it('falls back to GET where an installation has no POST', async () => {
		const { usedesk, items } = await run(
			[{ resource: 'channel', operation: 'getAll', returnAll: true }],
			{ getOnly: ['channels'] },
		);
		expect(items).toEqual([
			{ id: String(CHAT_CHANNEL), name: 'Ponte', type: 'chat' },
			{ id: String(EMAIL_CHANNEL), name: 'Loja', type: 'email' },
		]);
		expect(usedesk.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	it('loads agents, groups and channels into the dropdowns', async () => {
		const { n8n, credentials } = await open({ emulator: { getOnly: ['channels'] } });
		const listed = async (methodName: string, filter?: string) => {
			const { data } = await n8n.api.post<{ data: { results: unknown } }>(
				'/rest/dynamic-node-parameters/resource-locator-results',
				{
					methodName,
					path: 'parameters.agent',
					currentNodeParameters: {},
					nodeTypeAndVersion: { name: `${PACKAGE}.usedesk`, version: 1 },
					credentials,
					...(filter === undefined ? {} : { filter }),
				},
			);
			return data.data.results;
		};
		expect(await listed('searchAgents', 'joao')).toEqual([
			{ name: 'João Prado (joao@padaria.example)', value: '3002' },
		]);
		expect(await listed('searchGroupsOrNone')).toEqual([
			{ name: '(No Group)', value: 'null' },
			{ name: 'Vendas', value: '41' },
			{ name: 'Entregas', value: '42' },
		]);
		expect(await listed('searchChannels')).toEqual([
			{ name: 'Ponte (chat)', value: String(CHAT_CHANNEL) },
			{ name: 'Loja (email)', value: String(EMAIL_CHANNEL) },
		]);
	});
});

describe('Usedesk in n8n: refusals', () => {
	const read = { resource: 'ticket', operation: 'get', ticketId: '128' };

	it.each(['inBody', 'http401'] as const)(
		"explains a wrong secret key in every form of Usedesk's refusal: %s",
		async (wrongKey) => {
			const { failure } = await run([read], { wrongKey }, { apiToken: 'wrong-key-canary' });
			expect(failure.message).toMatch(/secret key/i);
			expect(failure.description).toMatch(/Settings > Channels/);
		},
	);

	it('explains an unknown ticket, a page instead of an answer, and a failure', async () => {
		expect((await run([read])).failure.message).toMatch(/found nothing/);
		const page = await run([read], { wrongKey: 'page' }, { apiToken: 'wrong' });
		expect(page.failure.message).toMatch(/No Usedesk API/);
	});

	it('shows the secret key nowhere, not even when Usedesk repeats it or cannot be reached', async () => {
		const { n8n, usedesk, url, workflowId } = await open({ steps: [read] });
		usedesk.failNext({ status: 500, body: { error: `token ${SECRET_KEY} is odd` } });
		await fetch(url, { method: 'POST', body: '{}' });
		const [echoed] = await n8n.waitForExecutions(workflowId, 1);
		expect(echoed && failureOf(echoed).description).toContain('•••');
		await usedesk.close();
		await fetch(url, { method: 'POST', body: '{}' });
		const executions = await n8n.waitForExecutions(workflowId, 2);
		expect(executions[0] && failureOf(executions[0]).message).not.toBe('');
		expect(JSON.stringify(executions)).not.toContain(SECRET_KEY);
	});

	it('a refused or lost request leaves on the error output, without the secret key', async () => {
		const { n8n, usedesk, url, workflowId } = await open({
			steps: [{ ...read, onError: 'continueErrorOutput' }],
		});
		await fetch(url, { method: 'POST', body: '{}' });
		const [refused] = await n8n.waitForExecutions(workflowId, 1);
		expect(refused && itemsOf(refused, 'Step 1', 1)).toMatchObject([
			{ error: expect.stringMatching(/found nothing/) },
		]);
		await usedesk.close();
		await fetch(url, { method: 'POST', body: '{}' });
		const executions = await n8n.waitForExecutions(workflowId, 2);
		expect(executions[0] && itemsOf(executions[0], 'Step 1', 1)).toHaveLength(1);
		expect(JSON.stringify(executions)).not.toContain(SECRET_KEY);
	});

	it('refuses a subject that is too long before it asks Usedesk', async () => {
		const { usedesk, failure } = await run([
			{ resource: 'ticket', operation: 'create', subject: 'x'.repeat(256), message: 'y' },
		]);
		expect(failure.message).toMatch(/Subject is too long/);
		expect(usedesk.requests).toEqual([]);
	});

	it('explains which fields a chat message needs', async () => {
		const message = {
			resource: 'chat',
			operation: 'addClientMessage',
			channel: byId(String(EMAIL_CHANNEL)),
			text: 'oi',
			contactId: ANA,
		};
		const wrongChannel = await run([message]);
		expect(wrongChannel.failure.description).toMatch(/type chat/);
		const noCompany = await run([message], {}, { companyId: '' });
		expect(noCompany.failure.message).toMatch(/Company ID/);
	});
});

describe('Usedesk in n8n: the credential test', () => {
	const testOf = async (apiToken: string, options: UsedeskEmulatorOptions = {}) => {
		const { n8n, usedesk } = await open({ emulator: options });
		const { data } = await n8n.api.post<{ data: { status: string; message: string } }>(
			'/rest/credentials/test',
			{
				credentials: {
					id: '',
					name: 'Usedesk',
					type: CREDENTIAL,
					data: { server: 'own', baseUrl: usedesk.baseUrl, apiToken },
				},
			},
		);
		return data.data;
	};

	it('accepts the right key', async () => {
		expect(await testOf(SECRET_KEY)).toMatchObject({ status: 'OK' });
	});

	it.each(['inBody', 'http401', 'page'] as const)(
		'refuses a wrong key in plain words when Usedesk answers %s',
		async (wrongKey) => {
			const verdict = await testOf('wrong', { wrongKey });
			expect(verdict.status).toBe('Error');
			expect(verdict.message).toMatch(/secret key/i);
		},
	);
});

describe('Usedesk Trigger in n8n', () => {
	const chat = { triggerOn: ['chatMessage'], writtenBy: ['client'] };
	const answer = {
		resource: 'chat',
		operation: 'sendAgentMessage',
		chatId: '={{ $json.chatId }}',
		agent: byId('3001'),
		text: '=Você disse: {{ $json.text }}',
	};

	it.each([true, false])(
		'answers a client once, and not itself (JSON request: %s)',
		async (jsonWebhooks) => {
			const { n8n, usedesk, workflowId } = await open({
				trigger: chat,
				steps: [answer],
				emulator: { jsonWebhooks },
			});
			const { delivery, chatId } = await usedesk.customerSends({
				from: ANA,
				name: 'Ana',
				text: 'olá',
			});
			expect(delivery?.status).toBe(200);
			await n8n.waitForExecutions(workflowId, 1);
			await usedesk.settled();
			await usedesk.customerSends({ from: ANA, name: 'Ana', text: 'e agora?' });
			// Had the answer started the workflow, its execution would stand between these two.
			const executions = await n8n.waitForExecutions(workflowId, 2);
			expect(executions).toHaveLength(2);
			expect(usedesk.messages).toEqual([
				{ chatId, to: ANA, text: 'Você disse: olá' },
				{ chatId, to: ANA, text: 'Você disse: e agora?' },
			]);
			expect(executions[1] && itemsOf(executions[1], TRIGGER)).toMatchObject([
				{
					event: 'chatMessage',
					from: 'client',
					text: 'olá',
					chatId: String(chatId),
					client: { name: 'Ana' },
					ticket: { status: 'New', customBlocks: [{ name: 'CRM' }] },
				},
			]);
			expect(JSON.stringify(executions)).not.toMatch(/usedesk-key-canary|block-key-canary/);
		},
	);

	it('carries a bridge in both directions without a loop', async () => {
		const { n8n, usedesk, workflowId } = await open({
			trigger: { ...chat, writtenBy: ['agent'] },
		});
		const { chatId } = await usedesk.customerSends({ from: ANA, text: 'oi' });
		await usedesk.agentAnswers(chatId, 'bom dia');
		const executions = await n8n.waitForExecutions(workflowId, 1);
		expect(executions).toHaveLength(1);
		expect(executions[0] && itemsOf(executions[0], TRIGGER)).toMatchObject([
			{ from: 'agent', text: 'bom dia' },
		]);
	});

	it('refuses a wrong or missing secret with 401 and starts nothing', async () => {
		const { n8n, usedesk, workflowId } = await open({ trigger: chat });
		const message = { chat_id: 1, from: 'client', text: 'sou a Ana' };
		expect((await usedesk.sendWebhook({ ...message, secret: 'wrong' }))?.status).toBe(401);
		expect((await usedesk.sendWebhook(message))?.status).toBe(401);
		await usedesk.customerSends({ from: ANA, text: 'honesta' });
		const executions = await n8n.waitForExecutions(workflowId, 1);
		expect(executions).toHaveLength(1);
		expect(n8n.log()).not.toContain('sou a Ana');
	});

	it('takes the application ID, or a token in the address, as proof', async () => {
		const byApplication = await open({
			trigger: chat,
			emulator: { webhookSecret: 'applicationId' },
			credential: { applicationId: '4711' },
		});
		const first = await byApplication.usedesk.customerSends({ from: ANA, text: 'a' });
		expect(first.delivery?.status).toBe(200);

		const byAddress = await open({
			trigger: chat,
			emulator: { webhookSecret: 'none' },
			credential: { addressToken: 'address-canary-42' },
		});
		const without = await byAddress.usedesk.customerSends({ from: ANA, text: 'a' });
		expect(without.delivery?.status).toBe(401);
		byAddress.usedesk.setRedirectUrl(`${byAddress.url}?token=address-canary-42`);
		const within = await byAddress.usedesk.customerSends({ from: ANA, text: 'b' });
		expect(within.delivery?.status).toBe(200);
		const executions = await byAddress.n8n.waitForExecutions(byAddress.workflowId, 1);
		expect(JSON.stringify(executions)).not.toContain('address-canary-42');
	});

	it("answers Usedesk's check of the address", async () => {
		const { n8n, usedesk, url, workflowId } = await open({ trigger: chat });
		expect((await usedesk.sendWebhook({ ping: 1 }))?.status).toBe(200);
		expect((await fetch(url)).status).toBe(200);
		expect(await n8n.executions(workflowId)).toEqual([]);
	});

	it('gives each event to the output of its kind, once', async () => {
		const { n8n, usedesk, workflowId } = await open({
			trigger: { triggerOn: ['newComment', 'newTicket'], writtenBy: ['client'] },
		});
		const ticket = {
			secret: SECRET_KEY,
			ticket: {
				id: '128',
				status_id: '8',
				subject: 'Pedido',
				message: '<p>oi</p>',
				company_id: '1',
			},
		};
		await usedesk.sendWebhook(ticket);
		await usedesk.sendWebhook(ticket);
		const comment = { ticketId: 128, from: 'client', message: 'e aí?', type: 'public' } as const;
		await usedesk.commentAdded({ ...comment, from: 'user', type: 'private' });
		await usedesk.commentAdded(comment);
		const executions = await n8n.waitForExecutions(workflowId, 2);
		expect(executions).toHaveLength(2);
		const [second, first] = executions;
		expect(first && itemsOf(first, TRIGGER, 0)).toMatchObject([
			{ event: 'newTicket', id: 'newTicket:128', ticketId: '128', text: 'oi', html: '<p>oi</p>' },
		]);
		expect(second && itemsOf(second, TRIGGER, 1)).toMatchObject([
			{ event: 'newComment', from: 'client', visibility: 'public', text: 'e aí?' },
		]);
	});
});
