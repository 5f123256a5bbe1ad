import {
	NodeConnectionTypes,
	NodeHelpers,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { BusinessMessaging } from '../../nodes/BusinessMessaging/BusinessMessaging.node';
import { BusinessMessagingTrigger } from '../../nodes/BusinessMessagingTrigger/BusinessMessagingTrigger.node';
import { MessageRouter } from '../../nodes/MessageRouter/MessageRouter.node';
import { Usedesk } from '../../nodes/Usedesk/Usedesk.node';
import { UsedeskTrigger } from '../../nodes/UsedeskTrigger/UsedeskTrigger.node';

/** The types of nodes that workflows of tests may use: those of this package, and a stand-in for n8n's *No Operation*. */

export const PACKAGE = 'n8n-nodes-business-messaging.';
export const NO_OPERATION = 'n8n-nodes-base.noOp';

/** n8n's own nodes are not installed for unit tests. This one passes its items on. */
const noOperation: INodeType = {
	description: {
		displayName: 'No Operation',
		name: 'noOp',
		group: ['transform'],
		version: 1,
		description: 'Passes its items on',
		defaults: { name: 'No Operation' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const types = new Map<string, INodeType | IVersionedNodeType>([[NO_OPERATION, noOperation]]);
for (const Type of [
	BusinessMessaging,
	BusinessMessagingTrigger,
	MessageRouter,
	Usedesk,
	UsedeskTrigger,
]) {
	const type = new Type();
	types.set(PACKAGE + type.description.name, type);
}

/** Types by their full names, e.g. stand-ins for n8n's own nodes. */
export type MoreTypes = Readonly<Record<string, INodeType>>;

export const nodeTypes = nodeTypesWith({});

export function nodeTypesWith(more: MoreTypes): INodeTypes {
	const typeOf = (name: string): INodeType | IVersionedNodeType => {
		const found = more[name] ?? types.get(name);
		if (found === undefined) throw new Error(`Tests know no node of type ${name}`);
		return found;
	};
	return {
		getByName: typeOf,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(typeOf(name), version),
		getKnownTypes: () => ({}),
	};
}
