import { chooseAgent } from '../../routing/agent-choice';
import type { AgentCandidate, AssignmentRequest } from '../../store/contracts/agents';
import { openStore, type StoreLocation } from '../../store/open-store';
import { minute } from './events';

/** Executions that a worker of n8n runs at once. */
const CONCURRENCY = 10;

/**
 * Runs in a process of its own for the tests: `tsx assignment-worker.ts <location as JSON> <agents as JSON>`. It reads the
 * keys of conversations from its input, assigns them, several at once, and prints each with its agent and the reason.
 */
async function work(): Promise<void> {
	const [location = '', agents = '[]'] = process.argv.slice(2);
	const store = await openStore(JSON.parse(location) as StoreLocation);
	const candidates = JSON.parse(agents) as AgentCandidate[];
	process.stdout.write('ready\n');
	let input = '';
	for await (const chunk of process.stdin) input += String(chunk);
	const keys = input.split('\n');
	const assign = async (key: string) => {
		const request: AssignmentRequest = {
			candidates,
			until: null,
			choose: (loads, conversation) => chooseAgent('fewestOpen', loads, conversation),
		};
		const { choice } = (await store.agents.assign(key, request, minute(1))) ?? {};
		process.stdout.write(`${JSON.stringify({ key, agent: choice?.agent.id, why: choice?.why })}\n`);
	};
	const takeAll = async () => {
		for (let key = keys.pop(); key !== undefined; key = keys.pop()) await assign(key);
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, takeAll));
	await store.close();
}

void work();
