import { additionalData } from '../../engine/additional-data';
import { LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

/** Returns a context of n8n's own, whose HTTP helper signs requests with this credential and sends them. */
export function n8nContext(
	type: string,
	credential: ICredentialDataDecryptedObject,
): IAllExecuteFunctions {
	const nodeType: INodeType = {
		description: {
			...{ displayName: 'Node', name: 'node', group: ['output'], version: 1, description: '' },
			...{ defaults: { name: 'Node' }, inputs: [], outputs: [], properties: [] },
			credentials: [{ name: type }],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType),
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		...{ id: 'node', name: 'Node', type: 'node', typeVersion: 1, parameters: {} },
		position: [0, 0],
		credentials: { [type]: { id: type, name: type } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const around = additionalData({}, { [type]: credential }, 'manual');
	return new LoadOptionsContext(workflow, node, around, '') as unknown as IAllExecuteFunctions;
}
