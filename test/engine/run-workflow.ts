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
	type IWorkflowSettings,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './additional-data';
import type { CredentialData } from './given-credentials';
import { nodeTypes } from './package-nodes';

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
}

export interface FinishedRun {
	/** Names of the nodes that ran. */
	nodes: string[];
	/** Items by output, with their pairing. Empty when the node did not run. */
	outputs(node: string): INodeExecutionData[][];
	hints(node: string): NodeExecutionHint[];
	/** Present when the node failed and its *On Error* did not let the workflow continue. */
	error?: ExecutionError;
}

export const WORKFLOW_ID = 'workflow-1';

/**
 * Runs a workflow on n8n's own engine, from the pinned items of its trigger on. Parameters, expressions, pairing,
 * *On Error* and *Retry On Fail* are n8n's; the nodes and credentials are those of this package.
 */
export async function runWorkflow(
	{ nodes, connections, pinData, name = 'Test', settings = {} }: WorkflowFile,
	{ credentials = {}, mode = 'trigger', executionId = 'execution-1' }: RunOptions = {},
): Promise<FinishedRun> {
	const base = { id: WORKFLOW_ID, name, nodes, connections, settings, active: true };
	const workflow = new Workflow({ ...structuredClone(base), nodeTypes });
	const trigger = workflow.getNode(Object.keys(pinData)[0] ?? '');
	if (trigger === null) throw new Error('Pin items to the trigger of the workflow');
	const start = createRunExecutionData({
		resultData: { pinData: structuredClone(pinData) },
		executionData: {
			nodeExecutionStack: [{ node: trigger, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const around = additionalData(base, credentials, mode, executionId);
	return resultOf(await new WorkflowExecute(around, mode, start).processRunExecutionData(workflow));
}

function resultOf(run: IRun): FinishedRun {
	const { runData, error } = run.data.resultData;
	const lastRun = (node: string) => runData[node]?.at(-1);
	return {
		nodes: Object.keys(runData),
		outputs: (node) => (lastRun(node)?.data?.['main'] ?? []).map((items) => items ?? []),
		hints: (node) => lastRun(node)?.hints ?? [],
		...(error && { error }),
	};
}
