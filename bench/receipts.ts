import { startBenchmarkedN8n } from './benchmarked-n8n';
import { builtInTrigger, ourTrigger } from './contenders';
import { deliverAll, type WebhookRequest } from './load';
import { figure, median, scaled, type Part } from './part';
import { forged, receiptRequests } from './webhook-requests';

const CONNECTIONS = 20;
const ROUNDS = 3;
const SINGLES = 200;
const BATCHES = 60;
const PER_BATCH = 100;

interface Contender {
	name: string;
	/** Receipts per second; for the floors, webhooks per second. */
	rates: number[];
	turn: () => Promise<number>;
}

export const receipts: Part = {
	name: 'receipts',
	title: 'Receipts in',
	async run(options) {
		const bench = await startBenchmarkedN8n();
		try {
			const ours = await bench.publish([ourTrigger(bench)]);
			const builtIn = await bench.publish([builtInTrigger(bench)]);
			const oursUrl = ours.url ?? '';
			const builtInUrl = `${bench.n8n.baseUrl}/webhook/${builtIn.webhookId}/webhook`;
			const { world } = bench.graph;
			const singles = () => receiptRequests(world, scaled(SINGLES, options, CONNECTIONS), 1);
			const batches = () =>
				receiptRequests(world, scaled(BATCHES, options, CONNECTIONS), PER_BATCH);
			let executions = 0;

			const absorbed = async (requests: WebhookRequest[], each: number) => {
				const answered = await deliverAll(oursUrl, requests, CONNECTIONS);
				expectStatus(answered.statuses, 200, requests.length);
				return (requests.length * each) / answered.seconds;
			};
			const executed = async () => {
				const requests = singles();
				const start = performance.now();
				const answered = await deliverAll(builtInUrl, requests, CONNECTIONS);
				expectStatus(answered.statuses, 200, requests.length);
				executions += requests.length;
				await bench.untilExecuted(builtIn.workflowId, executions);
				return (requests.length * 1000) / (performance.now() - start);
			};
			const floor = async (url: string, status: number) => {
				const requests = forged(singles());
				const answered = await deliverAll(url, requests, CONNECTIONS);
				expectStatus(answered.statuses, status, requests.length);
				return requests.length / answered.seconds;
			};
			const contender = (name: string, turn: () => Promise<number>): Contender => ({
				name,
				rates: [],
				turn,
			});
			const contenders = [
				contender('Business Messaging Trigger, one receipt in a webhook', () =>
					absorbed(singles(), 1),
				),
				contender(`Business Messaging Trigger, ${PER_BATCH} receipts in a webhook`, () =>
					absorbed(batches(), PER_BATCH),
				),
				contender('built-in WhatsApp Trigger, one execution for each receipt', executed),
				contender('built-in trigger, forged signature, nothing started', () =>
					floor(builtInUrl, 200),
				),
				contender('floor: our trigger, forged signature, nothing recorded', () =>
					floor(oursUrl, 401),
				),
			];
			for (const { turn } of contenders) await turn();
			for (let round = 0; round < ROUNDS; round++) {
				for (const { rates, turn } of contenders) rates.push(await turn());
			}
			return report(contenders);
		} finally {
			await bench.stop();
		}
	},
};

function report(contenders: readonly Contender[]) {
	const [single = 0, batch = 0, builtIn = 0, , floor = 0] = contenders.map(({ rates }) =>
		median(rates),
	);
	return {
		how: `Delivery receipts that start no workflow, ${CONNECTIONS} keep-alive connections, medians of ${ROUNDS} rounds in turn. Our trigger records each receipt in the store and starts no execution. The floor is the rate at which n8n itself handles webhooks of a community node that does nothing. No community trigger can take single receipts faster. The built-in trigger reads its credential for each webhook, which doubles n8n's own work.`,
		columns: ['', 'per second'],
		rows: contenders.map(({ name, rates }) => [name, figure(median(rates))]),
		ratios: [
			`Singly: ${figure(single / builtIn)} × the built-in trigger, ${figure(single / floor)} × the floor.`,
			`In batches of ${PER_BATCH}: ${figure(batch / builtIn)} × the built-in trigger.`,
		],
	};
}

function expectStatus(statuses: ReadonlyMap<number, number>, status: number, count: number): void {
	const good = statuses.get(status) ?? 0;
	if (good !== count) throw new Error(`${count - good} of ${count} were not answered ${status}`);
}
