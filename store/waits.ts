import type { Recipient } from '../messaging/provider';
import type {
	ExecutionCall,
	Question,
	QuestionEnd,
	QuestionStep,
	StoredQuestion,
	WaitingExecution,
	Waits,
} from './contracts/waits';
import { INTERRUPTED, WAITING } from './inbox/waiting';
import { findOrCreatePerson, savePerson } from './person-and-conversation';
import type { WaitRow } from './schema';
import { storedKey } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/** Stores the questions that executions wait for. See `Waits`. */
export function waitsOf({ read, write, notices }: Transactions): Waits {
	return {
		open: (question, now) => write((transaction) => openQuestion(transaction, question, now)),

		asked: (id, messageId) =>
			write(async (transaction) => {
				await transaction
					.updateTable('waits')
					.set({ message_id: storedKey(messageId) })
					.where('id', '=', id)
					.execute();
			}),

		remove: (id) =>
			write(async (transaction) => {
				const { numDeletedRows } = await transaction
					.deleteFrom('waits')
					.where('id', '=', id)
					.executeTakeFirst();
				return numDeletedRows > 0n;
			}),

		due: async (now) => {
			const isDue = await read((transaction) => dueRows(transaction, now).executeTakeFirst());
			return isDue === undefined ? [] : await write((transaction) => takeDue(transaction, now));
		},

		next: (id) => write((transaction) => nextStep(transaction, id)),

		executionGone: (id) =>
			write(async (transaction) => {
				const { numUpdatedRows } = await transaction
					.updateTable('inbox')
					.set({ question_id: null, owner: WAITING, begun_by: null, begun_in: INTERRUPTED })
					.where('question_id', '=', id)
					.where('payload', 'is not', null)
					.executeTakeFirst();
				await transaction.deleteFrom('waits').where('id', '=', id).execute();
				if (numUpdatedRows > 0n) await notices?.send(0).execute(transaction);
			}),

		noteReach: (owner, isReached) =>
			write(async (transaction) => {
				await transaction
					.updateTable('owners')
					.set({ reaches_waiting: Number(isReached) })
					.where('boot_id', '=', owner.bootId)
					.execute();
			}),

		isReached: async (livingSince) => {
			const { best } = await read((transaction) =>
				transaction
					.selectFrom('owners')
					.select(({ fn }) => fn.max('reaches_waiting').as('best'))
					.where('last_beat_at', '>=', livingSince.toISOString())
					.executeTakeFirstOrThrow(),
			);
			return best !== 0;
		},
	};
}

/** Time in which no process calls an execution again, in ms; it doubles with each call. */
const CALL_AGAIN_MS = 4_000;
const LONGEST_PAUSE_MS = 60_000;
/** Most questions that one look takes. */
const MOST_DUE = 200;

async function openQuestion(
	transaction: Transaction,
	question: Question,
	now: Date,
): Promise<void> {
	const at = now.toISOString();
	const person = await findOrCreatePerson(transaction, question.parties, at);
	await savePerson(transaction, person);
	await endOpenQuestion(
		transaction,
		person.conversation.id,
		{ outcome: 'noReply', reason: 'superseded' },
		now,
	);
	const deadline = question.deadline.toISOString();
	const remindAt = question.remindAt?.toISOString() ?? null;
	await transaction
		.insertInto('waits')
		.values({
			id: question.id,
			conversation_id: person.conversation.id,
			execution: JSON.stringify(question.execution),
			settings: JSON.stringify(question.settings),
			channel: question.channel,
			business_id: question.parties.businessId,
			recipient: JSON.stringify(question.to),
			message_id: null,
			tries_left: question.tries,
			asked_at: at,
			deadline_at: deadline,
			remind_at: remindAt,
			step: null,
			ending: null,
			due_at: nextTime({ remind_at: remindAt, deadline_at: deadline }),
			calls: 0,
		})
		.execute();
}

/** Returns the open question of a conversation. */
export function openQuestionOf(
	transaction: Transaction,
	conversationId: string,
): Promise<WaitRow | undefined> {
	return transaction
		.selectFrom('waits')
		.selectAll()
		.where('conversation_id', '=', conversationId)
		.where('ending', 'is', null)
		.orderBy('asked_at', 'desc')
		.limit(1)
		.forUpdate()
		.executeTakeFirst();
}

