import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { beginExecution } from '../../../intake/fence';
import type { MessagingEvent } from '../../../messaging/event';
import { recordExecutionEnd } from '../../ports/execution-end';
import { isToolCall } from '../../ports/tool-call';
import { triggerStore } from '../../ports/trigger-store';
import { messagingProcess } from '../../process';
import { openSession } from '../session';
import { onOutputs } from './question-outputs';
import type { ResumedQuestion } from './resumed-run';

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
	const items = context.getInputData().map((item) => ({ ...item, pairedItem: { item: 0 } }));
	await saveAnswer(context, items[0]?.json ?? {});
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

/** Keeps the answer in the attribute of the contact that the user chose. */
async function saveAnswer(context: IExecuteFunctions, json: IDataObject): Promise<void> {
	const name = String(context.getNodeParameter('options.saveAs', 0, '') ?? '').trim();
	const { answer, contact, business, channel } = json as Partial<MessagingEvent>;
	if (name === '' || !answer || !contact || !business || !channel) return;
	const { store, adapter, account } = await openSession(context);
	await store.contacts.upsert(
		{ provider: adapter.name, channel, businessId: business.id, shop: account.shop, contact },
		{ attributes: { [name]: answer.value } },
		new Date(),
	);
}
