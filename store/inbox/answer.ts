import type { MessagingEvent } from '../../messaging/event';
import type { AnswerReading, Hearer, ReceivePlan } from '../contracts/inbox';
import type { AnswerClaim, ExecutionCall } from '../contracts/waits';
import { isInbound } from '../conversation-facts';
import type { WaitRow } from '../schema';
import type { Transaction } from '../transactions';
import { changeAndCall, endOpenQuestion, endUndelivered, openQuestionOf, view } from '../waits';

/** An event, and whether a waiting execution takes it. */
export interface Heard {
	/** The event; it has `answer` if it answers a question. */
	event: MessagingEvent;
	/** The call to the execution that takes it. No workflow starts with it, except where its user wants answers, too. */
	call?: ExecutionCall;
	/** The listener under which it is kept until its execution has begun. */
	claim?: Hearer & { questionId: string };
}

/**
 * Gives a recorded event to the execution that waits for it. An opt-out and a failed delivery end the question.
 */
export async function giveToWaiting(
	transaction: Transaction,
	event: MessagingEvent,
	plan: Pick<ReceivePlan, 'readAnswer' | 'hearers'>,
	now: Date,
): Promise<Heard> {
	if (event.status?.state === 'failed') {
		const { messageId, error } = event.status;
		const end = { outcome: 'notDelivered' as const, ...(error && { error }) };
		await endUndelivered(transaction, messageId, end, now);
		return { event };
	}
	const key = event.conversation?.key;
	if (key === undefined) return { event };
	if (event.consent?.state === 'optedOut') {
		if (event.consent.scope !== 'all') return { event };
		await endOpenQuestion(transaction, key, { outcome: 'noReply', reason: 'optedOut' }, now);
		return { event };
	}
	if (!isInbound(event)) return { event };
	const row = await openQuestionOf(transaction, key);
	if (row === undefined) return { event };
	const reading = plan.readAnswer(event, view(row));
	if (reading.is === 'ordinary') return { event };
	return await take(transaction, event, { row, reading }, plan, now);
}

async function take(
	transaction: Transaction,
	event: MessagingEvent,
	{ row, reading }: { row: WaitRow; reading: Exclude<AnswerReading, { is: 'ordinary' }> },
	{ hearers }: Pick<ReceivePlan, 'hearers'>,
	now: Date,
): Promise<Heard> {
	if (reading.is === 'wrong' && row.tries_left > 1) {
		const change = { step: 'askAgain' as const, triesLeft: row.tries_left - 1 };
		return { event, call: await changeAndCall(transaction, row, change, now) };
	}
	const outcome = reading.is === 'answer' ? ('reply' as const) : ('wrongAnswers' as const);
	const { workflowId } = view(row).execution;
	const claim = claimingHearer(hearers(event), workflowId);
	const wanted = claim?.event ?? withoutOriginal(event);
	const answer = reading.is === 'answer' ? { answer: reading.answer } : {};
	const call = await changeAndCall(
		transaction,
		row,
		{ end: { outcome, event: { ...wanted, ...answer }, ...(claim && { claim: claimOf(claim) }) } },
		now,
	);
	return {
		event: { ...event, ...answer },
		call,
		...(claim && { claim: { ...claim, questionId: row.id } }),
	};
}

/** Returns the listener that gets the answer if its execution dies, in the workflow that asked where it can be. */
function claimingHearer(hearers: readonly Hearer[], workflowId: string): Hearer | undefined {
	const others = hearers.filter(({ hearsAnswers }) => !hearsAnswers);
	return others.find(({ listener }) => listener.startsWith(`${workflowId}:`)) ?? others[0];
}

function claimOf({ listener, event: { id, event } }: Hearer): AnswerClaim {
	return { listener, event: { id, event } };
}

/** Returns the event without the provider's own form, which only a listener's user can ask for. */
function withoutOriginal({ raw: _raw, ...event }: MessagingEvent): MessagingEvent {
	return event;
}
