import { randomUUID } from 'node:crypto';

import type { NumberState } from '../test/emulators/whatsapp-cloud/world';
import { startBenchmarkedN8n, type Benchmarked, type Published } from './benchmarked-n8n';
import { bareWebhook, builtInSwitch, builtInTrigger, ourRouter, ourTrigger } from './contenders';
import { deliverAll } from './load';
import { figure, median, scaled, type Part } from './part';
import { messageRequests } from './webhook-requests';

const CONNECTIONS = 20;
const ROUNDS = 3;
const REQUESTS = 200;
const COLLECTED_FOR_SECONDS = 0.5;
const NUMBERS = ['700100200300', '700100200301'].map((id, index) => ({
	id,
	displayPhoneNumber: `+55 11 4000-000${index}`,
	verifiedName: 'Padaria Sol',
}));

/** Requests in a second: answered, and with their execution ended. */
interface Rates {
	answered: number;
	executed: number;
	halfWithinMs: number;
}

interface Contender {
	name: string;
	url: string;
	/** The number that it hears. */
	number: NumberState;
	/** Messages that it got. */
	messages: number;
	/** Resolves when this number of messages was executed. */
	executed: (messages: number) => Promise<void>;
	rounds: Rates[];
}

export const inbound: Part = {
	name: 'inbound',
	title: 'Messages in',
	async run(options) {
		const bench = await startBenchmarkedN8n({ numbers: NUMBERS });
		try {
			const contenders = await publishAll(bench);
			for (const contender of contenders) await round(bench, contender, CONNECTIONS * 2);
			for (const contender of contenders) contender.rounds.length = 0;
			for (let turn = 0; turn < ROUNDS; turn++) {
				for (const contender of contenders) {
					await round(bench, contender, scaled(REQUESTS, options, CONNECTIONS));
				}
			}
			return report(contenders);
		} finally {
			await bench.stop();
		}
	},
};

/**
 * Gives each of our contenders its own number, because two triggers of ours on one number would both start for each
 * message.
 */
async function publishAll(bench: Benchmarked): Promise<Contender[]> {
	const path = randomUUID();
	const [first, second] = [...bench.graph.world.numbers.values()];
	if (first === undefined || second === undefined) throw new Error('Two numbers are needed');
	const ours = await bench.publish([ourTrigger(bench, {}, first.id), ourRouter()]);
	const builtIn = await bench.publish([builtInTrigger(bench), builtInSwitch()]);
	const webhook = await bench.publish([bareWebhook(path)]);
	const options = { collectSeconds: COLLECTED_FOR_SECONDS };
	const collecting = await bench.publish([ourTrigger(bench, options, second.id), ourRouter()]);
	const contender = (
		name: string,
		{ url = '', workflowId }: Published,
		number = first,
	): Contender => ({
		name,
		url,
		number,
		messages: 0,
		executed: (messages) => bench.untilExecuted(workflowId, messages),
		rounds: [],
	});
	return [
		contender('Business Messaging Trigger + Message Router', ours),
		contender('built-in WhatsApp Trigger + Switch', {
			...builtIn,
			url: `${bench.n8n.baseUrl}/webhook/${builtIn.webhookId}/webhook`,
		}),
		contender('bare Webhook node', { ...webhook, url: `${bench.n8n.baseUrl}/webhook/${path}` }),
		{
			...contender(`ours, with Collect Events For ${COLLECTED_FOR_SECONDS} s`, collecting, second),
			executed: (messages) => bench.untilSettled(collecting.workflowId, messages),
		},
	];
}

async function round(bench: Benchmarked, contender: Contender, count: number): Promise<void> {
	const requests = messageRequests(bench.graph.world, count, contender.number);
	const start = performance.now();
	const answered = await deliverAll(contender.url, requests, CONNECTIONS);
	const good = answered.statuses.get(200) ?? 0;
	if (good !== count) throw new Error(`${contender.name}: ${count - good} of ${count} refused`);
	contender.messages += count;
	await contender.executed(contender.messages);
	contender.rounds.push({
		answered: count / answered.seconds,
		executed: (count * 1000) / (performance.now() - start),
		halfWithinMs: answered.halfWithinMs,
	});
}

function report(contenders: readonly Contender[]) {
	const of = (contender: Contender | undefined, what: keyof Rates) =>
		median(contender?.rounds.map((rates) => rates[what]) ?? []);
	const [ours, builtIn, webhook, together] = contenders;
	const ratio = (other: Contender | undefined, what: keyof Rates, own = ours) =>
		figure(of(own, what) / of(other, what));
	return {
		how: `One message in each webhook, ${CONNECTIONS} keep-alive connections, medians of ${ROUNDS} rounds in turn. "Answered" is measured until the answer to the provider, "executed" until the last execution has ended. Our trigger verifies the signature, claims the message durably and records contact and window; our router routes by keyword. The built-in nodes verify and route. The bare Webhook node does neither. n8n builds a JavaScript isolate (about 25 ms of CPU time) for each execution, and another for each webhook of any trigger except its own Webhook node. With both, no trigger can execute as many messages as the bare Webhook node. Collected events share one execution.`,
		columns: ['', 'answered/s', 'executed/s', 'half answered within'],
		rows: contenders.map((contender) => [
			contender.name,
			figure(of(contender, 'answered')),
			figure(of(contender, 'executed')),
			`${figure(of(contender, 'halfWithinMs'))} ms`,
		]),
		ratios: [
			`Against the built-in WhatsApp Trigger + Switch: ${ratio(builtIn, 'answered')} × answered, ${ratio(builtIn, 'executed')} × executed.`,
			`Against the bare Webhook node: ${ratio(webhook, 'answered')} × answered, ${ratio(webhook, 'executed')} × executed.`,
			`With Collect Events For ${COLLECTED_FOR_SECONDS} s: ${ratio(builtIn, 'executed', together)} × the built-in trigger and ${ratio(webhook, 'executed', together)} × the bare Webhook node, executed.`,
		],
	};
}
