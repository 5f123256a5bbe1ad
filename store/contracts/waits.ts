import type { MessagingError } from '../../messaging/error';
import type { MessagingEvent } from '../../messaging/event';
import type { Recipient } from '../../messaging/provider';
import type { Channel } from '../../messaging/provider-names';
import type { Owner } from './owner';
import type { Parties } from './parties';

/**
 * The questions that executions wait for an answer to. A conversation has one open question at most: a newer one ends
 * the older. Every end is kept until the execution has begun to work on it, so that a restart loses none.
 */
export interface Waits {
	/** Opens a question. Ends the open one of the same conversation as `superseded`. */
	open(question: Question, now: Date): Promise<void>;
	/** Records the id of the message that asks, so that its failure ends the question. */
	asked(id: string, messageId: string): Promise<void>;
	/** Deletes a question, because its message was not sent or its execution works on the end. Returns whether it was there. */
	remove(id: string): Promise<boolean>;
	/**
	 * Returns the executions to call now, and lets no other process call them for some seconds. Ends the questions whose
	 * time is over.
	 */
	due(now: Date): Promise<ExecutionCall[]>;
	/** Returns what the called execution has to do, and marks it as done. `undefined`: nothing, or the question is gone. */
	next(id: string): Promise<QuestionStep | undefined>;
	/**
	 * Records that n8n no longer has the execution. Deletes the question, and leaves its answer to the trigger as a
	 * redelivered message.
	 */
	executionGone(id: string): Promise<void>;
	/** Records whether a process reaches n8n's address of waiting executions. The process must have a heartbeat. */
	noteReach(owner: Owner, isReached: boolean): Promise<void>;
	/**
	 * Returns whether no living process has failed to reach n8n's address of waiting executions, or one reaches it.
	 *
	 * @param livingSince heartbeats from before it are those of dead processes
	 */
	isReached(livingSince: Date): Promise<boolean>;
}

/** A question, and the execution that waits for its answer. */
export interface Question {
	id: string;
	parties: Parties;
	execution: WaitingExecution;
	/** Settings that the user chose, as JSON; the way in knows their shape. */
	settings: unknown;
	to: Recipient;
	channel: Channel;
	/** Wrong answers after which the question ends. */
	tries: number;
	deadline: Date;
	/** Time of the reminder; absent: none. */
	remindAt?: Date;
}

/** The execution that waits, and where to call it. */
export interface WaitingExecution {
	id: string;
	workflowId: string;
	nodeId: string;
	/** Token that n8n asks for in the call; `''` where it asks for none. A secret. */
	token: string;
	/** Public address under which n8n hears such calls, e.g. `https://n8n.example.com/webhook-waiting`. */
	publicBase: string;
}

/** A call to make to a waiting execution. */
export interface ExecutionCall {
	questionId: string;
	execution: WaitingExecution;
	/** Number of this call since the question's last change, from 1 on. */
	attempt: number;
}

/** The next work of a called execution. */
export type QuestionStep =
	| { step: 'askAgain' | 'remind'; question: StoredQuestion }
	| { step: 'end'; question: StoredQuestion; end: QuestionEnd };

export interface StoredQuestion extends Omit<
	Question,
	'parties' | 'tries' | 'deadline' | 'remindAt'
> {
	businessId: string;
	triesLeft: number;
	/** Id of the message that asks, once it is sent. */
	messageId?: string;
	/** ISO 8601 UTC. An older message is no answer. */
	askedAt: string;
}

/** The end of a question. */
export type QuestionEnd =
	| { outcome: 'reply'; event: MessagingEvent; claim?: AnswerClaim }
	| { outcome: 'wrongAnswers'; event: MessagingEvent; claim?: AnswerClaim }
	| { outcome: 'noReply'; reason: NoReplyReason }
	| { outcome: 'notDelivered'; error?: MessagingError };

export type NoReplyReason = 'timeOver' | 'superseded' | 'optedOut';

/** The claim of an answer in the inbox, under the listener that gets the answer if the execution dies. */
export interface AnswerClaim {
	listener: string;
	event: Pick<MessagingEvent, 'id' | 'event'>;
}
