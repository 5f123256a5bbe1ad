import './quiet-n8n';
import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ExecutionError,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IPinData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowSettings,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './additional-data';
import type { CredentialData } from './given-credentials';
import { nodeTypesWith, type MoreTypes } from './package-nodes';

/** A workflow as n8n exports it. Its trigger is the node that has pinned items. */
export interface WorkflowFile {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData: IPinData;
}

export interface RunOptions {
	credentials?: CredentialData;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	/** The failed execution that a user runs again by Executions > Retry. */
	retryOf?: FinishedRun;
	/** Types beside those of this package. */
	types?: MoreTypes;
}

export interface FinishedRun {
	/** Names of the nodes that ran. */
	nodes: string[];
	/** Returns the items by output, with their pairing. Empty when the node did not run. */
	outputs(node: string): INodeExecutionData[][];
	hints(node: string): NodeExecutionHint[];
	/** Returns the answers of the node as the tool of an agent, of all its runs. */
	toolAnswers(node: string): INodeExecutionData['json'][];
	/** Present when the node failed and its *On Error* did not let the workflow continue. */
	error?: ExecutionError;
	data: IRunExecutionData;
}

export const WORKFLOW_ID = 'workflow-1';

/**
 * Runs a workflow on n8n's own engine, from the pinned items of its trigger on. Parameters, expressions, pairing,
 * *On Error* and *Retry On Fail* are n8n's; the nodes and credentials are those of this package.
 */
export async function runWorkflow(
	{ nodes, connections, pinData, name = 'Test', settings = {} }: WorkflowFile,
	options: RunOptions = {},
): Promise<FinishedRun> {
	const { credentials = {}, retryOf, executionId = 'execution-1', types = {} } = options;
	const mode = retryOf ? 'retry' : (options.mode ?? 'trigger');
	const base = { id: WORKFLOW_ID, name, nodes, connections, settings, active: true };
	const workflow = new Workflow({ ...structuredClone(base), nodeTypes: nodeTypesWith(types) });
	const start = retryOf ? dataForRetry(retryOf) : newData(workflow, pinData);
	const around = additionalData(base, credentials, mode, executionId);
	return resultOf(await new WorkflowExecute(around, mode, start).processRunExecutionData(workflow));
}

function newData(workflow: Workflow, pinData: IPinData): IRunExecutionData {
	const trigger = workflow.getNode(Object.keys(pinData)[0] ?? '');
	if (trigger === null) throw new Error('Pin items to the trigger of the workflow');
	return createRunExecutionData({
		resultData: { pinData: structuredClone(pinData) },
		executionData: {
			nodeExecutionStack: [{ node: trigger, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
}

/** Returns the data as n8n's `ExecutionService.retry` changes it: without the error and without the failed run. */
function dataForRetry({ data }: FinishedRun): IRunExecutionData {
	const again = structuredClone(data);
	const { resultData } = again;
	delete resultData.error;
	const runs = resultData.runData[resultData.lastNodeExecuted ?? ''];
	if (runs?.at(-1)?.error !== undefined) runs.pop();
	return again;
}

function resultOf(run: IRun): FinishedRun {
	const { runData, error } = run.data.resultData;
	const lastRun = (node: string) => runData[node]?.at(-1);
	return {
		nodes: Object.keys(runData),
		outputs: (node) => (lastRun(node)?.data?.['main'] ?? []).map((items) => items ?? []),
		hints: (node) => lastRun(node)?.hints ?? [],
		toolAnswers: (node) =>
			(runData[node] ?? []).flatMap(({ data }) =>
				(data?.['ai_tool']?.[0] ?? []).map(({ json }) => json),
			),
		...(error && { error }),
		data: run.data,
	};
}
