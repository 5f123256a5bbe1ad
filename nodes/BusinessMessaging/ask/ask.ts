import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { isBusiness } from '../../../messaging/business';
import type { Sender } from '../../../messaging/provider';
import { deliverItem, unreadable } from '../actions/message/deliver-item';
import { isCallByOlderAgent, isToolCall } from '../../ports/tool-call';
import { readEnds } from '../ends';
import type { SendOptions } from '../message-parameters';
import { openSession, type Session } from '../session';
import { onOutputs, QUESTION_OUTPUTS } from './question-outputs';
import { readQuestion, readQuestionMessage } from './read-question';

/** Time after the deadline of the store at which n8n's own timer ends the wait, in case no process of ours runs. */
const GRACE_MS = 60_000;

/** A process without a heartbeat for this long, in ms, says nothing about n8n's address. */
const LATELY_MS = 60_000;

/** Asks the customer of the first item, and lets the execution wait for the answer. */
export async function ask(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (isCallByOlderAgent(context)) return [[{ json: { answered: false, blocked: CANNOT_WAIT } }]];
	const [item = 0] = context.getInputData().keys();
	const session = await openSession(context);
	const ends = await readEnds(context, session, item);
	const others = { blocked: othersOf(context), isToolCall: isToolCall(context) };
	if (!ends.ok) {
		const options = context.getNodeParameter('options', item, {}) as SendOptions;
		const { json } = unreadable(context, item, options, ends.typed, ends.error);
		return onOutputs('blocked', [{ json, pairedItem: { item } }], others);
	}
	await requireListener(context, session, ends.from);
	await requireReach(context, session);
	const message = await readQuestionMessage(context, session, item);
	const now = new Date();
	const question = await readQuestion(context, session, item, message, ends, now);
	await session.store.waits.open(question, now);
	const result = await deliverItem(context, session, item, message, {
		closedWindow: 'block',
	}).catch(async (error: unknown) => {
		await session.store.waits.remove(question.id);
		throw error;
	});
	if (result.output === 'blocked') {
		await session.store.waits.remove(question.id);
		const blocked = { json: result.json, pairedItem: { item } };
		return onOutputs('blocked', [blocked], others);
	}
	const sent = [result.json].flat()[0] ?? {};
	await session.store.waits.asked(question.id, String(sent.id ?? ''));
	await wait(context, { json: sent, pairedItem: { item } }, others, question.deadline);
	return [context.getInputData()];
}

/**
 * Lets the execution wait. n8n's data of the run keeps the output for the case that n8n's own timer ends the wait: the
 * sent item on "No Reply", and the blocked ones.
 */
async function wait(
	context: IExecuteFunctions,
	sent: INodeExecutionData,
	others: Parameters<typeof onOutputs>[2],
	deadline: Date,
): Promise<void> {
	const entry = context.getExecuteData();
	const silent = { ...sent, json: { ...sent.json, noReply: { reason: 'timeOver' } } };
	entry.data.main = onOutputs('noReply', [silent], others);
	// n8n pairs the item of each output by the source of the input with the same number.
	const source = entry.source?.main?.[0];
	if (entry.source && source !== undefined) {
		entry.source.main = QUESTION_OUTPUTS.map(() => source);
	}
	context.setMetadata({ forwardAllOutputs: true } as object);
	await context.putExecutionToWait(new Date(deadline.getTime() + GRACE_MS));
}

/** Refuses a question whose answer no trigger would hear. */
async function requireListener(
	context: IExecuteFunctions,
	{ store, adapter }: Session,
	from: Sender,
): Promise<void> {
	const listeners = await store.listeners.all(new Date());
	const hears = listeners.some(
		({ provider, businessId }) =>
			provider === adapter.name &&
			(businessId === undefined || businessId === '' || isBusiness({ id: from.id }, businessId)),
	);
	if (hears) return;
	throw new NodeOperationError(
		context.getNode(),
		'No published workflow hears the answers to this number',
		{
			description:
				'Publish a workflow that begins with a Business Messaging Trigger for this provider and number, e.g. this one.',
		},
	);
}

/** Refuses a question whose wait nothing would end. */
async function requireReach(context: IExecuteFunctions, { store }: Session): Promise<void> {
	if (await store.waits.isReached(new Date(Date.now() - LATELY_MS))) return;
	throw new NodeOperationError(
		context.getNode(),
		'n8n cannot reach its own address for waiting executions',
		{
			description:
				'The process that runs the triggers calls this address when a reply arrives or its time is over. Set WEBHOOK_URL to the address of n8n, and check N8N_PORT.',
		},
	);
}

/** Returns the items after the first one as blocked: an execution waits for one answer at a time. */
function othersOf(context: IExecuteFunctions): INodeExecutionData[] {
	return context
		.getInputData()
		.map(({ json }, item) => ({
			json: { blocked: ONE_AT_A_TIME, ...json },
			pairedItem: { item },
		}))
		.slice(1);
}

const CANNOT_WAIT = {
	code: 'agentCannotWait',
	reason: 'This version of the AI Agent cannot wait for a reply. Nothing was sent.',
	remedy: 'Replace the AI Agent node by a new one, of version 3 or later.',
};

const ONE_AT_A_TIME = {
	code: 'oneQuestionAtATime',
	reason: 'An execution asks one customer at a time. This item came after another one.',
	remedy:
		'Start one execution for each customer, e.g. with Execute Sub-Workflow in mode "Run once for each item".',
};
