import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { runWorkflow, type FinishedRun, type RunOptions, type WorkflowFile } from './run-workflow';

/** Expected results by node. A part of the `json` of each item is enough. */
type Expected = Record<
	string,
	{
		/** Items by output, each with the item that it comes from. */
		outputs: Array<Array<{ json: IDataObject; pairedItem: INodeExecutionData['pairedItem'] }>>;
		hints?: NodeExecutionHint[];
	}
>;

/**
 * Runs `<name>.workflow.json` of a folder and compares with `<name>.expected.json` beside it: every node that ran after
 * the trigger, its items in their order, their pairing and the hints.
 */
export async function expectScenario(
	folder: string,
	name: string,
	options: RunOptions = {},
): Promise<FinishedRun> {
	const workflow = read<WorkflowFile>(folder, `${name}.workflow.json`);
	const expected = read<Expected>(folder, `${name}.expected.json`);
	const run = await runWorkflow(workflow, options);
	const [trigger] = Object.keys(workflow.pinData);
	expect(run.nodes.filter((node) => node !== trigger).sort()).toEqual(Object.keys(expected).sort());
	for (const [node, { outputs, hints = [] }] of Object.entries(expected)) {
		expect({ [node]: run.outputs(node) }).toMatchObject({ [node]: outputs });
		expect({ [node]: run.outputs(node).flat().map(pairing) }).toEqual({
			[node]: outputs.flat().map(pairing),
		});
		expect({ [node]: run.hints(node) }).toEqual({ [node]: hints });
	}
	return run;
}

function pairing({ pairedItem }: Pick<INodeExecutionData, 'pairedItem'>) {
	return pairedItem;
}

function read<Content>(folder: string, file: string): Content {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Content;
}
