import {
	NodeConnectionTypes,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';

import { NO_OPERATION, PACKAGE } from './package-nodes';
import { runWorkflow, type RunOptions } from './run-workflow';

export interface NodeOptions extends RunOptions {
	/** A type of this package; Business Messaging unless given. */
	type?: string;
	/** Fields of the node in the workflow, e.g. `onError` and `retryOnFail`. */
	node?: Partial<INode>;
	/** Fields of the node before, which has the items: *No Operation* unless a type is given. */
	before?: Partial<INode>;
	/** Time zone of the workflow. */
	timeZone?: string;
	/** Gets the hints that the node shows. */
	hints?: string[];
}

const NODE = 'Node';

/**
 * Runs one node of this package on items. Its credentials are all that the options give.
 *
 * @returns the items by output
 * @throws the error that stops the workflow
 */
export async function runNode(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	options: NodeOptions = {},
): Promise<INodeExecutionData[][]> {
	const { type = 'businessMessaging', timeZone = 'America/Sao_Paulo' } = options;
	const types = Object.keys(options.credentials ?? {});
	const credentials = Object.fromEntries(types.map((name) => [name, { id: name, name }]));
	const before = node('Items', NO_OPERATION, options.before);
	const run = await runWorkflow(
		{
			nodes: [before, node(NODE, PACKAGE + type, { parameters, credentials, ...options.node })],
			connections: {
				[before.name]: { main: [[{ node: NODE, type: NodeConnectionTypes.Main, index: 0 }]] },
			},
			settings: { executionOrder: 'v1', timezone: timeZone },
			pinData: { [before.name]: items.map((json) => ({ json })) },
		},
		options,
	);
	options.hints?.push(...run.hints(NODE).map(({ message }) => message));
	if (run.error !== undefined) throw Object.assign(new Error(run.error.message), run.error);
	return run.outputs(NODE);
}

function node(name: string, type: string, given: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...given };
}
