import { setTimeout as pause } from 'node:timers/promises';
import { isAxiosError, type AxiosInstance } from 'axios';
import { z } from 'zod';
import { SandboxFailure } from './failure';
import { httpFor, type N8nConnection } from './n8n-session';
import type { WorkflowFile } from './workflow-file';

/** Actions of the sandbox and the end-to-end tests in a running n8n, through its public API and that of its editor. */

const PUBLISHED_WITHIN_MS = 60_000;
const POLL_EVERY_MS = 100;

const idSchema = z.object({ id: z.string() });
const activationSchema = z.object({ activeVersionId: z.string() });
const publicationSchema = z.object({
	data: z.object({
		status: z.string(),
		liveVersionId: z.string().nullable(),
		pendingVersionId: z.string().nullable(),
		triggers: z.array(z.object({ errorMessage: z.string().nullish() })),
	}),
});
type Publication = z.infer<typeof publicationSchema>['data'];
const executionsSchema = z.object({
	data: z.array(
		z
			.object({ id: z.coerce.string(), status: z.string(), mode: z.string(), data: z.unknown() })
			.passthrough(),
	),
});

/** One execution as n8n's public API returns it with its data: newest first, `data.resultData.runData` by node name. */
export type Execution = z.infer<typeof executionsSchema>['data'][number];

export interface N8nApi {
	baseUrl: string;
	/** Client for all other routes: `/rest/…`, `/api/v1/…`, `/types/nodes.json`. */
	http: AxiosInstance;
	/** Creates an unpublished workflow and returns its id. */
	importWorkflow(workflow: WorkflowFile): Promise<string>;
	/** Returns `false` if the workflow no longer exists. */
	updateWorkflow(id: string, workflow: WorkflowFile): Promise<boolean>;
	workflowExists(id: string): Promise<boolean>;
	/** Resolves when n8n has registered every trigger. @throws SandboxFailure with n8n's reason when it could not. */
	publish(id: string): Promise<void>;
	/** Resolves when the triggers have stopped, and their addresses were removed at every provider. */
	unpublish(id: string): Promise<void>;
	/** Creates a credential and returns its id. `data` is plain; n8n encrypts it. */
	createCredential(name: string, type: string, data: Record<string, unknown>): Promise<string>;
	/** Returns the executions with their data, newest first. */
	executions(workflowId: string): Promise<Execution[]>;
}

export function n8nApi(connection: N8nConnection): N8nApi {
	const http = httpFor(connection);
	const post = async (path: string, body?: unknown): Promise<unknown> =>
		(await http.post<unknown>(path, body ?? {})).data;
	return {
		baseUrl: connection.baseUrl,
		http,
		importWorkflow: async (workflow) =>
			idSchema.parse(await post('/api/v1/workflows', accepted(workflow))).id,
		updateWorkflow: (id, workflow) =>
			unlessMissing(() => http.put(`/api/v1/workflows/${id}`, accepted(workflow))),
		workflowExists: (id) => unlessMissing(() => http.get(`/api/v1/workflows/${id}`)),
		publish: async (id) => {
			const answer = await post(`/api/v1/workflows/${id}/activate`);
			await untilPublished(http, id, activationSchema.parse(answer).activeVersionId);
		},
		unpublish: async (id) => {
			await post(`/api/v1/workflows/${id}/deactivate`);
			await untilUnpublished(http, id);
		},
		createCredential: async (name, type, data) =>
			idSchema.parse(await post('/api/v1/credentials', { name, type, data })).id,
		executions: async (workflowId) => {
			const params = { workflowId, includeData: true, limit: 250 };
			return executionsSchema.parse(
				(await http.get<unknown>('/api/v1/executions', { params })).data,
			).data;
		},
	};
}

/**
 * Returns the fields of a workflow that the public API accepts. It refuses those that it sets itself (id, active, meta,
 * …).
 */
function accepted(workflow: WorkflowFile): Record<string, unknown> {
	return {
		name: workflow.name,
		nodes: workflow.nodes,
		connections: workflow.connections,
		settings: workflow.settings ?? { executionOrder: 'v1' },
		...(workflow.nodeGroups && { nodeGroups: workflow.nodeGroups }),
	};
}

async function unlessMissing(request: () => Promise<unknown>): Promise<boolean> {
	try {
		await request();
		return true;
	} catch (error) {
		if (isAxiosError(error) && error.response?.status === 404) return false;
		throw error;
	}
}

/**
 * Waits until the workflow is published. That continues after n8n's answer, and only this record says when the webhooks
 * exist, or why they do not.
 */
async function untilPublished(http: AxiosInstance, id: string, versionId: string): Promise<void> {
	await untilPublication(http, id, 'publish', (publication) => {
		const { status, triggers, liveVersionId } = publication;
		if (status === 'failed' || status === 'partial') {
			const reasons = triggers.flatMap((trigger) => trigger.errorMessage ?? []);
			throw new SandboxFailure(`n8n could not publish workflow ${id}: ${reasons.join(' · ')}`);
		}
		return status === 'published' && liveVersionId === versionId;
	});
}

async function untilUnpublished(http: AxiosInstance, id: string): Promise<void> {
	await untilPublication(
		http,
		id,
		'unpublish',
		({ status, liveVersionId }) => status === 'not_published' && liveVersionId === null,
	);
}

async function untilPublication(
	http: AxiosInstance,
	id: string,
	what: string,
	isDone: (publication: Publication) => boolean,
): Promise<void> {
	const deadline = Date.now() + PUBLISHED_WITHIN_MS;
	let status = 'unknown';
	while (Date.now() < deadline) {
		const answer = await http.get<unknown>(`/rest/workflows/${id}/publication-status`);
		const publication = publicationSchema.parse(answer.data).data;
		if (isDone(publication)) return;
		status = publication.status;
		await pause(POLL_EVERY_MS);
	}
	throw new SandboxFailure(
		`n8n did not ${what} workflow ${id} within ${PUBLISHED_WITHIN_MS / 1000} s (${status}).`,
	);
}
