import type { IExecuteFunctions, ISourceData } from 'n8n-workflow';

/**
 * Returns the nodes, with their runs, from which the items of the running node came: in a tool call the agent that calls
 * it, and in some versions the node before the agent (docs/facts/n8n.md#tool-calls).
 */
export function sourcesOf(context: IExecuteFunctions): ISourceData[] {
	const { source, metadata } = context.getExecuteData();
	const { preservedSourceOverwrite } = (metadata ?? {}) as {
		preservedSourceOverwrite?: ISourceData;
	};
	return [...Object.values(source ?? {}).flat(), preservedSourceOverwrite].filter(
		(from) => from !== null && from !== undefined,
	);
}
