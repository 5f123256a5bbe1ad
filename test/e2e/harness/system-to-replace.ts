import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { withOwnIds } from '../../../sandbox/own-ids';
import { readWorkflow, triggerUrl, type WorkflowFile } from '../../../sandbox/workflow-file';
import type { RunningN8n } from './running-n8n';

/** Publishes the workflows of a system in `test/e2e/systems-to-replace`, with credentials and addresses of the test. */

const FOLDER = path.resolve(__dirname, '../systems-to-replace');
const WEBHOOK = 'n8n-nodes-base.webhook';

export interface SystemSettings {
	/** Ids of credentials, by the names that the workflows give them. */
	credentials: Record<string, string>;
	/** Texts in the workflows, e.g. an address of another system, and what stands there in the test. */
	replaced?: Record<string, string>;
	/** Names of the workflows that are published; all of them by default. */
	only?: RegExp;
	/** Workflows of the test beside those of the system, by name. */
	more?: Record<string, object>;
	/** Enters the address of a trigger at the provider, before the workflow is published. */
	enterAddress?(url: string, workflow: PublishedSystem[string]): void;
}

/** The workflows of a system, by the names of their files without `.json`. */
export type PublishedSystem = Record<
	string,
	{
		id: string;
		/** Name of the credential of the trigger. */
		credential?: string;
		/** Address of the messaging trigger, if there is one. */
		url?: string;
		/** Address of the Usedesk Trigger, if there is one. */
		usedeskUrl?: string;
		/** Address of the form, if there is one. */
		formUrl?: string;
		/** Returns the address of a Webhook node, by its path in the file. */
		webhook(path: string): string;
	}
>;

/** Publishes copies with ids and webhook paths of their own, because the test files share one n8n. */
export async function publishSystem(
	n8n: RunningN8n,
	system: string,
	settings: SystemSettings,
): Promise<PublishedSystem> {
	const published: PublishedSystem = {};
	const run = randomUUID();
	for (const [name, text] of Object.entries(textsOf(system, settings))) {
		const workflow = prepared(replaceAll(text, settings.replaced ?? {}), run, settings.credentials);
		const trigger = workflow.nodes.find(({ type }) => /businessMessagingTrigger$/.test(type));
		const entry = {
			id: await n8n.importWorkflow(workflow),
			credential: trigger && credentialOf(trigger)?.name,
			url: triggerUrl(n8n.baseUrl, workflow),
			usedeskUrl: urlOf(n8n, workflow, /usedeskTrigger$/, (id) => `webhook/${id}/usedesk`),
			formUrl: urlOf(n8n, workflow, /formTrigger$/, (id) => `form/${id}`),
			webhook: (of: string) => `${n8n.baseUrl}/webhook/${run}/${of}`,
		};
		published[name] = entry;
		if (entry.url !== undefined) settings.enterAddress?.(entry.url, entry);
		await n8n.publish(entry.id);
	}
	return published;
}

/** Returns the JSON of the workflows, by name. */
function textsOf(system: string, { only, more = {} }: SystemSettings): Record<string, string> {
	const folder = path.join(FOLDER, system);
	const names = readdirSync(folder)
		.map((file) => path.basename(file, '.json'))
		.filter((name) => only?.test(name) !== false)
		.sort();
	return Object.fromEntries([
		...names.map((name) => [name, readFileSync(path.join(folder, `${name}.json`), 'utf8')]),
		...Object.entries(more).map(([name, workflow]) => [name, JSON.stringify(workflow)]),
	]) as Record<string, string>;
}

/** Returns the address of the node of this type; `undefined` when there is none. */
function urlOf(
	{ baseUrl }: RunningN8n,
	{ nodes }: WorkflowFile,
	type: RegExp,
	path: (webhookId: string) => string,
): string | undefined {
	const id = nodes.find((node) => type.test(node.type))?.webhookId;
	return id && `${baseUrl}/${path(id)}`;
}

function replaceAll(text: string, replaced: Record<string, string>): string {
	return Object.entries(replaced).reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

function prepared(text: string, run: string, ids: Record<string, string>): WorkflowFile {
	const { workflow } = withOwnIds(readWorkflow(JSON.parse(text)));
	const nodes = workflow.nodes.map((node) => {
		const { parameters } = node;
		const own = node.type === WEBHOOK ? `${run}/${String(parameters?.['path'])}` : undefined;
		return {
			...node,
			...(own !== undefined && { parameters: { ...parameters, path: own } }),
			...withCredential(node, ids),
		};
	});
	return { ...workflow, nodes };
}

type Node = WorkflowFile['nodes'][number];

function credentialOf(node: Node): { type: string; name: string } | undefined {
	const given = Reflect.get(node, 'credentials') as Record<string, { name: string }> | undefined;
	const [first] = Object.entries(given ?? {});
	return first && { type: first[0], name: first[1].name };
}

function withCredential(node: Node, ids: Record<string, string>): object {
	const credential = credentialOf(node);
	if (credential === undefined) return {};
	const { type, name } = credential;
	const id = ids[name];
	if (id === undefined) throw new Error(`the test has no credential "${name}"`);
	return { credentials: { [type]: { id, name } } };
}
