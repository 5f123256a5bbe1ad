import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';

import { startBenchmarkedN8n, type BenchNode, type Benchmarked } from './benchmarked-n8n';
import { bareWebhook, ourRouter, ourTrigger } from './contenders';
import {
	hostileInputs,
	similarKeywords,
	type HostileInput,
	type HostileRequest,
	type Target,
} from './hostile-inputs';
import type { Part, PartOptions } from './part';

/**
 * Measures the longest delay of n8n's event loop while it gets hostile requests. During a delay n8n answers no other
 * request. The same bodies go to a bare Webhook node, which shows how much of the delay is n8n's own.
 */

const ROUNDS = 3;
const ANSWER_TIMEOUT_MS = 300_000;
const SETTLED_WITHIN_MS = 300_000;
/** Time without a running execution after which all work that a request caused has ended. */
const QUIET_MS = 1_500;
const POLL_EVERY_MS = 50;
/** Time for which a flood is measured. Executions that start later start one after the other. */
const FLOOD_MS = 10_000;
const KEYWORDS = 20_000;
const KEYWORD_RULES = 20;
/** Delays of version 0.1.0, measured once with this part and `--project`. */
const BEFORE = join(__dirname, 'event-loop-0.1.0.json');

const delaySchema = z.object({ end: z.number(), delayMs: z.number(), processorMs: z.number() });
type Delay = z.infer<typeof delaySchema>;

interface Measured {
	/** Longest time between two turns of the event loop. */
	delayMs: number;
	/** Longest processor time of n8n's main thread between two turns. */
	processorMs: number;
	statuses: string;
}

interface Row {
	input: HostileInput;
	ours: Measured;
	/** Absent if the input has no body. */
	floor?: Measured;
}

export const eventLoop: Part = {
	name: 'event-loop',
	title: 'Event loop delay',
	async run(options) {
		const folder = mkdtempSync(join(tmpdir(), 'business-messaging-event-loop-'));
		const log = join(folder, 'delays.jsonl');
		const bench = await startBenchmarkedN8n(
			{},
			{
				...(options.project !== undefined && { project: resolve(options.project) }),
				preload: [resolve(__dirname, 'event-loop-probe.cjs')],
				env: { BENCH_EVENT_LOOP_LOG: log, N8N_LOG_LEVEL: 'warn' },
			},
		);
		try {
			return report(await measureAll(bench, log, options));
		} finally {
			await bench.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

async function measureAll(bench: Benchmarked, log: string, options: PartOptions): Promise<Row[]> {
	const urls = await publishTargets(bench);
	const path = randomUUID();
	await bench.publish([bareWebhook(path)]);
	const floorUrl = `${bench.n8n.baseUrl}/webhook/${path}`;
	const probe = new Probe(bench, log);
	try {
		const rows: Row[] = [];
		for (const input of hostileInputs(bench.graph.world)) {
			const rounds = options.quick || input.isFlood ? 1 : ROUNDS;
			const bodies = () => input.requests().filter(({ body }) => body !== undefined);
			const floor =
				bodies().length === 0 ? undefined : await probe.shortest(rounds, floorUrl, bodies);
			const ours = await probe.shortest(rounds, urls[input.target], input.requests, input.isFlood);
			process.stdout.write(
				`${input.name}: ${shown(ours)}, bare Webhook node ${shown(floor)}, answered ${ours.statuses}\n`,
			);
			rows.push({ input, ours, ...(floor && { floor }) });
		}
		return rows;
	} finally {
		probe.close();
	}
}

async function publishTargets(bench: Benchmarked): Promise<Record<Target, string>> {
	const newest = await newestVersions(bench);
	const trigger = (provider: string): BenchNode => {
		const node = ourTrigger(bench);
		return {
			...node,
			typeVersion: newest(node.type),
			parameters: { provider, triggerOn: ['message'], options: {} },
		};
	};
	const router = (rules: ReadonlyArray<{ outputName: string; words: string; match: string }>) => {
		const node = ourRouter();
		return {
			...node,
			typeVersion: newest(node.type),
			parameters: { operation: 'keyword', keywordRules: { values: rules } },
		};
	};
	const publish = async (nodes: BenchNode[]): Promise<string> => {
		const { url } = await bench.publish(nodes);
		if (url === undefined) throw new Error('The workflow has no address');
		return url;
	};
	const few = { ...ourRouter(), typeVersion: newest(ourRouter().type) };
	const keywords = similarKeywords(KEYWORDS);
	const perRule = KEYWORDS / KEYWORD_RULES;
	const many = Array.from({ length: KEYWORD_RULES }, (_, rule) => ({
		outputName: `Rule ${rule}`,
		words: keywords.slice(rule * perRule, (rule + 1) * perRule).join(', '),
		match: 'anyWord',
	}));
	const phrase = [{ outputName: 'Phrase', words: 'a '.repeat(2_000).trim(), match: 'anyWord' }];
	return {
		whatsapp: await publish([trigger('whatsappCloud'), few]),
		simulator: await publish([trigger('simulator'), few]),
		manyKeywords: await publish([trigger('simulator'), router(many)]),
		longPhrase: await publish([trigger('simulator'), router(phrase)]),
	};
}

const nodeTypesSchema = z.array(
	z.object({ name: z.string(), version: z.union([z.number(), z.array(z.number())]) }),
);

/** Returns the newest version of each node type: an older package is measured with the newest nodes that it has. */
async function newestVersions({ n8n }: Benchmarked): Promise<(type: string) => number> {
	const types = nodeTypesSchema.parse((await n8n.api.get<unknown>('/types/nodes.json')).data);
	return (type) =>
		Math.max(1, ...types.filter(({ name }) => name === type).flatMap(({ version }) => version));
}

/** Sends requests and reads the delays that `event-loop-probe.cjs` logged meanwhile. */
class Probe {
	readonly #database: DatabaseSync;

	constructor(
		bench: Benchmarked,
		private readonly log: string,
	) {
		const file = join(bench.n8n.userFolder, '.n8n', 'database.sqlite');
		this.#database = new DatabaseSync(file, { readOnly: true });
	}

	/** Returns the shortest delays of several rounds, because other programs of the machine only lengthen them. */
	async shortest(
		rounds: number,
		url: string,
		requests: () => HostileRequest[],
		isFlood = false,
	): Promise<Measured> {
		const measured: Measured[] = [];
		for (let round = 0; round < rounds; round++)
			measured.push(await this.#measure(url, requests(), isFlood));
		const shortest = (of: 'delayMs' | 'processorMs') =>
			Math.min(...measured.map((round) => round[of]));
		return {
			delayMs: shortest('delayMs'),
			processorMs: shortest('processorMs'),
			statuses: measured[0]?.statuses ?? '',
		};
	}

	async #measure(
		url: string,
		requests: readonly HostileRequest[],
		isFlood: boolean,
	): Promise<Measured> {
		await this.#settled();
		const start = Date.now();
		const statuses = new Map<string, number>();
		for (const request of requests) {
			const status = await send(url, request);
			statuses.set(status, (statuses.get(status) ?? 0) + 1);
		}
		await (isFlood ? pause(FLOOD_MS) : this.#settled());
		const delays = this.#delaysSince(start);
		const longest = (of: 'delayMs' | 'processorMs') =>
			Math.max(0, ...delays.map((delay) => delay[of]));
		const counted = [...statuses].map(([status, count]) =>
			requests.length === 1 ? status : `${count} × ${status}`,
		);
		return {
			delayMs: longest('delayMs'),
			processorMs: longest('processorMs'),
			statuses: counted.join(', '),
		};
	}

	/** Resolves when no execution has run for a while. */
	async #settled(): Promise<void> {
		const running = this.#database.prepare(
			`select count(*) as running from execution_entity where status in ('new', 'running')`,
		);
		const deadline = Date.now() + SETTLED_WITHIN_MS;
		for (let since = Date.now(); Date.now() - since < QUIET_MS;) {
			await pause(POLL_EVERY_MS);
			if (Date.now() > deadline) throw new Error('Executions have not ended in time');
			if (Number(running.get()?.['running']) > 0) since = Date.now();
		}
	}

	#delaysSince(start: number): Delay[] {
		if (!existsSync(this.log)) return [];
		return readFileSync(this.log, 'utf8')
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => delaySchema.parse(JSON.parse(line)))
			.filter(({ end }) => end >= start);
	}

	close(): void {
		this.#database.close();
	}
}

