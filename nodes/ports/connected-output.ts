import type { IExecuteFunctions, INode, NodeConnectionType } from 'n8n-workflow';

/** The connections that lead into a node, by input. n8n has them since 1.0, but not in its types. */
interface WithConnections {
	getConnections?(
		destination: Pick<INode, 'name'>,
		type: NodeConnectionType,
	): ReadonlyArray<ReadonlyArray<{ node: string; index: number }> | null> | undefined;
}

/** Returns whether a node follows at an output of the running node; `undefined` when this n8n does not say. */
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
