import { setTimeout as pause } from 'node:timers/promises';

import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import type { Fault, GraphEmulatorOptions } from '../emulators/whatsapp-cloud/options';
import { sizeOf } from '../thoroughness';
import type { Execution } from '../../sandbox/n8n-api';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { CREDENTIAL_TYPE, SEND, TRIGGER, whatsappWorkflow } from './harness/whatsapp-workflow';

// Proves the outcome of messages while the provider fails: nothing goes out twice, nothing is silently lost, and
// afterwards everything works again without a user's action. It does not prove how Meta fails.

const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
const SENT = 0;
const ERROR = 2;

const PAUSE = { status: 429, body: {}, headers: { 'retry-after': '2' } } satisfies Fault;
const TOO_MANY = {
	status: 400,
	body: { error: { code: 130429, message: '(#130429) Rate limit hit', type: 'OAuthException' } },
} satisfies Fault;

interface Setting {
	n8n: RunningN8n;
	graph: GraphEmulator;
	/** Changes take effect at once. */
	options: GraphEmulatorOptions;
	workflowId: string;
}

/** Publishes a workflow that answers every message with its own text. */
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

async function close({ n8n, graph, workflowId }: Setting): Promise<void> {
	await n8n.unpublish(workflowId).catch(() => undefined);
	await graph.close();
}

describe('a send of forty messages', () => {
	const ITEMS = 40;
	const WITHIN_MS = 100_000;
	let setting: Setting;

	beforeEach(async () => void (setting = await open()));
	afterEach(() => close(setting));

	/** Sends the messages of forty customers in one webhook, so that one execution answers all of them. */
	const sendForty = async () => {
		const { n8n, graph, workflowId } = setting;
		const customers = texts.map((text, index) => ({
			from: String(5_511_988_880_000 + index),
			text,
		}));
		const { delivery } = await graph.customersSend(customers);
		expect(delivery.status).toBe(200);
		const [execution] = await n8n.waitForExecutions(workflowId, 1, WITHIN_MS);
		if (execution === undefined) throw new Error('The execution is missing');
		const failed = itemsOf(execution, SEND, ERROR);
		return {
			sent: itemsOf(execution, SEND, SENT).map(textOf),
			failed: failed.map(textOf),
			errors: failed.map(({ error }) => String(error)),
			accepted: acceptedTexts(graph),
		};
	};
	const texts = Array.from({ length: ITEMS }, (_, index) => `text ${index}`);
	const sorted = (list: readonly string[]) => [...list].sort();

	it(
		'all messages leave although the provider asks for pauses',
		async () => {
			setting.graph.failNext({ ...TOO_MANY, times: 12 });
			setting.graph.failNext({ ...PAUSE, times: 4 });
			const result = await sendForty();
			expect(result.failed).toEqual([]);
			expect(sorted(result.sent)).toEqual(sorted(texts));
			expect(sorted(result.accepted)).toEqual(sorted(texts));
		},
		WITHIN_MS,
	);

	it.each([
		['answers 500', { status: 500, body: {} }],
		['answers with something unreadable', { garbage: true }],
		['breaks the connection', { drop: true }],
	] as const)(
		'a send that was running when the provider %s is unknown and not repeated',
		async (_what, fault) => {
			// Half of them had their effect. From outside both look alike.
			setting.graph.failNext({ ...fault, times: 4, takesEffect: true });
			setting.graph.failNext({ ...fault, times: 4 });
			const result = await sendForty();
			expect(result.errors).toHaveLength(8);
			for (const error of result.errors) expect(error).toMatch(/^Unknown whether/);
			expect(sorted([...result.sent, ...result.failed])).toEqual(sorted(texts));
			expect(result.accepted).toHaveLength(ITEMS - 4);
			expect(sorted([...new Set(result.accepted)])).toEqual(sorted(result.accepted));
			expect(result.sent.filter((text) => !result.accepted.includes(text))).toEqual([]);
		},
		WITHIN_MS,
	);
});