/** Ends the open question of a conversation, if there is one. Its execution is called at the next look. */
export async function endOpenQuestion(
	transaction: Transaction,
	conversationId: string,
	end: QuestionEnd,
	now: Date,
): Promise<void> {
	await transaction
		.updateTable('waits')
		.set({ ...ended(end), due_at: now.toISOString() })
		.where('conversation_id', '=', conversationId)
		.where('ending', 'is', null)
		.execute();
}

/** Ends the question that a message asks, because the message was not delivered. */
export async function endUndelivered(
	transaction: Transaction,
	messageId: string,
	end: Extract<QuestionEnd, { outcome: 'notDelivered' }>,
	now: Date,
): Promise<void> {
	await transaction
		.updateTable('waits')
		.set({ ...ended(end), due_at: now.toISOString() })
		.where('message_id', '=', storedKey(messageId))
		.where('ending', 'is', null)
		.execute();
}

/** Changes a question, and returns the call to its execution. No other process makes this call for some seconds. */
export async function changeAndCall(
	transaction: Transaction,
	row: WaitRow,
	change: { end: QuestionEnd } | { step: 'askAgain'; triesLeft: number },
	now: Date,
): Promise<ExecutionCall> {
	const changes =
		'end' in change
			? ended(change.end)
			: { step: change.step, tries_left: change.triesLeft, calls: 0 };
	return await takeCall(transaction, { ...row, ...changes }, now);
}

function ended(end: QuestionEnd) {
	return { ending: JSON.stringify(end), step: null, calls: 0 };
}

function dueRows(transaction: Transaction, now: Date) {
	return transaction
		.selectFrom('waits')
		.selectAll()
		.where('due_at', '<=', now.toISOString())
		.orderBy('due_at')
		.limit(MOST_DUE);
}

async function takeDue(transaction: Transaction, now: Date): Promise<ExecutionCall[]> {
	const calls: ExecutionCall[] = [];
	for (const row of await dueRows(transaction, now).forUpdate().execute()) {
		const reached = afterTime(row, now.toISOString());
		if (reached.ending !== null || reached.step !== null) {
			calls.push(await takeCall(transaction, reached, now));
		} else {
			await update(transaction, { ...reached, due_at: nextTime(reached) });
		}
	}
	return calls;
}

/** Returns the question with what its times bring: the end, or the reminder. */
function afterTime(row: WaitRow, at: string): WaitRow {
	if (row.ending !== null) return row;
	if (row.deadline_at <= at)
		return { ...row, ...ended({ outcome: 'noReply', reason: 'timeOver' }) };
	if (row.remind_at === null || row.remind_at > at) return row;
	return { ...row, step: row.step ?? 'remind', remind_at: null };
}

async function takeCall(transaction: Transaction, row: WaitRow, now: Date): Promise<ExecutionCall> {
	const pause = Math.min(CALL_AGAIN_MS * 2 ** row.calls, LONGEST_PAUSE_MS);
	const due_at = new Date(now.getTime() + pause).toISOString();
	await update(transaction, { ...row, due_at, calls: row.calls + 1 });
	return {
		questionId: row.id,
		execution: JSON.parse(row.execution) as WaitingExecution,
		attempt: row.calls + 1,
	};
}

async function nextStep(transaction: Transaction, id: string): Promise<QuestionStep | undefined> {
	const row = await transaction
		.selectFrom('waits')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const question = view(row);
	if (row.ending !== null) {
		return { step: 'end', question, end: JSON.parse(row.ending) as QuestionEnd };
	}
	if (row.step === null) return undefined;
	await update(transaction, { ...row, step: null, calls: 0, due_at: nextTime(row) });
	return { step: row.step, question };
}

async function update(transaction: Transaction, { id, ...changes }: WaitRow): Promise<void> {
	await transaction.updateTable('waits').set(changes).where('id', '=', id).execute();
}

/** Returns the time of the reminder, or of the end. */
function nextTime(row: Pick<WaitRow, 'remind_at' | 'deadline_at'>): string {
	return row.remind_at !== null && row.remind_at < row.deadline_at
		? row.remind_at
		: row.deadline_at;
}

/** Returns the question as the way in and the node read it. */
export function view(row: WaitRow): StoredQuestion {
	return {
		id: row.id,
		execution: JSON.parse(row.execution) as WaitingExecution,
		settings: JSON.parse(row.settings) as unknown,
		channel: row.channel,
		businessId: row.business_id,
		to: JSON.parse(row.recipient) as Recipient,
		...(row.message_id !== null && { messageId: row.message_id }),
		triesLeft: row.tries_left,
		askedAt: row.asked_at,
	};
}