async function send(
	url: string,
	{ method, query, headers, body }: HostileRequest,
): Promise<string> {
	const response = await axios.request<unknown>({
		method,
		url: `${url}${query ?? ''}`,
		headers: { ...headers },
		data: body,
		timeout: ANSWER_TIMEOUT_MS,
		maxBodyLength: Infinity,
		responseType: 'arraybuffer',
		validateStatus: () => true,
	});
	return String(response.status);
}

function report(rows: readonly Row[]) {
	const before = z
		.record(z.string())
		.parse(existsSync(BEFORE) ? JSON.parse(readFileSync(BEFORE, 'utf8')) : {});
	return {
		how: `Longest time in ms between two turns of the event loop of a real n8n, from the first request until the last execution has ended. In brackets: the longest processor time of n8n's main thread between two turns, which excludes the time of other programs. Each figure is the shortest of ${ROUNDS} rounds, so the keywords are compiled already. A batch is measured in one round, until 10 s after its answer, while n8n runs the first executions. Version 0.1.0 was measured once, on 2026-11-30, with a load of 22 before the run. The bare Webhook node gets the same bodies. Its figures show n8n's own share, which includes JSON.parse.`,
		columns: ['input', 'version 0.1.0', 'now', 'bare Webhook node', 'answered'],
		rows: rows.map(({ input, ours, floor }) => [
			input.name,
			before[input.name] ?? '',
			shown(ours),
			shown(floor),
			ours.statuses,
		]),
		ratios: [
			`Longest processor time of all inputs: ${longestOf(rows.map(({ ours }) => ours))} ms. Of the bare Webhook node: ${longestOf(rows.flatMap(({ floor }) => floor ?? []))} ms.`,
		],
	};
}

function longestOf(measured: readonly Measured[]): string {
	return Math.max(...measured.map(({ processorMs }) => processorMs)).toFixed(0);
}

function shown(measured: Measured | undefined): string {
	if (measured === undefined) return '';
	if (measured.delayMs === 0) return '< 10';
	return `${measured.delayMs.toFixed(0)} (${measured.processorMs.toFixed(0)})`;
}
