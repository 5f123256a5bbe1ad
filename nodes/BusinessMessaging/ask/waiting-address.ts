import type { IExecuteFunctions } from 'n8n-workflow';

import type { WaitingExecution } from '../../../store/contracts/waits';

/** Returns the running execution with the address under which n8n resumes it (docs/facts/n8n.md#waiting). */
export function waitingExecution(context: IExecuteFunctions, item: number): WaitingExecution {
	const id = context.getExecutionId();
	const address = String(context.evaluateExpression('{{ $execution.resumeUrl }}', item));
	const url = URL.canParse(address) ? new URL(address) : undefined;
	return {
		id,
		workflowId: context.getWorkflow().id ?? '',
		nodeId: context.getNode().id,
		token: url?.searchParams.get('signature') ?? '',
		publicBase: url ? url.origin + url.pathname.slice(0, -`/${id}`.length) : '',
	};
}
