import { setTimeout as pause } from 'node:timers/promises';

import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { IS_NIGHTLY, sizeOf } from '../thoroughness';
import { eventually } from './harness/eventually';
import { readKeptInbox } from './harness/kept-inbox';
import { startN8n, type StartedN8n } from './harness/start-n8n';
import { CREDENTIAL_TYPE, SEND, whatsappWorkflow } from './harness/whatsapp-workflow';
import { startWorkServer, type Work, type WorkServer } from './harness/work-server';

// Proves the order and the joining of messages in a real n8n while many people write at once: two workflows hear one
// number, one starts each message by itself, the other joins them. What an execution does lasts as long as an outside
// service takes. The nightly form has two hundred people, and kills n8n ten times meanwhile. Order within one store is proved on both engines by
// test/store/turns.test.ts.

const PEOPLE = sizeOf({ short: 50, nightly: 200 });
/** People whose messages share a webhook. */
const GROUP = 25;
const TEXTS = ['oi', 'tudo bem?', 'quero um bolo', 'de chocolate', 'para sábado'];
/** The longest piece of work in ms; most are much shorter. */
const LONGEST = sizeOf({ short: 6_000, nightly: 50_000 });
const KILLS = sizeOf({ short: 0, nightly: 10 });
/** Longer than a person waits between two messages, also where n8n takes its time to answer. */
const JOIN_SECONDS = 10;
const WITHIN_MS = sizeOf({ short: 600_000, nightly: 1_500_000 });
const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
/** The answer of our trigger. During its start n8n itself answers 200, and the message is lost. */
const TAKEN = '{"received":true}';

