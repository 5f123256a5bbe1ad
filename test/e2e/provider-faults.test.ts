import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import type { GraphEmulatorOptions } from '../emulators/whatsapp-cloud/options';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { CREDENTIAL_TYPE, SEND, TRIGGER, whatsappWorkflow } from './harness/whatsapp-workflow';

// Proves what becomes of a send of forty messages while the provider misbehaves: nothing goes out twice, nothing is
// silently lost, and afterwards everything works again without anybody's doing. It does not prove how Meta fails.

const ITEMS = 40;
const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
/** Longer than the node waits for an answer (30 s). */
const WITHIN_MS = 100_000;

const SENT = 0;
const ERROR = 2;

const THROTTLED = {
	status: 400,
	body: { error: { code: 130429, message: '(#130429) Rate limit hit', type: 'OAuthException' } },
};

interface Setting {
	n8n: RunningN8n;
	graph: GraphEmulator;
	options: GraphEmulatorOptions;
	workflowId: string;
}

/** What became of forty items. */
interface Result {
	/** The texts on the output of what was sent. */
	sent: string[];
	/** What the items on the error output say, with the text that they were to send. */
	failed: Array<{ text: string; error: string }>;
	/** The texts that the provider accepted, in order. */
	accepted: string[];
}

describe('a send of forty messages', () => {
	let setting: Setting;

	beforeEach(async () => void (setting = await open()));

	afterEach(async () => {
		await setting.n8n.unpublish(setting.workflowId).catch(() => undefined);
		await setting.graph.close();
	});

	it('goes out completely when the provider asks for pauses in the middle of it', async () => {
		setting.graph.failNext({ ...THROTTLED, times: 12 });
		setting.graph.failNext({ status: 429, body: {}, headers: { 'retry-after': '1' }, times: 4 });
		const result = await sendForty(setting, 'throttled');
		expect(result.failed).toEqual([]);
		expect(inOrder(result.sent)).toEqual(texts('throttled'));
		expect(inOrder(result.accepted)).toEqual(texts('throttled'));
	});

	it('goes out completely when the provider is slow', async () => {
		setting.options.latencyMilliseconds = 2_500;
		const result = await sendForty(setting, 'slow');
		expect(result.failed).toEqual([]);
		expect(inOrder(result.accepted)).toEqual(texts('slow'));
	});

	it.each([
		['answers 500', { status: 500, body: {} }],
		['answers with something that nobody can read', { garbage: true }],
		['breaks the connection', { drop: true }],
		['does not answer at all', { hang: true }],
	] as const)(
		'reports as unknown, and does not repeat, what was under way when the provider %s',
		async (_what, fault) => {
			// Half of them had their effect all the same: from outside both look alike.
			setting.graph.failNext({ ...fault, times: 4, takesEffect: true });
			setting.graph.failNext({ ...fault, times: 4 });
			const result = await sendForty(setting, 'fault');
			expectNoneTwice(result);
			expect(result.failed).toHaveLength(8);
			for (const { error } of result.failed) expect(error).toMatch(/^Unknown whether/);
			expect(inOrder([...result.sent, ...result.failed.map(({ text }) => text)])).toEqual(
				texts('fault'),
			);
			expect(result.accepted).toHaveLength(ITEMS - 4);
		},
		WITHIN_MS,
	);

	it(
		'survives everything at once, and the next one goes out as if nothing had been',
		async () => {
			const { graph } = setting;
			graph.failNext({ ...THROTTLED, times: 3 });
			graph.failNext({ drop: true, takesEffect: true, times: 2 });
			graph.failNext({ status: 503, body: {}, times: 2 });
			graph.failNext({ ...THROTTLED, times: 3 });
			graph.failNext({ garbage: true, takesEffect: true, times: 2 });
			const result = await sendForty(setting, 'storm');
			expectNoneTwice(result);
			expect(result.failed).toHaveLength(6);
			expect(inOrder([...result.sent, ...result.failed.map(({ text }) => text)])).toEqual(
				texts('storm'),
			);
			const after = await sendForty(setting, 'after');
			expect(after.failed).toEqual([]);
			expect(inOrder(after.sent)).toEqual(texts('after'));
		},
		WITHIN_MS,
	);

	it(
		'says of each message that it was not sent when the provider is gone, and sends when it is back',
		async () => {
			const { graph } = setting;
			graph.failNext({
				status: 400,
				body: { error: { code: 131026, message: 'no' } },
				times: ITEMS,
			});
			const gone = await sendForty(setting, 'gone');
			expect(gone.sent).toEqual([]);
			expect(gone.accepted).toEqual([]);
			expect(gone.failed).toHaveLength(ITEMS);
			for (const { error } of gone.failed) expect(error).not.toMatch(/^Unknown/);
			const back = await sendForty(setting, 'back');
			expect(inOrder(back.sent)).toEqual(texts('back'));
		},
		WITHIN_MS,
	);
});

async function open(): Promise<Setting> {
	const n8n = sharedN8n();
	const options: GraphEmulatorOptions = { accessToken: ACCESS_TOKEN, appSecret: APP_SECRET };
	const graph = await startGraphEmulator(options);
	const credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
		accessToken: ACCESS_TOKEN,
		businessAccountId: graph.world.accountId,
		appId: graph.world.appId,
		appSecret: APP_SECRET,
		baseUrl: graph.baseUrl,
	});
	const workflow = whatsappWorkflow({
		credentialId,
		triggerOn: ['message'],
		send: { text: '={{ $json.message.text }}' },
	});
	for (const node of workflow.nodes) {
		if (node.name === SEND) node.onError = 'continueErrorOutput';
	}
	const workflowId = await n8n.importWorkflow(workflow);
	await n8n.publish(workflowId);
	return { n8n, graph, options, workflowId };
}

/** Forty customers write in one webhook, so that one execution answers forty messages. */
async function sendForty(setting: Setting, name: string): Promise<Result> {
	const { n8n, graph, workflowId } = setting;
	const before = (await n8n.executions(workflowId)).length;
	const acceptedBefore = graph.messages.length;
	const { delivery } = await graph.customersSend(
		texts(name).map((text, index) => ({ from: String(5_511_988_880_000 + index), text })),
	);
	expect(delivery.status).toBe(200);
	const [execution] = await n8n.waitForExecutions(workflowId, before + 1, WITHIN_MS);
	if (execution === undefined) throw new Error('The execution is missing');
	expect(itemsOf(execution, TRIGGER)).toHaveLength(ITEMS);
	return {
		sent: itemsOf(execution, SEND, SENT).map((item) => textOf(item)),
		failed: itemsOf(execution, SEND, ERROR).map((item) => ({
			text: textOf(item),
			error: String(item.error),
		})),
		accepted: graph.messages
			.slice(acceptedBefore)
			.map(({ body }) => (body.text as { body: string }).body),
	};
}

function textOf(item: Record<string, unknown>): string {
	return (item.message as { text?: string } | undefined)?.text ?? '';
}

function texts(name: string): string[] {
	return Array.from({ length: ITEMS }, (_, index) => `${name} ${index}`);
}

function inOrder(list: readonly string[]): string[] {
	const position = (text: string) => Number(text.split(' ').at(-1));
	return [...list].sort((a, b) => position(a) - position(b));
}

function expectNoneTwice({ sent, accepted }: Result): void {
	expect(accepted).toHaveLength(new Set(accepted).size);
	expect(sent.filter((text) => !accepted.includes(text))).toEqual([]);
}
