import { readExamples } from '../../../sandbox/examples';
import { withOwnIds } from '../../../sandbox/own-ids';
import type { RunningN8n } from './running-n8n';
import { sharedN8n } from './shared-n8n';

/** Publishes a copy of an example with an address of its own, because the test files share one n8n. */
export async function publishExample(name: string): Promise<{
	n8n: RunningN8n;
	workflowId: string;
	/** Address of the trigger, and of the chat page. */
	url: string;
}> {
	const n8n = sharedN8n();
	const example = readExamples().find((candidate) => candidate.name === name);
	if (example === undefined) throw new Error(`there is no example "${name}"`);
	const { workflow } = withOwnIds(example.workflow);
	const workflowId = await n8n.importWorkflow(workflow);
	await n8n.publish(workflowId);
	return { n8n, workflowId, url: n8n.webhookUrl(workflow) };
}
