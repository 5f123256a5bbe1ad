import {
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

/** Returns the names of the outputs as the engine of n8n draws them for a node with these parameters. */
export function drawnNames(
	description: INodeTypeDescription,
	parameters: INodeParameters,
	typeVersion: number,
) {
	const type = { description };
	const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
	const workflow = new Workflow({
		nodes: [
			{
				id: 'n1',
				name: 'Message Router',
				type: 'n8n-nodes-business-messaging.messageRouter',
				typeVersion,
				position: [0, 0],
				parameters,
			},
		],
		connections: {},
		active: false,
		nodeTypes,
	});
	const node = workflow.getNode('Message Router');
	if (!node) throw new Error('the workflow lost its node');
	return NodeHelpers.getNodeOutputs(workflow, node, description).map((output) => {
		if (typeof output === 'string') throw new Error('the expression draws objects');
		expect(output.type).toBe('main');
		return output.displayName;
	});
}
