import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { AxiosInstance } from 'axios';
import { n8nApi, type Execution } from '../../../sandbox/n8n-api';
import type { N8nConnection } from '../../../sandbox/n8n-session';
import { readWorkflow, triggerUrl } from '../../../sandbox/workflow-file';

/** A running n8n for a test, its own or the shared one. */

const EXECUTIONS_WITHIN_MS = 20_000;
const POLL_EVERY_MS = 100;
/** States in which an execution still moves. `waiting` is not one of them: it rests until something resumes it. */
const UNFINISHED = ['new', 'running'];

/** Plain JSON: `globalSetup` writes it to a file, the test files read it. */
export interface N8nHandle extends N8nConnection {
	logFile: string;
	userFolder: string;
}

export interface RunningN8n {
	/** `http://127.0.0.1:<port>` */
	baseUrl: string;
	/** n8n keeps its data in `.n8n` below it. */
	userFolder: string;
	/** Logged in as owner: `/rest/…`, `/types/nodes.json`, and with an API key `/api/v1/…`. */
	api: AxiosInstance;
	/** Imports n8n workflow JSON, unpublished. Returns its id. */
	importWorkflow(json: unknown): Promise<string>;
	/** Resolves when the webhooks are registered; fails with n8n's reason. */
	publish(workflowId: string): Promise<void>;
	unpublish(workflowId: string): Promise<void>;
	/** Returns the credential's id, for a node's `credentials: { <type>: { id, name } }`. */
	createCredential(name: string, type: string, data: Record<string, unknown>): Promise<string>;
	/** Returns the production address of the workflow's messaging trigger. Fails when it has none with a `webhookId`. */
	webhookUrl(workflow: unknown): string;
	/** Returns the executions with their data, newest first. */
	executions(workflowId: string): Promise<Execution[]>;
	/** Waits until at least `count` executions have ended or wait for something. Fails after `withinMs`. */
	waitForExecutions(workflowId: string, count: number, withinMs?: number): Promise<Execution[]>;
	/** Returns n8n's whole log so far. */
	log(): string;
	/** Ends n8n and deletes its folder; does nothing for the shared one. */
	stop(): Promise<void>;
}

export function runningN8n(handle: N8nHandle, stop: () => Promise<void>): RunningN8n {
	const n8n = n8nApi(handle);
	return {
		baseUrl: handle.baseUrl,
		userFolder: handle.userFolder,
		api: n8n.http,
		importWorkflow: (json) => n8n.importWorkflow(readWorkflow(json)),
		publish: n8n.publish,
		unpublish: n8n.unpublish,
		createCredential: n8n.createCredential,
		webhookUrl: (workflow) => {
			const url = triggerUrl(handle.baseUrl, readWorkflow(workflow));
			if (url === undefined)
				throw new Error('the workflow has no messaging trigger with webhookId');
			return url;
		},
		executions: n8n.executions,
		waitForExecutions: async (workflowId, count, withinMs = EXECUTIONS_WITHIN_MS) => {
			const deadline = Date.now() + withinMs;
			for (;;) {
				const all = await n8n.executions(workflowId);
				const settled = all.filter((execution) => !UNFINISHED.includes(execution.status));
				if (settled.length >= count) return settled;
				if (Date.now() > deadline)
					throw new Error(
						`expected ${count} executions of ${workflowId} within ${withinMs} ms, got: ` +
							all.map((execution) => execution.status).join(', '),
					);
				await pause(POLL_EVERY_MS);
			}
		},
		log: () => (existsSync(handle.logFile) ? readFileSync(handle.logFile, 'utf8') : ''),
		stop,
	};
}
