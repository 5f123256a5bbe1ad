import { randomUUID } from 'node:crypto';

import type { WorkflowFile } from './workflow-file';

/**
 * Assigns new ids to the copy of a workflow. The id of the trigger is the secret of its chat link. The id in the
 * example's file is public, and n8n's API keeps it on import.
 */

/** New ids by the ids in the file. */
export type OwnIds = Readonly<Record<string, string>>;

/**
 * Replaces every node id and `webhookId`, and the node ids in node groups.
 *
 * @param known ids from an earlier import, so that the links stay the same
 */
export function withOwnIds(
	workflow: WorkflowFile,
	known: OwnIds = {},
): { workflow: WorkflowFile; ids: OwnIds } {
	const ids: Record<string, string> = {};
	const own = (id: string) => (ids[id] ??= known[id] ?? randomUUID());
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.id !== undefined && { id: own(node.id) }),
		...(node.webhookId !== undefined && { webhookId: own(node.webhookId) }),
	}));
	const nodeGroups = workflow.nodeGroups?.map((group) => ({
		...group,
		nodeIds: group.nodeIds.map(own),
	}));
	return { workflow: { ...workflow, nodes, ...(nodeGroups && { nodeGroups }) }, ids };
}