describe(`${PEOPLE} people write five messages each within two seconds`, () => {
	let n8n: StartedN8n;
	let graph: GraphEmulator;
	let server: WorkServer;
	/** Duration of the customers' part, in ms. */
	let writing = 0;
	const kills: number[] = [];

	beforeAll(async () => {
		const random = seeded(7);
		server = await startWorkServer(() => Math.round(LONGEST * random() ** 4));
		n8n = await startN8n({
			env: {
				// The whole inbox comes again after a kill, and n8n's own look at what it had begun takes as long.
				N8N_EVENTBUS_RECOVERY_MODE: 'simple',
				N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '15',
				N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
			},
		});
		graph = await startGraphEmulator({
			accessToken: ACCESS_TOKEN,
			appSecret: APP_SECRET,
			redeliver: { attempts: 1_000, delayMilliseconds: 1_000 },
		});
		const credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
			accessToken: ACCESS_TOKEN,
			businessAccountId: graph.world.accountId,
			appId: graph.world.appId,
			appSecret: APP_SECRET,
			baseUrl: graph.baseUrl,
		});
		await n8n.publish(await listener('ordered', credentialId, {}));
		await n8n.publish(await listener('joined', credentialId, { joinSeconds: JOIN_SECONDS }));

		const begun = performance.now();
		const groups = Array.from({ length: PEOPLE / GROUP }, (_, group) => write(group * GROUP));
		const written = Promise.all(groups).then(() => (writing = performance.now() - begun));
		for (let count = 0; count < KILLS; count++) {
			await pause(1_000 + 4_000 * random());
			await n8n.kill();
			kills.push(performance.now());
			await n8n.startAgain();
		}
		await written;
		await eventually(() => {
			expect(readKeptInbox(n8n.userFolder).held).toEqual([]);
		}, WITHIN_MS);
		process.stdout.write(summary());
	}, WITHIN_MS);

	afterAll(async () => {
		await graph?.close();
		await n8n?.stop();
		await server?.close();
	});

	async function listener(
		name: string,
		credentialId: string,
		options: Record<string, unknown>,
	): Promise<string> {
		const workflow = whatsappWorkflow({
			credentialId,
			triggerOn: ['message'],
			trigger: { options },
			settings: { saveDataSuccessExecution: 'none' },
		});
		for (const node of workflow.nodes) {
			if (node.name !== SEND) {
				node.typeVersion = 2;
				continue;
			}
			node.type = 'n8n-nodes-base.httpRequest';
			node.typeVersion = 4.2;
			const query = `listener=${name}&person={{ $json.contact.id }}&text={{ encodeURIComponent($json.message.text) }}`;
			node.parameters = {
				url: `=${server.baseUrl}/?${query}`,
				options: { timeout: 2 * LONGEST },
			};
			delete node.credentials;
		}
		return n8n.importWorkflow(workflow);
	}

	/**
	 * Writes the messages of `GROUP` customers. Under load a provider puts the messages of several customers into one
	 * webhook, and sends the next one when this one has been accepted.
	 */
	async function write(first: number): Promise<void> {
		for (const [index, text] of TEXTS.entries()) {
			const messages = Array.from({ length: GROUP }, (_, offset) => ({
				from: `55119${80_000_000 + first + offset}`,
				id: `wamid.ORDER-${first + offset}-${index}`,
				text,
			}));
			for (;;) {
				const { delivery } = await graph.customersSend(messages);
				if (!delivery.delivered) throw new Error(`No webhook took it: ${delivery.reason}`);
				if (delivery.responseText === TAKEN) break;
			}
		}
	}

	/** Returns the work of each customer for one listener, in the order in which it was begun. */
	function workOf(listenerName: string): Map<string, Work[]> {
		const groups = new Map<string, Work[]>();
		for (const work of server.works) {
			if (work.listener !== listenerName) continue;
			groups.set(work.person, [...(groups.get(work.person) ?? []), work]);
		}
		return groups;
	}

	/** Returns whether n8n was killed while this was under way. */
	const isInterrupted = ({ begunAt, endedAt = Infinity }: Work) =>
		kills.some((at) => begunAt <= at && at <= endedAt + KILL_IS_FELT_WITHIN_MS);

	it('both workflows get the messages of every customer', () => {
		expect(workOf('ordered').size).toBe(PEOPLE);
		expect(workOf('joined').size).toBe(PEOPLE);
	});

	it('executions of one customer never overlap', () => {
		for (const name of ['ordered', 'joined']) {
			const overlapping = [...workOf(name).values()].flatMap((works) =>
				works.filter(({ begunAt }, index) => {
					const before = works[index - 1];
					return before !== undefined && begunAt < (before.endedAt ?? Infinity);
				}),
			);
			expect(overlapping).toEqual([]);
		}
	});

	it('executions of one customer keep the order of the messages, and only an interrupted one starts again', () => {
		for (const works of workOf('ordered').values()) {
			const once = works.filter((work, index) => {
				const before = works[index - 1];
				return !(before && isSame(before, work) && isInterrupted(before));
			});
			expect(once.map(({ texts }) => texts.join())).toEqual(TEXTS);
		}
	});

	it('messages that are joined start one execution with all five texts', () => {
		for (const works of workOf('joined').values()) {
			const once = works.filter((work, index) => {
				const before = works[index - 1];
				return !(before && isSame(before, work) && isInterrupted(before));
			});
			// A customer cannot write while n8n is down, so five messages may become two groups.
			expect(once.flatMap(({ texts }) => texts)).toEqual(TEXTS);
			if (!IS_NIGHTLY) expect(once).toHaveLength(1);
		}
	});

	it('no event is left in the inbox', () => {
		for (const name of ['ordered', 'joined']) {
			for (const works of workOf(name).values()) expect(works.at(-1)?.isDone).toBe(true);
		}
	});

	function summary(): string {
		const interrupted = server.works.filter((work) => !work.isDone).length;
		return [
			`\n${PEOPLE * TEXTS.length} messages were taken within ${Math.round(writing)} ms.`,
			`${workCount('ordered')} executions in order, ${workCount('joined')} joined.`,
			`${kills.length} kills, ${interrupted} executions interrupted.\n`,
		].join('\n');
	}

	const workCount = (name: string) => server.works.filter((work) => work.listener === name).length;
});

/** The work server hears of a killed process when the system closes its connections. */
const KILL_IS_FELT_WITHIN_MS = 2_000;

const isSame = (one: Work, other: Work) => one.texts.join('\n') === other.texts.join('\n');

/** Returns the same numbers from 0 to 1 in each run: a linear congruential generator. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}
