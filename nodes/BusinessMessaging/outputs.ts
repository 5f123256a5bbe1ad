/**
 * Returns the outputs. Sends have a second one for blocked messages, questions one for each end. n8n evaluates this function as an expression, so
 * it must not use anything outside of itself.
 */
const drawOutputs = (parameters: {
	resource?: string;
	operation?: string;
	options?: { ifBlocked?: string };
}) => {
	const main = { type: 'main', displayName: '' };
	if (parameters.resource === 'message' && parameters.operation === 'sendAndWaitForReply') {
		return ['Reply', 'No Reply', 'Wrong Answers', 'Not Delivered', 'Blocked'].map(
			(displayName) => ({ type: 'main', displayName }),
		);
	}
	const sends =
		parameters.resource === 'message' &&
		['send', 'sendTemplate'].includes(parameters.operation ?? '');
	if (!sends) return [main];
	const sent = { type: 'main', displayName: 'Sent' };
	const blocked = { type: 'main', displayName: 'Blocked' };
	return parameters.options?.ifBlocked === 'error' ? [sent] : [sent, blocked];
};

export const OUTPUTS_EXPRESSION = `={{(${drawOutputs.toString()})($parameter)}}` as const;
