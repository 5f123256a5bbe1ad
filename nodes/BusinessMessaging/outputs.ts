/**
 * Sends have a second output for what must not go out; n8n evaluates this in its expression sandbox, so the function
 * stands alone.
 */
const drawOutputs = (parameters: {
	resource?: string;
	operation?: string;
	options?: { ifBlocked?: string };
}) => {
	const main = { type: 'main', displayName: '' };
	const sends =
		parameters.resource === 'message' &&
		['send', 'sendTemplate'].includes(parameters.operation ?? '');
	if (!sends) return [main];
	const sent = { type: 'main', displayName: 'Sent' };
	const blocked = { type: 'main', displayName: 'Blocked' };
	return parameters.options?.ifBlocked === 'error' ? [sent] : [sent, blocked];
};

export const OUTPUTS_EXPRESSION = `={{(${drawOutputs.toString()})($parameter)}}` as const;