describe('a provider that fails in many ways while customers write', () => {
	interface Phase {
		/** Begins the text of every message that is written meanwhile. */
		name: string;
		seconds: { short: number; nightly: number };
		/**
		 * The fault of each request. Half of the failed requests have their effect, unless the provider only asks for fewer
		 * messages.
		 */
		fault?: Fault;
		latencyMilliseconds?: number;
		isAway?: boolean;
	}
	const PHASES: readonly Phase[] = [
		// First: its requests run into the node's own timeout before the provider is away, which would cut them.
		{ name: 'does not answer', seconds: { short: 5, nightly: 15 }, fault: { hang: true } },
		{ name: 'asks for a pause', seconds: { short: 8, nightly: 15 }, fault: PAUSE },
		{ name: 'gets too many', seconds: { short: 8, nightly: 15 }, fault: TOO_MANY },
		{ name: 'is slow', seconds: { short: 10, nightly: 35 }, latencyMilliseconds: 4_000 },
		{
			name: 'answers 500',
			seconds: { short: 5, nightly: 15 },
			fault: { status: 500, body: {} },
		},
		{
			name: 'answers with something unreadable',
			seconds: { short: 5, nightly: 15 },
			fault: { garbage: true },
		},
		{
			name: 'breaks the connection',
			seconds: { short: 5, nightly: 10 },
			fault: { drop: true },
		},
		// Longer than the retries of its first messages.
		{ name: 'is away', seconds: { short: 15, nightly: 15 }, isAway: true },
		{ name: 'is well again', seconds: { short: 5, nightly: 10 } },
	];
	const WRITTEN_EVERY_MS = 750;
	/** More than a phase can hold. */
	const FAULTS = 200;
	const SETTLED_WITHIN_MS = 180_000;

	let setting: Setting;
	/** The texts that customers wrote, and what our trigger answered. */
	const written = new Map<string, number | undefined>();
	let executions: Execution[];

	beforeAll(async () => {
		setting = await open();
		const { graph, options, n8n, workflowId } = setting;
		for (const phase of PHASES) {
			options.latencyMilliseconds = phase.latencyMilliseconds;
			for (let fault = 0; phase.fault && fault < FAULTS; fault++) {
				graph.failNext({
					...phase.fault,
					takesEffect: fault % 2 === 0 && !isThrottle(phase.fault),
				});
			}
			if (phase.isAway) await graph.stopListening();
			const end = Date.now() + sizeOf(phase.seconds) * 1_000;
			for (let count = 0; Date.now() < end; count++) {
				const text = `${phase.name} ${count}`;
				const from = String(5_511_970_000_000 + written.size);
				const { delivery } = await graph.customerSends({ from, text });
				written.set(text, delivery.status);
				await pause(WRITTEN_EVERY_MS);
			}
			graph.clearFaults();
			if (phase.isAway) await graph.listenAgain();
		}
		await n8n.waitForExecutions(workflowId, written.size, SETTLED_WITHIN_MS);
		executions = await n8n.executions(workflowId);
		process.stdout.write(`\n${written.size} messages: ${JSON.stringify(counted(outcomes()))}\n`);
	}, 600_000);

	afterAll(() => close(setting));

	/** Returns the outcome of each text in the workflow. */
	const outcomes = () =>
		new Map(
			executions.map((execution) => {
				const text = itemsOf(execution, TRIGGER).map(textOf).join();
				if (itemsOf(execution, SEND, SENT).length === 1) return [text, 'sent'];
				const [failed] = itemsOf(execution, SEND, ERROR);
				return [text, /^Unknown whether/.test(String(failed?.error)) ? 'unknown' : 'failed'];
			}),
		);

	/** Returns the requests that reached the provider with a text, oldest first. */
	const requestsWith = (text: string) =>
		setting.graph.requests.filter(
			({ path, body }) => path.endsWith('/messages') && textIn(body) === text,
		);

	it('every message that customers write meanwhile starts one execution', () => {
		expect([...written].filter(([, status]) => status !== 200)).toEqual([]);
		expect(executions).toHaveLength(written.size);
		expect([...outcomes().keys()].sort()).toEqual([...written.keys()].sort());
	});

	it('the provider gets no message twice', () => {
		const accepted = acceptedTexts(setting.graph);
		expect(accepted).toHaveLength(new Set(accepted).size);
	});

	it('a send with an unknown outcome is not repeated', () => {
		const askedAgain = [...written.keys()].filter((text) =>
			requestsWith(text)
				.slice(0, -1)
				.some(({ fault }) => fault === undefined || !isThrottle(fault)),
		);
		expect(askedAgain).toEqual([]);
	});

	it('the provider has every message that counts as sent, and only lost answers are unknown', () => {
		const expected = [...written.keys()].map((text) => {
			const last = requestsWith(text).at(-1);
			if (last === undefined || (last.fault && isThrottle(last.fault))) return [text, 'failed'];
			return [text, last.fault === undefined ? 'sent' : 'unknown'];
		});
		expect(outcomes()).toEqual(new Map(expected as Array<[string, string]>));
		const accepted = new Set(acceptedTexts(setting.graph));
		const sent = [...outcomes()].filter(([, outcome]) => outcome === 'sent');
		expect(sent.filter(([text]) => !accepted.has(text))).toEqual([]);
	});

	it('resends throttled messages, waits for slow answers, and delivers what follows', () => {
		const certain = ['asks for a pause', 'gets too many', 'is slow', 'is well again'];
		const notSent = [...outcomes()].filter(
			([text, outcome]) => outcome === 'failed' && certain.some((phase) => text.startsWith(phase)),
		);
		expect(notSent).toEqual([]);
		const afterwards = [...outcomes()].filter(([text]) => text.startsWith('is well again'));
		expect(afterwards.length).toBeGreaterThan(0);
		expect(afterwards.filter(([, outcome]) => outcome !== 'sent')).toEqual([]);
	});

	it('an outage longer than the retries makes sends fail with that reason', () => {
		const failed = [...outcomes()].filter(([, outcome]) => outcome === 'failed');
		expect(failed.filter(([text]) => text.startsWith('is away'))).not.toEqual([]);
		// One that a customer wrote shortly before the outage may be among them.
		expect(failed.filter(([text]) => requestsWith(text).length > 0)).toEqual([]);
	});
});

function isThrottle(fault: Fault): boolean {
	return 'status' in fault && (fault.status === PAUSE.status || fault.status === TOO_MANY.status);
}

function acceptedTexts(graph: GraphEmulator): string[] {
	return graph.messages.map(({ body }) => textIn(body));
}

function textIn(body: unknown): string {
	return (body as { text?: { body?: string } }).text?.body ?? '';
}

function textOf(item: Record<string, unknown>): string {
	return (item.message as { text?: string } | undefined)?.text ?? '';
}

function counted(outcomes: ReadonlyMap<string, string>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const outcome of outcomes.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
	return counts;
}
