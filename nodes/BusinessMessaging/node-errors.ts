import { NodeOperationError, type INode } from 'n8n-workflow';

import type { MessagingError } from '../../messaging/error';

/** Returns a provider's refusal as n8n shows it: title, then reason and remedy. */
export function refused(node: INode, error: MessagingError, item: number): NodeOperationError {
	const trace = error.traceId === undefined ? '' : ` (trace ${error.traceId})`;
	return new NodeOperationError(node, error.title, {
		itemIndex: item,
		description: `${error.reason} ${error.remedy} [${error.code}]${trace}`,
	});
}

/** Adds to a failure how much was sent before it. Any other error stays as it is. */
export function withCount(failure: unknown, count: string): unknown {
	if (!(failure instanceof NodeOperationError)) return failure;
	failure.description = [failure.description, count].filter(Boolean).join(' ');
	return failure;
}

/** Returns the error for an operation that the provider does not have. */
export function notOffered(node: INode, what: string, item: number): NodeOperationError {
	return new NodeOperationError(node, `This provider does not offer: ${what}`, {
		itemIndex: item,
		description:
			'Choose another provider. The page "Capabilities" of the documentation lists what each can do.',
	});
}
