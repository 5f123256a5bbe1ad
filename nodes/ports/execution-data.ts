import type { IExecuteFunctions, IRunExecutionData, ITaskData } from 'n8n-workflow';

/** Data of an execution as n8n keeps it, with the parts that show which execution repeats which (docs/facts/n8n.md#repeats). */

/** Returns the data of the running execution. n8n holds it in memory, outside of its public types. */
export async function executionDataOf(
	context: IExecuteFunctions,
): Promise<IRunExecutionData | undefined> {
	const { runExecutionData } = context as { runExecutionData?: IRunExecutionData | null };
	return runExecutionData ?? (await storedExecutionData(context, context.getExecutionId()));
}

/** Returns the data of another execution as n8n has stored it; `undefined` when n8n has not kept it. */
export async function storedExecutionData(
	context: IExecuteFunctions,
	executionId: string,
): Promise<IRunExecutionData | undefined> {
	return await context.getExecutionDataById?.(executionId).catch(() => undefined);
}

/** Returns the node that the execution began with, and the items that it output. */
export function startOf({
	resultData,
	executionData,
}: IRunExecutionData): { node: string; items: ReadonlyArray<{ json: object }> } | undefined {
	for (const [node, runs] of Object.entries(resultData.runData)) {
		const run = runs.findLast(({ source }) => source.length === 0);
		if (run) return { node, items: itemsOf(run.data?.main) };
	}
	const first = executionData?.nodeExecutionStack[0];
	return first && { node: first.node.name, items: itemsOf(first.data.main) };
}

function itemsOf(outputs: ReadonlyArray<Array<{ json: object }> | null> = []) {
	return outputs.flatMap((items) => items ?? []);
}

/**
 * Returns the number of runs of a node that n8n has recovered from a crash. A retry of the crashed execution begins at
 * the trigger and counts its own runs behind them.
 */
export function recoveredRuns({ resultData }: IRunExecutionData, node: string): number {
	return (resultData.runData[node] ?? []).filter(isRecovered).length;
}

function isRecovered({ executionStatus, data }: ITaskData): boolean {
	const [item] = data?.main?.[0] ?? [];
	return executionStatus === 'crashed' || item?.json['isArtificialRecoveredEventItem'] === true;
}

/** Returns whether an execution was started in the editor, where users repeat it to see the effect again. */
export function isStartedByHand({ resultData, startData, manualData }: IRunExecutionData): boolean {
	return (
		manualData !== undefined ||
		startData?.destinationNode !== undefined ||
		Object.keys(resultData.pinData ?? {}).length > 0
	);
}

/** Returns whether an execution ended with success, or its data is gone, because n8n removes successful ones first. */
export function endedWell(data: IRunExecutionData | undefined): boolean {
	if (data === undefined) return true;
	const { error, lastNodeExecuted, runData } = data.resultData;
	if (error !== undefined || lastNodeExecuted === undefined) return false;
	return Object.keys(runData).every((node) => recoveredRuns(data, node) === 0);
}
