import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { beginExecution } from '../../../intake/fence';
import { recordExecutionEnd } from '../../ports/execution-end';
import { isToolCall } from '../../ports/tool-call';
import { triggerStore } from '../../ports/trigger-store';
import { messagingProcess } from '../../process';
import { onOutputs } from './question-outputs';
import type { ResumedQuestion } from './resumed-run';
import { saveAnswer } from './save-answer';

/**
 * Goes on after a question has ended. Marks the answer as begun by this execution: if its process dies, the trigger
 * starts with the answer as a redelivered message. A second run with the same end outputs nothing.
 */
export async function resume(
	context: IExecuteFunctions,
	question: ResumedQuestion,
): Promise<INodeExecutionData[][]> {
	const isMine = await begin(context, question);
	const others = { blocked: question.blocked, isToolCall: isToolCall(context) };
	if (!isMine) return onOutputs(question.outcome, [], { ...others, blocked: [] });
	const [answering] = context.getInputData();
	const json = await saveAnswer(context, answering?.json ?? {});
	const items = [{ ...answering, json, pairedItem: { item: 0 } }];
	return onOutputs(question.outcome, items, others);
}

async function begin(context: IExecuteFunctions, { id, claim }: ResumedQuestion): Promise<boolean> {
	const { keeper, owner } = messagingProcess();
	const store = await triggerStore(context);
	const executionId = context.getExecutionId();
	const isRetry = context.getMode() === 'retry';
	if (claim === undefined) {
		const wasThere = await store.use(({ waits }) => waits.remove(id));
		return wasThere || isRetry;
	}
	const { listener, event } = claim;
	const events = [event];
	const [verdict] = await beginExecution(
		{ listener, executionId, events, isRetry },
		{ keeper, owner, store },
	);
	await store.use(({ waits }) => waits.remove(id));
	if (verdict === 'taken') return false;
	if (verdict === 'unknown') return true;
	recordExecutionEnd(context, { listener, executionId, events }, store);
	return true;
}
