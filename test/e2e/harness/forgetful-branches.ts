import { randomUUID } from 'node:crypto';

/** A workflow in which each branch forgets the event in another way and then writes to who wrote. */

export interface Branch {
	/** Nodes of n8n between the one that keeps only `who` and the answer, each with the output of the one before. */
	steps: Array<{ type: string; version: number; parameters: object; output?: number }>;
	/** Parameters of the answer beside its text. */
	text?: string;
}

const BASE = 'n8n-nodes-base.';
const OURS = 'n8n-nodes-business-messaging.';

/** Keeps nothing of the event but the address of its customer, under another name. */
const FORGET = {
	mode: 'manual',
	assignments: {
		assignments: [
			{ id: 'who', name: 'who', type: 'string', value: '={{ $json.contact?.id ?? $json.who }}' },
			{ id: 'list', name: 'list', type: 'array', value: '={{ [1, 2] }}' },
		],
	},
	includeOtherFields: false,
	options: {},
};

export const SET = { type: 'set', version: 3.4, parameters: FORGET };

export function code(jsCode: string, mode = 'runOnceForAllItems') {
	return { type: 'code', version: 2, parameters: { mode, language: 'javaScript', jsCode } };
}

/**
 * Calls a workflow that forgets the event which enters it.
 *
 * @param answers the name with which its texts to who wrote begin; it sends none without
 */
export function executeWorkflow(mode: 'once' | 'each', answers?: string) {
	const nodes = [
		node('Start', `${BASE}executeWorkflowTrigger`, 1.1, { inputSource: 'passthrough' }),
		node('Forget here', `${BASE}set`, 3.4, FORGET),
		...(answers === undefined ? [] : [answer(answers, textOf(answers))]),
	];
	const workflowJson = JSON.stringify({
		...{ nodes, connections: chain(nodes.map(({ name }) => name)) },
		settings: { executionOrder: 'v1' },
	});
	const parameters = { source: 'parameter', workflowJson, mode, options: {} };
	return { type: 'executeWorkflow', version: 1.2, parameters };
}

/** @param branches by name; the texts that a branch sends begin with its name */
export function forgetfulWorkflow(branches: Readonly<Record<string, Branch>>) {
	const nodes = [
		node('Customer writes', `${OURS}businessMessagingTrigger`, 2, {
			provider: 'simulator',
			triggerOn: ['message'],
			options: { collectSeconds: 3 },
		}),
	];
	const connections: Record<string, { main: Array<Array<ReturnType<typeof target>>> }> = {
		'Customer writes': { main: [[]] },
	};
	const connect = (from: string, to: string, output = 0, input = 0) => {
		const outputs = (connections[from] ??= { main: [] }).main;
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push(target(to, input));
	};
	for (const [name, { steps, text }] of Object.entries(branches)) {
		let before = 'Customer writes';
		steps.forEach(({ type, version, parameters }, index) => {
			const step = `${name} ${index + 1}`;
			nodes.push(node(step, `${BASE}${type}`, version, parameters));
			connect(before, step, index === 0 ? 0 : steps[index - 1]?.output);
			if (type === 'merge') connect(`${name} 1`, step, 0, 1);
			before = step;
		});
		nodes.push(answer(name, text ?? textOf(name)));
		connect(before, name, steps.at(-1)?.output);
		// The answer of a round leads back to its loop.
		if (steps.at(-1)?.type === 'splitInBatches' && steps.at(-1)?.output === 1)
			connect(name, before);
	}
	return { name: 'Who wrote', nodes, connections, settings: { executionOrder: 'v1' } };
}

function textOf(name: string): string {
	return `={{ "${name}: " + $json.who }}`;
}

function answer(name: string, text: string) {
	return node(name, `${OURS}businessMessaging`, 2, {
		...{ provider: 'simulator', resource: 'message', operation: 'send', text },
	});
}

function node(name: string, type: string, typeVersion: number, parameters: object) {
	const id = randomUUID();
	return { id, name, type, typeVersion, parameters, webhookId: id, position: [0, 0] };
}

function target(name: string, index: number) {
	return { node: name, type: 'main', index };
}

function chain(names: string[]) {
	return Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [name, { main: [[target(names[index + 1] ?? '', 0)]] }]),
	);
}
