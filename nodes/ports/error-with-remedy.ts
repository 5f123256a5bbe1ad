import { NodeOperationError, type INode } from 'n8n-workflow';

import type { MessagingError } from '../../messaging/error';

/**
 * Returns an error whose message also says what to do. While a workflow is published, and where a list cannot be loaded,
 * n8n shows the message of an error and nothing else (docs/facts/n8n.md#publishing).
 */
export function errorWithRemedy(
	node: INode,
	{ title, reason, remedy }: Pick<MessagingError, 'title' | 'remedy'> & { reason?: string },
): NodeOperationError {
	return new NodeOperationError(node, `${title}. ${remedy}`, {
		...(reason !== undefined && { description: reason }),
	});
}
