import { setTimeout as pause } from 'node:timers/promises';

import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { sizeOf } from '../thoroughness';
import { eventually } from './harness/eventually';
import { readKeptInbox, type KeptInbox } from './harness/kept-inbox';
import { startN8n, type StartedN8n } from './harness/start-n8n';
import { startsByMessage, type Start } from './harness/starts-by-message';
import { CREDENTIAL_TYPE, whatsappWorkflow } from './harness/whatsapp-workflow';

// Proves that no message is lost when n8n ends at any moment, and that no customer gets two answers. Only messages
// whose execution had not ended start again, marked as redelivered. An answer that n8n was sending when it was killed
// is not sent again, because it is unknown whether it arrived. The executions that had not ended are read from the
// inbox after the end of n8n, before it starts again. Nothing is proved about a power cut (the system's own caches
// survive a killed process), nor about the processes of queue mode.

interface Life {
	/** n8n ends after this number of answers, this number of milliseconds later. */
	answers: number;
	then: number;
	end: 'kill' | 'shutDown';
}
const SHORT: readonly Life[] = [
	{ answers: 12, then: 0, end: 'kill' },
	{ answers: 3, then: 40, end: 'kill' },
	{ answers: 0, then: 0, end: 'kill' },
	{ answers: 8, then: 5, end: 'kill' },
	{ answers: 20, then: 10, end: 'shutDown' },
];
const LONG: readonly Life[] = [
	{ answers: 25, then: 15, end: 'kill' },
	{ answers: 1, then: 110, end: 'kill' },
	{ answers: 2, then: 400, end: 'kill' },
	{ answers: 17, then: 70, end: 'kill' },
	{ answers: 5, then: 25, end: 'kill' },
	{ answers: 30, then: 0, end: 'kill' },
	...SHORT,
];
const LIVES = sizeOf({ short: SHORT, nightly: LONG });
const LAST_ANSWERS = 20;
/** Number of customers who write at the same time. Each writes again when the message before was answered. */
const CUSTOMERS = 8;
/**
 * Most messages of one customer that the inbox may hold after one life of n8n: the last one, and the one before it.
 * That one was answered, but n8n had not yet recorded the end of its execution.
 */
const HELD_OF_A_CUSTOMER = 2;
/**
 * One minute where nothing else runs, or three in the long form; on a busy machine every start of n8n alone takes forty
 * seconds.
 */
const WITHIN_MS = 900_000;
const ANSWER_TIMEOUT_MS = 120_000;
const POLL_EVERY_MS = 100;
const ENVIRONMENT = {
	// The other mode of n8n 2.41.1's own recovery can fail with any nodes, and then n8n needs one more start. It ends n8n
	// for an execution that had not begun ("Cannot read properties of null (reading 'getTime')"), or blocks its database
	// for good ("SqliteWriteConnectionMutex").
	N8N_EVENTBUS_RECOVERY_MODE: 'simple',
	// Killed a second time while it activates, n8n starts no `trigger()` before this time is over: 120 s by default. The
	// messages wait in the inbox until then. It is also the most that publishing may take.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '15',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
	// Enough time for the running executions, also on a busy machine.
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '120',
};
const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';

/** State after the end of one life of n8n. */
interface Ended {
	end: Life['end'];
	/** Messages that our trigger had answered 200. */
	taken: string[];
	inbox: KeptInbox;
}

