import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows hints above the output of the node. Does nothing in versions of n8n before 1.80. */
export function showHints(context: IExecuteFunctions, hints: Iterable<string>): void {
	for (const message of hints) {
		context.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
	}
}
