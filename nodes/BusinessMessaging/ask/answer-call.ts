import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { QuestionSettings } from '../../../conversation/question';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import type { QuestionEnd, StoredQuestion } from '../../../store/contracts/waits';
import { triggerStore } from '../../ports/trigger-store';
import { itemOf, onOutputs, QUESTION_OUTPUTS } from './question-outputs';
import { noteResumed, waitingEntry } from './resumed-run';
import { sendFollowUp } from './send-follow-up';

const NO_REPLY = QUESTION_OUTPUTS.indexOf('noReply');
const BLOCKED = QUESTION_OUTPUTS.indexOf('blocked');

const NOTHING_TO_DO: IWebhookResponseData = { webhookResponse: { received: true } };

/**
 * Answers a call to a waiting execution. The call names the question only; the store says what to do: ask again, remind,
 * or go on. Never throws: n8n would go on without the data of the execution.
 */
export async function answerCall(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await act(context).catch((error: unknown) => {
		const reason = error instanceof Error ? error.name : 'unknown';
		context.logger.warn(
			`Business Messaging could not work on a waiting question and tries again: ${reason}`,
		);
		return NOTHING_TO_DO;
	});
}

async function act(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { questionId } = context.getBodyData();
	if (typeof questionId !== 'string') return NOTHING_TO_DO;
	const store = await triggerStore(context);
	const next = await store.use(({ waits }) => waits.next(questionId));
	if (next === undefined || next.question.execution.nodeId !== context.getNode().id) {
		return NOTHING_TO_DO;
	}
	if (next.step === 'end') return goOn(context, next.question, next.end);
	const message = followUp(next.step, next.question.settings as QuestionSettings);
	await sendFollowUp(context, store, next.question, next.step, message);
	return NOTHING_TO_DO;
}

function followUp(step: 'askAgain' | 'remind', settings: QuestionSettings): OutboundMessage {
	if (step === 'askAgain') return settings.again;
	return { type: 'text', text: settings.reminder, previewLink: false };
}

/** Lets the execution go on with the end of its question. */
function goOn(
	context: IWebhookFunctions,
	{ id }: StoredQuestion,
	end: QuestionEnd,
): IWebhookResponseData {
	const entry = waitingEntry(context);
	const kept = entry?.data.main ?? [];
	const sent = kept[NO_REPLY]?.[0]?.json ?? {};
	const blocked = kept[BLOCKED] ?? [];
	const { noReply: _byTimer, ...asked } = sent;
	const item = { json: itemOf(end, asked), pairedItem: { item: 0 } };
	if (entry === undefined) {
		// This n8n shows nothing of the run: it passes the item on without the node.
		return {
			...NOTHING_TO_DO,
			workflowData: onOutputs(end.outcome, [item], { blocked, isToolCall: false }),
		};
	}
	const claim = 'claim' in end ? end.claim : undefined;
	noteResumed(entry, { id, outcome: end.outcome, blocked, ...(claim && { claim }) });
	return { ...NOTHING_TO_DO, workflowData: [[item as { json: IDataObject }]] };
}