describe('ending n8n while customers write', () => {
	let n8n: StartedN8n;
	let graph: GraphEmulator;
	let customers: Customers;
	const lives: Ended[] = [];
	let starts: Map<string, Start[]>;
	let redelivered: number;
	let sendsWithoutAnswer: number;

	beforeAll(async () => {
		n8n = await startN8n({ env: ENVIRONMENT });
		graph = await startGraphEmulator({
			accessToken: ACCESS_TOKEN,
			appSecret: APP_SECRET,
			redeliver: { attempts: 1_000, delayMilliseconds: 300 },
			throughputPerSecond: 'unlimited',
		});
		const credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
			accessToken: ACCESS_TOKEN,
			businessAccountId: graph.world.accountId,
			appId: graph.world.appId,
			appSecret: APP_SECRET,
			baseUrl: graph.baseUrl,
		});
		const workflowId = await n8n.importWorkflow(
			whatsappWorkflow({
				credentialId,
				triggerOn: ['message'],
				send: { text: '=Recebido {{ $json.message.id }}' },
			}),
		);
		await n8n.publish(workflowId);

		customers = startCustomers(graph, (id) => hasEnded(id, n8n.userFolder));
		for (const { answers, then, end } of LIVES) {
			await furtherAnswers(graph, answers);
			await pause(then);
			await n8n[end]();
			const inbox = readKeptInbox(n8n.userFolder);
			lives.push({ end, taken: [...customers.taken], inbox });
			process.stdout.write(
				`Life ${lives.length} of ${LIVES.length}, ${customers.taken.size} messages, held ${inbox.held.length}, of which begun ${inbox.held.filter(({ begun }) => begun).length}.\n`,
			);
			await n8n.startAgain();
		}
		await furtherAnswers(graph, LAST_ANSWERS);
		customers.stopWriting();
		await customers.gone;
		await eventually(() => {
			expect(readKeptInbox(n8n.userFolder).held).toEqual([]);
		}, ANSWER_TIMEOUT_MS);
		({ redelivered, sendsWithoutAnswer } = readKeptInbox(n8n.userFolder));
		starts = await startsByMessage(n8n, workflowId);
		process.stdout.write(summary(lives, starts, graph, customers));
	}, WITHIN_MS);

	afterAll(async () => {
		customers?.stopWaiting();
		await graph?.close();
		await customers?.gone.catch(() => undefined);
		await n8n?.stop();
	});

	it('n8n was killed several times and shut down once, with executions running', () => {
		expect(lives.map(({ end }) => end)).toEqual(LIVES.map(({ end }) => end));
		const begun = lives.filter(({ inbox }) => inbox.held.some((event) => event.begun));
		expect(begun.length).toBeGreaterThanOrEqual(LIVES.length / 2);
	});

	it('every message is in the inbox before the provider gets 200', () => {
		for (const { taken, inbox } of lives) {
			expect(taken.filter((id) => !inbox.knows(id))).toEqual([]);
		}
	});

	// n8n lists some of these executions as crashed: the inbox records an end before n8n saves it, so that a customer who
	// has the answer gets no second one.
	it('every message gets one answer, unless n8n was killed while it sent that answer', () => {
		expect(answers(graph)).toHaveLength(new Set(answers(graph)).size);
		const unanswered = [...customers.taken].filter((id) => !answers(graph).includes(id));
		expect(unanswered.filter((id) => interruptions(lives, id) === 0)).toEqual([]);
		expect(unanswered.length).toBeLessThanOrEqual(sendsWithoutAnswer);
		expect(sendsWithoutAnswer).toBeLessThanOrEqual(lives.length * CUSTOMERS);
	});

	it('only messages whose execution was interrupted start again', () => {
		const tooOften = [...starts].filter(([id, all]) => all.length - 1 > interruptions(lives, id));
		expect(tooOften).toEqual([]);
	});

	it('exactly the messages that start again are marked as redelivered', () => {
		const marked = [...starts].filter(([, all]) => all.some((start) => start.redelivered));
		const interrupted = [...starts.keys()].filter((id) => interruptions(lives, id) > 0);
		expect(marked.map(([id]) => id).sort()).toEqual(interrupted.sort());
		for (const [, [, ...later]] of starts) {
			expect(later.filter((start) => !start.redelivered)).toEqual([]);
		}
	});

	it('the trigger report counts each redelivered message', () => {
		const ids = [...starts.keys()];
		const all = ids.reduce((sum, id) => sum + interruptions(lives, id), 0);
		expect(all).toBeGreaterThan(0);
		expect(redelivered).toBe(all);
	});

	it('a message leaves the inbox when its execution has ended', () => {
		for (const [index, { inbox }] of lives.entries()) {
			const before = new Set(lives[index - 1]?.inbox.held.map(({ id }) => id));
			const ofThisLife = inbox.held.filter(({ id }) => !before.has(id));
			for (let customer = 0; customer < CUSTOMERS; customer++) {
				const held = ofThisLife.filter(({ id }) => id.startsWith(idOf(customer, '')));
				expect(held.length).toBeLessThanOrEqual(HELD_OF_A_CUSTOMER);
			}
		}
	});

	it('a shutdown ends the running executions, so no message comes twice', () => {
		const shutDown = lives.filter(({ end }) => end === 'shutDown');
		const begun = shutDown.flatMap(({ inbox }) => inbox.held.filter((event) => event.begun));
		expect({ times: shutDown.length, begun }).toEqual({ times: 1, begun: [] });
	});
});

/** The answer of our trigger. During its start n8n itself answers 200, and the message is lost. */
const TAKEN = '{"received":true}';

