import type { INodeParameters, NodeTypeAndVersion } from 'n8n-workflow';

/**
 * Nodes behind which n8n's links between items can be trusted. n8n links the items of any other node by their places
 * when it gives as many as it got, or gives one: the links of a node that sorts new items then lead to other customers,
 * silently (docs/facts/n8n.md#links-between-items).
 */

const OURS = /\.(businessMessaging|businessMessagingTrigger|messageRouter|usedesk)$/;

const always = () => true;

/** Tells for each type whether a node with these parameters sets the links itself, or passes its items on. */
const KEEPS_LINKS: Readonly<Record<string, (parameters: INodeParameters) => boolean>> = {
	'n8n-nodes-base.aggregate': always,
	'n8n-nodes-base.code': ({ mode }) => mode === 'runOnceForEachItem',
	'n8n-nodes-base.executeWorkflow': ({ mode }) => mode === 'each',
	'n8n-nodes-base.executeWorkflowTrigger': always,
	'n8n-nodes-base.filter': always,
	'n8n-nodes-base.httpRequest': always,
	'n8n-nodes-base.if': always,
	'n8n-nodes-base.limit': always,
	'n8n-nodes-base.merge': always,
	'n8n-nodes-base.noOp': always,
	'n8n-nodes-base.set': always,
	'n8n-nodes-base.sort': ({ type }) => type !== 'code',
	'n8n-nodes-base.splitInBatches': always,
	'n8n-nodes-base.splitOut': always,
	'n8n-nodes-base.switch': always,
	'n8n-nodes-base.wait': always,
	'@n8n/n8n-nodes-langchain.agent': always,
	'@n8n/n8n-nodes-langchain.chainLlm': always,
};

/** Returns the nodes whose links may lead to other items than those that theirs were made of. */
export function nodesWithDoubtfulLinks(nodes: readonly NodeTypeAndVersion[]): NodeTypeAndVersion[] {
	return nodes.filter(({ type, parameters = {} }) => {
		if (OURS.test(type)) return false;
		return !(Object.hasOwn(KEEPS_LINKS, type) && KEEPS_LINKS[type]?.(parameters) === true);
	});
}
