/**
 * Returns the outputs. Sends have a second one for blocked messages, and questions have one for each end. From version 2 on
 * downloads have one for each reason of no file. n8n evaluates this function as an expression, so it must not use anything
 * outside of itself.
 */
const drawOutputs = (
	parameters: { resource?: string; operation?: string; options?: { ifBlocked?: string } },
	version: number,
) => {
	const named = (names: string[]) => names.map((displayName) => ({ type: 'main', displayName }));
	const operation = parameters.resource === 'message' ? parameters.operation : undefined;
	if (operation === 'sendAndWaitForReply') {
		return named(['Reply', 'No Reply', 'Wrong Answers', 'Not Delivered', 'Blocked']);
	}
	if (operation === 'downloadMedia' && version >= 2) return named(['File', 'Too Large', 'No File']);
	if (operation !== 'send' && operation !== 'sendTemplate') return named(['']);
	return named(parameters.options?.ifBlocked === 'error' ? ['Sent'] : ['Sent', 'Blocked']);
};

export const OUTPUTS_EXPRESSION =
	`={{(${drawOutputs.toString()})($parameter, $nodeVersion)}}` as const;
