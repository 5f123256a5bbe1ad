import type { IExecuteFunctions, INode, NodeConnectionType } from 'n8n-workflow';

/** n8n has this since 1.0, but not in its types: the connections that lead into a node, by input. */
interface WithConnections {
	getConnections?(
		destination: Pick<INode, 'name'>,
		type: NodeConnectionType,
	): ReadonlyArray<ReadonlyArray<{ node: string; index: number }> | null> | undefined;
}

/** Whether a node follows at an output of the running node. `undefined`: this n8n does not tell. */
export function isConnected(context: IExecuteFunctions, output: number): boolean | undefined {
	const { name } = context.getNode();
	const { getConnections } = context as WithConnections;
	if (typeof getConnections !== 'function' || typeof context.getChildNodes !== 'function') {
		return undefined;
	}
	return context
		.getChildNodes(name)
		.some((child) =>
			(getConnections.call(context, child, 'main') ?? []).some((sources) =>
				sources?.some(({ node, index }) => node === name && index === output),
			),
		);
}
