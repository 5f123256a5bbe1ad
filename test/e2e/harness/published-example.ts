import { readExamples } from '../../../sandbox/examples';
import { withOwnIds } from '../../../sandbox/own-ids';
import { readWorkflow, type WorkflowFile } from '../../../sandbox/workflow-file';
import type { RunningN8n } from './running-n8n';
import { sharedN8n } from './shared-n8n';

export interface PublishedExample {
	n8n: RunningN8n;
	workflowId: string;
	/** Address of the trigger, and of the chat page. */
	url: string;
	/** Returns the address of the node of this name, as n8n made it, for n8n's own triggers. */
	addressOf(node: string): string;
}

/** Settings that a user enters in an example after the import. */
export interface ExampleSettings {
	n8n?: RunningN8n;
	/** Texts in the workflow, e.g. the address of another system, and what stands there in the test. */
	replaced?: Record<string, string>;
	/** Ids of credentials by their type. */
	credentials?: Record<string, string>;
}

/** Publishes a copy of an example with an address of its own, because the test files share one n8n. */
export async function publishExample(
	name: string,
	{ n8n = sharedN8n(), replaced = {}, credentials = {} }: ExampleSettings = {},
): Promise<PublishedExample> {
	const example = readExamples().find((candidate) => candidate.name === name);
	if (example === undefined) throw new Error(`there is no example "${name}"`);
	const { workflow } = withOwnIds(withSettings(example.workflow, replaced, credentials));
	const workflowId = await n8n.importWorkflow(workflow);
	await n8n.publish(workflowId);
	const { nodes } = readWorkflow((await n8n.api.get(`/api/v1/workflows/${workflowId}`)).data);
	return {
		...{ n8n, workflowId, url: n8n.webhookUrl(workflow) },
		addressOf: (wanted) => {
			const node = nodes.find((candidate) => candidate.name === wanted);
			const path = node?.type === WEBHOOK ? '' : '/webhook';
			return `${n8n.baseUrl}/webhook/${node?.webhookId}${path}`;
		},
	};
}

const WEBHOOK = 'n8n-nodes-base.webhook';

function withSettings(
	workflow: WorkflowFile,
	replaced: Record<string, string>,
	credentials: Record<string, string>,
): WorkflowFile {
	const json = Object.entries(replaced).reduce(
		(text, [from, to]) => text.replaceAll(from, to),
		JSON.stringify(workflow),
	);
	const { nodes, ...rest } = readWorkflow(JSON.parse(json));
	return { ...rest, nodes: nodes.map((node) => ({ ...node, ...credentialOf(node, credentials) })) };
}

/** Returns the credential of a node of n8n: the one that its parameters name, or that of its own name. */
function credentialOf(
	{ type, parameters }: WorkflowFile['nodes'][number],
	ids: Record<string, string>,
): object {
	const { authentication, genericAuthType, nodeCredentialType } = parameters ?? {};
	const named = [
		...[genericAuthType, nodeCredentialType],
		...(authentication === 'headerAuth' ? ['httpHeaderAuth'] : []),
	];
	const ofNode = type.replace(/^n8n-nodes-base\./, '').replace(/Trigger$/, '');
	const [[credential, id] = []] = Object.entries(ids).filter(
		([candidate]) =>
			named.includes(candidate) || candidate.toLowerCase().startsWith(ofNode.toLowerCase()),
	);
	return credential === undefined
		? {}
		: { credentials: { [credential]: { id, name: credential } } };
}
