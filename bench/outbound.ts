import { randomUUID } from 'node:crypto';

import { startBenchmarkedN8n, type Benchmarked, type BenchNode } from './benchmarked-n8n';
import { bareWebhook } from './contenders';
import { figure, scaled, type Part } from './part';

const OURS = 2_000;
const BUILT_IN = 400;
const PER_SECOND = 80;
const LATENCY_MS = 100;
const TEMPLATE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	components: [{ type: 'BODY', text: 'Olá {{1}}, o seu pedido está pronto.' }],
};

interface Sending {
	name: string;
	wanted: number;
	accepted: number;
	refused: number;
	/** Messages accepted per second, from the first to the last. */
	perSecond: number;
}

export const outbound: Part = {
	name: 'outbound',
	title: 'Templates out',
	async run(options) {
		const bench = await startBenchmarkedN8n({
			latencyMilliseconds: LATENCY_MS,
			throughputPerSecond: PER_SECOND,
			unknownRecipients: 'accept',
			templates: [TEMPLATE],
		});
		try {
			const [numberId = ''] = bench.graph.world.numbers.keys();
			const ours = await send(
				bench,
				'Send Template',
				oursSends(bench, numberId),
				scaled(OURS, options),
			);
			const builtIn = await send(
				bench,
				'built-in WhatsApp node, Send Template',
				builtInSends(bench, numberId),
				scaled(BUILT_IN, options, 200),
			);
			return report([ours, builtIn]);
		} finally {
			await bench.stop();
		}
	},
};

function oursSends({ credentials }: Benchmarked, numberId: string): BenchNode {
	return {
		name: 'Send',
		type: 'n8n-nodes-business-messaging.businessMessaging',
		typeVersion: 1,
		parameters: {
			provider: 'whatsappCloud',
			resource: 'message',
			operation: 'sendTemplate',
			from: { __rl: true, mode: 'id', value: numberId },
			to: '={{ $json.to }}',
			templateName: { __rl: true, mode: 'id', value: TEMPLATE.name },
			templateLanguage: TEMPLATE.language,
			templateVariables: {
				mappingMode: 'defineBelow',
				value: { body__1: '={{ $json.name }}' },
			},
		},
		credentials: credentials.ours,
	};
}

function builtInSends({ credentials }: Benchmarked, numberId: string): BenchNode {
	return {
		name: 'Send',
		type: 'n8n-nodes-base.whatsApp',
		typeVersion: 1.1,
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: numberId,
			recipientPhoneNumber: '={{ $json.to }}',
			template: `${TEMPLATE.name}|${TEMPLATE.language}`,
			components: {
				component: [
					{
						type: 'body',
						bodyParameters: { parameter: [{ type: 'text', text: '={{ $json.name }}' }] },
					},
				],
			},
		},
		credentials: credentials.send,
	};
}

/** Runs one execution: a webhook receives the list, Split Out makes the items, the node sends them. */
async function send(
	bench: Benchmarked,
	name: string,
	node: BenchNode,
	wanted: number,
): Promise<Sending> {
	const path = randomUUID();
	const splitOut: BenchNode = {
		name: 'Split Out',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.people', options: {} },
	};
	const { workflowId } = await bench.publish([
		bareWebhook(path),
		splitOut,
		{ ...node, onError: 'continueRegularOutput' },
	]);
	const { messages, requests } = bench.graph;
	const [messagesBefore, requestsBefore] = [messages.length, requests.length];
	const people = Array.from({ length: wanted }, (_, index) => ({
		to: `+55119${String(70_000_000 + index)}`,
		name: 'Ana',
	}));
	await fetch(`${bench.n8n.baseUrl}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people }),
	});
	await bench.untilExecuted(workflowId, 1);
	const accepted = messages.slice(messagesBefore).map(({ acceptedAt }) => acceptedAt.getTime());
	const seconds = ((accepted.at(-1) ?? 0) - (accepted[0] ?? 0)) / 1000;
	return {
		name,
		wanted,
		accepted: accepted.length,
		refused: requests
			.slice(requestsBefore)
			.filter(({ path: asked, status }) => asked.endsWith('/messages') && status !== 200).length,
		perSecond: (accepted.length - 1) / seconds,
	};
}

function report(runs: readonly Sending[]) {
	return {
		how: `One execution sends one template for each item, each to another customer. The emulated Graph API answers after ${LATENCY_MS} ms. It refuses messages above ${PER_SECOND} in any sliding second.`,
		columns: ['', 'messages', 'accepted', 'refused', 'accepted/s'],
		rows: runs.map(({ name, wanted, accepted, refused, perSecond }) => [
			name,
			String(wanted),
			String(accepted),
			String(refused),
			figure(perSecond),
		]),
		ratios: runs.map(
			({ name, wanted, accepted, perSecond }) =>
				`${name}: ${figure((100 * perSecond) / PER_SECOND)} % of the limit, ${figure((100 * accepted) / wanted)} % of the messages accepted.`,
		),
	};
}
