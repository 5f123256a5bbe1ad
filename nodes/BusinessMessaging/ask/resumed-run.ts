import type {
	IExecuteData,
	IExecuteFunctions,
	INodeExecutionData,
	IRunExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { AnswerClaim, QuestionEnd } from '../../../store/contracts/waits';

/**
 * The run of a node that n8n resumes. The call to a waiting execution reaches `webhook()`, which leaves a note in n8n's
 * data of the run. n8n would then pass the item on without the node; the note's node runs again instead, in whichever
 * process the execution goes on, so that it can mark the answer as begun there.
 */

/** The end of a question, as the resumed run reads it. */
export interface ResumedQuestion {
	id: string;
	outcome: QuestionEnd['outcome'];
	claim?: AnswerClaim;
	/** Items after the first one, which were not asked. */
	blocked: INodeExecutionData[];
}

/** Metadata of a run. n8n keeps every field, also where its types name none. */
interface Noted {
	businessMessagingQuestion?: ResumedQuestion;
}

/** Absent from n8n's public types, present in 1.123, 2.0 and 2.41. */
interface WithRunData {
	runExecutionData?: IRunExecutionData | null;
}

/** Returns the entry of the waiting node in n8n's data; `undefined` where this n8n does not show it. */
export function waitingEntry(context: IWebhookFunctions): IExecuteData | undefined {
	const { runExecutionData } = context as WithRunData;
	const entry = runExecutionData?.executionData?.nodeExecutionStack[0];
	return entry?.node.name === context.getNode().name ? entry : undefined;
}

/** Has n8n run the node again when it resumes the execution. */
export function noteResumed(entry: IExecuteData, question: ResumedQuestion): void {
	entry.node.disabled = false;
	const noted: Noted = { businessMessagingQuestion: question };
	entry.metadata = { ...entry.metadata, ...noted };
}

/** Returns the question that this run resumes after; `undefined` for a run that asks. */
export function resumedQuestion(context: IExecuteFunctions): ResumedQuestion | undefined {
	return (context.getExecuteData().metadata as Noted | undefined)?.businessMessagingQuestion;
}
