import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import { contentHash } from './content-hash';
import { SandboxFailure } from './failure';
import type { N8nApi } from './n8n-api';
import { withOwnIds } from './own-ids';
import { examplesFolder } from './paths';
import { hasChatPage, readWorkflow, triggerUrl, type WorkflowFile } from './workflow-file';

/**
 * Imports the example workflows into n8n. New and changed ones are imported and published; the others stay untouched. A
 * copy has ids of its own, the same at every start of this sandbox.
 */

/** The example whose links `npm start` prints first: it answers a "hi" at any hour. */
const FIRST_TO_TRY = 'menu-bot';
const WORKFLOW_FILE = 'workflow.json';
const CHAT_ANSWERS_WITHIN_MS = 20_000;
const POLL_EVERY_MS = 100;

const recordSchema = z.record(
	z.object({
		workflowId: z.string(),
		hash: z.string(),
		/** Absent in a sandbox of version 0.1.0, whose examples have the ids of their files. */
		ids: z.record(z.string()).default({}),
	}),
);
type ImportRecord = z.infer<typeof recordSchema>;

export interface Example {
	/** Name of its folder. */
	name: string;
	workflow: WorkflowFile;
	hash: string;
}

export interface ImportedExample {
	name: string;
	title: string;
	workflowId: string;
	/** Only when a Simulator listens there. */
	chatUrl?: string;
	/** Reason why n8n did not publish it: an example for a real provider needs a credential. */
	notPublished?: string;
}

/**
 * Reads the examples: `FIRST_TO_TRY`, then the others in the order of their folders' names. Returns none without such a
 * folder.
 */
export function readExamples(folder: string = examplesFolder): Example[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.sort((a, b) => Number(b === FIRST_TO_TRY) - Number(a === FIRST_TO_TRY) || a.localeCompare(b))
		.filter((name) => existsSync(join(folder, name, WORKFLOW_FILE)))
		.map((name) => ({
			name,
			workflow: parse(join(folder, name, WORKFLOW_FILE)),
			hash: contentHash(join(folder, name), [WORKFLOW_FILE]),
		}));
}

/**
 * Imports examples that are new or changed since the last start, publishes them, and waits until the chat pages answer.
 *
 * @param recordFile records the imports of each start
 */
export async function importExamples(
	n8n: N8nApi,
	examples: Example[],
	recordFile: string,
): Promise<ImportedExample[]> {
	const record = readRecord(recordFile);
	const imported: ImportedExample[] = [];
	for (const example of examples) {
		const known = record[example.name];
		const { workflow, ids } = withOwnIds(example.workflow, known?.ids);
		const isUnchanged = known?.hash === example.hash && Object.keys(known.ids).length > 0;
		const current = isUnchanged && (await n8n.workflowExists(known.workflowId));
		const workflowId =
			current && known !== undefined
				? known.workflowId
				: await importOne(n8n, workflow, known?.workflowId);
		const notPublished = current ? undefined : await tryToPublish(n8n, workflowId);
		// An unpublished example gets no hash, so that the next start tries again with the same workflow.
		const hash = notPublished === undefined ? example.hash : '';
		record[example.name] = { workflowId, hash, ids };
		const chatUrl =
			notPublished === undefined && hasChatPage(workflow)
				? triggerUrl(n8n.baseUrl, workflow)
				: undefined;
		imported.push({
			name: example.name,
			title: workflow.name,
			workflowId,
			...(chatUrl !== undefined && { chatUrl }),
			...(notPublished !== undefined && { notPublished }),
		});
		writeRecord(recordFile, record);
	}
	await Promise.all(imported.flatMap((example) => example.chatUrl ?? []).map(untilPageAnswers));
	return imported;
}

async function importOne(n8n: N8nApi, workflow: WorkflowFile, oldId?: string): Promise<string> {
	if (oldId !== undefined && (await n8n.updateWorkflow(oldId, workflow))) return oldId;
	return await n8n.importWorkflow(workflow);
}

async function tryToPublish(n8n: N8nApi, workflowId: string): Promise<string | undefined> {
	try {
		await n8n.publish(workflowId);
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

async function untilPageAnswers(url: string): Promise<void> {
	const deadline = Date.now() + CHAT_ANSWERS_WITHIN_MS;
	let status = 0;
	while (Date.now() < deadline) {
		const answer = await axios.get<unknown>(url, { timeout: 10_000, validateStatus: () => true });
		status = answer.status;
		if (status === 200) return;
		await pause(POLL_EVERY_MS);
	}
	throw new SandboxFailure(`The chat page does not answer (HTTP ${status}): ${url}`);
}

function parse(file: string): WorkflowFile {
	try {
		return readWorkflow(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new SandboxFailure(`${file} is not a workflow that n8n could import.`, reason);
	}
}

/** Reads the record. An unreadable one only means that everything is imported again. */
function readRecord(file: string): ImportRecord {
	try {
		return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return {};
	}
}

function writeRecord(file: string, record: ImportRecord): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(record, null, 2));
}