interface Customers {
	/** Messages that our trigger answered 200. */
	taken: Set<string>;
	/** Webhooks that n8n answered 200 without asking any node ("n8n is starting up. Please wait"). */
	swallowed: string[];
	/** Prevents new messages. */
	stopWriting(): void;
	/** Prevents new messages, and waits for no answer. */
	stopWaiting(): void;
	/** Resolves when the execution of every customer's last message has ended. */
	gone: Promise<unknown>;
}

function startCustomers(graph: GraphEmulator, isOverFor: (id: string) => boolean): Customers {
	const taken = new Set<string>();
	const swallowed: string[] = [];
	let isOver = false;
	let hasGivenUp = false;
	const write = async (customer: number): Promise<void> => {
		for (let count = 0; !isOver; count++) {
			const id = idOf(customer, count);
			// New customers each time, so that none reaches the limit of a pair.
			const from = `55119${80_000_000 + customer * 10_000 + count}`;
			while (!taken.has(id)) {
				const { delivery } = await graph.customerSends({ from, text: 'oi', id });
				if (!delivery.delivered) throw new Error(`No webhook took ${id}: ${delivery.reason}`);
				// The message is sent again unless our trigger took it, as by a proxy that waits for n8n's readiness.
				if (delivery.responseText === TAKEN) taken.add(id);
				else swallowed.push(id);
			}
			// A message may outlive several processes of n8n, each of which takes its time to start.
			while (!hasGivenUp && !answers(graph).includes(id) && !isOverFor(id)) {
				await pause(POLL_EVERY_MS);
			}
		}
	};
	const gone = Promise.all(Array.from({ length: CUSTOMERS }, (_, customer) => write(customer)));
	// A failure shows when it is waited for, which is later.
	gone.catch(() => undefined);
	return {
		taken,
		swallowed,
		stopWriting: () => (isOver = true),
		stopWaiting: () => (isOver = hasGivenUp = true),
		gone,
	};
}

/** Returns whether the execution of a message has ended. */
function hasEnded(id: string, userFolder: string): boolean {
	try {
		const { knows, held } = readKeptInbox(userFolder);
		return knows(id) && held.every((event) => event.id !== id);
	} catch {
		// Locked while n8n starts: it is read again.
		return false;
	}
}

function idOf(customer: number, count: number | ''): string {
	return `wamid.KILL-${customer}-${count}`;
}

/** Returns the messages that got an answer at the provider, one entry for each answer. */
function answers(graph: GraphEmulator): string[] {
	return graph.messages.flatMap(({ body }) => {
		const text = (body.text as { body?: string } | undefined)?.body ?? '';
		return /wamid\.KILL-\d+-\d+/.exec(text) ?? [];
	});
}

async function furtherAnswers(graph: GraphEmulator, count: number): Promise<void> {
	const before = new Set(answers(graph)).size;
	await eventually(
		() => expect(new Set(answers(graph)).size).toBeGreaterThanOrEqual(before + count),
		ANSWER_TIMEOUT_MS,
	);
}

/** Returns how often n8n was killed while it worked on a message: once for each process that held it. */
function interruptions(lives: readonly Ended[], id: string): number {
	const held = lives.flatMap(({ inbox }) => inbox.held);
	return new Set(held.filter((event) => event.begun && event.id === id).map(({ owner }) => owner))
		.size;
}

function summary(
	lives: readonly Ended[],
	starts: ReadonlyMap<string, Start[]>,
	graph: GraphEmulator,
	customers: Customers,
): string {
	const ids = [...starts.keys()];
	const all = [...starts.values()].flat();
	const inTheMiddle = ids.filter((id) => interruptions(lives, id) > 0);
	const lines = [
		`${lives.length} ends of n8n, ${customers.taken.size} messages, ${all.length} executions.`,
		`In the middle of their way at an end: ${inTheMiddle.length}, of which started more than once: ${
			inTheMiddle.filter((id) => (starts.get(id) ?? []).length > 1).length
		}.`,
		`Not begun at an end: ${lives.flatMap(({ inbox }) => inbox.held.filter(({ begun }) => !begun)).length}.`,
		`Marked as redelivered: ${all.filter(({ redelivered }) => redelivered).length}.`,
		`Crashed executions: ${all.filter(({ status }) => status === 'crashed').length}.`,
		`Webhooks repeated by the provider: ${graph.deliveries.filter(({ attempts }) => attempts > 1).length}.`,
		`Answered 200 by n8n itself while it started, asking no node: ${customers.swallowed.length}.`,
		`Answers at the provider: ${answers(graph).length}, to ${new Set(answers(graph)).size} messages.`,
	];
	return `\n${lines.join('\n')}\n`;
}
