import type { EventAnswer, EventKind, MessagingEvent } from '../../messaging/event';
import type { Counts } from './counts';
import type { StoredListener } from './listeners';
import type { Owner } from './owner';
import type { ExecutionCall, StoredQuestion } from './waits';

/**
 * The durable inbox. An event is recorded once for its account and kept for every listener that it starts, before the
 * provider gets its 200. The kept payload is deleted when the execution that works on it has ended.
 */
export interface Inbox {
	/**
	 * Claims each event for its account and drops repeats, also those inside one batch. Records contact, customer
	 * service window, consent, delivery state and handler. Keeps the event for each listener that it starts. All in one
	 * transaction.
	 */
	receive(events: readonly MessagingEvent[], options: ReceiveOptions): Promise<Received>;
	/** Returns the time on the clock of the database, with which heartbeats are compared. */
	clock(): Promise<Date>;
	/** Records that the owner is alive. */
	heartbeat(owner: Owner, now: Date): Promise<void>;
	/**
	 * Marks kept events as started by this owner, and returns them: those that waited for their turn, and those whose
	 * owner died. Within one turn it returns the next event only when no earlier one is under way, or the earlier one has
	 * been for a minute. Messages to be joined come as one event.
	 */
	startNext(options: StartOptions): Promise<StartedEvent[]>;
	/** Marks events begun by an execution, and returns for each whether this execution may work on it. */
	begin(beginning: Beginning): Promise<BeginVerdict[]>;
	/**
	 * Marks events as done: their execution has ended, and none starts with them again.
	 *
	 * @returns `hasNext`: whether a later event of the same turn waits
	 */
	settle(listener: string, events: readonly EventName[]): Promise<{ hasNext: boolean }>;
	/** Releases events that an interrupted execution had begun, so that they start again. */
	putBack(listener: string, events: readonly EventName[], executionId: string): Promise<void>;
	/** Releases events whose execution could not be started. They start again before later ones of their turn. */
	release(listener: string, events: readonly EventName[], owner: Owner): Promise<void>;
	/** Releases the events that this owner has started and no execution has begun. Ends the owner's heartbeat. */
	giveBack(owner: Owner): Promise<void>;
	/** Returns whether this owner has started or begun anything that has not ended. */
	isHolding(owner: Owner): Promise<boolean>;
	/**
	 * Calls `heard` when another process has left events to be started, with the milliseconds until they may start. A
	 * notice may get lost, and an engine without notices sends none, so callers must also search regularly.
	 *
	 * @returns a function that stops this
	 */
	onWaiting(heard: (dueInMs: number) => void): () => void;
	/** Returns every kept event of a test run and marks it done. */
	takeForTest(listener: string): Promise<MessagingEvent[]>;
	/** Returns the listeners among these for which an event is kept. */
	withKeptEvents(listeners: readonly string[]): Promise<string[]>;
	/** Counts webhooks of a listener that failed authentication. */
	countRefused(listener: string, webhooks: number): Promise<void>;
	counts(listener: string): Promise<Counts>;
	/** Returns the counts of every listener that has counted anything, by its key. */
	allCounts(): Promise<Map<string, Counts>>;
}

/** The name of an event in the inbox of a listener. */
export interface EventName {
	id: string;
	/** The kind that the workflow sees: a typed number may have become a tap. */
	event: EventKind;
}

export interface ReceiveOptions {
	/** Scope of the claim: within it an event is recorded once. */
	account: string;
	/** Key of the listener whose address the events came to. */
	receiver: string;
	owner: Owner;
	/** Real time, never the Simulator's. Later than that of any delivery before. */
	now: Date;
	/** Decides how to handle the events, given the account's listeners. Called inside the transaction. */
	plan(listeners: readonly StoredListener[]): ReceivePlan;
}

export interface ReceivePlan {
	/** Returns the shop of the number that the event came to, as in `Parties`. */
	shopOf(event: MessagingEvent): string | undefined;
	recognise(event: MessagingEvent, facts: StoredFacts): Promise<MessagingEvent>;
	/** Returns the hours for which the event opens the customer service window; `undefined` when it does not. */
	windowHours(event: MessagingEvent): number | undefined;
	/** Time for which an agent keeps a conversation when the handover event does not say so. */
	handoverMinutes: number;
	/** Returns for how many days the text of the event is kept; 0: not at all. */
	keepTextsDays(event: MessagingEvent): number;
	/** Returns whether the event answers the open question of its conversation. */
	readAnswer(event: MessagingEvent, question: StoredQuestion): AnswerReading;
	/** Returns the listeners that the recorded event starts. */
	hearers(event: MessagingEvent): Hearer[];
}

export type AnswerReading =
	/** It is no answer and goes its normal way. */
	| { is: 'ordinary' }
	/** It is an answer of the wrong kind. */
	| { is: 'wrong' }
	| { is: 'answer'; answer: EventAnswer };

/** Facts about a conversation when an event arrives. */
export interface StoredFacts {
	menu: StoredMenu | undefined;
	isOptedOut(): Promise<boolean>;
}

/** The menu that the latest outbound message offered. */
export interface StoredMenu {
	choices: Array<{ id: string; title: string }>;
	/** Whether it went out as numbered text. */
	isNumbered: boolean;
}

export interface Hearer {
	listener: string;
	/** The event as its workflow gets it. */
	event: MessagingEvent;
	/** Whether the customer's events start one after the other. */
	inOrder: boolean;
	/** Milliseconds for which a message waits for the customer's next one; 0: not at all. */
	joinMs: number;
	/** Whether this process starts the execution, if no earlier event is kept. */
	startsHere: boolean;
	/** Whether an execution that this process starts runs in it, so that it begins at once. */
	beginsAtOnce: boolean;
	/** Whether answers to questions start the workflow, too. */
	hearsAnswers: boolean;
}

export interface Received {
	/** The events that were new, as recorded, in their order. */
	fresh: MessagingEvent[];
	repeats: number;
	/** Events that this process must start now. */
	started: Array<{ listener: string; event: MessagingEvent; inOrder: boolean }>;
	/** Calls that this process must make to waiting executions now. */
	calls: ExecutionCall[];
	/** Milliseconds until this process may start something that waits to be joined; absent when nothing does. */
	dueInMs?: number;
}

/** The facts by which this process decides whether others live. */
export interface LivenessFacts {
	owner: Owner;
	now: Date;
	/** A process whose last heartbeat is older than this is dead. */
	deadBefore: Date;
	/** Returns whether a process of this machine is proven to have ended, by `Owner.identity`. */
	isProvenDead(identity: string): boolean;
}

export interface StartOptions extends LivenessFacts {
	listeners: readonly string[];
	/** Whether executions that this process starts run in it, so that they begin at once. */
	beginsAtOnce: boolean;
	/** Returns whether this process has started the event already and its execution has not ended. */
	isStartedHere(listener: string, event: EventName): boolean;
	/**
	 * Returns whether a message that came before the open question of its workflow starts nothing when its turn comes.
	 * Absent: every message starts the workflow.
	 */
	isAskedInstead?(listener: string, event: MessagingEvent, question: StoredQuestion): boolean;
	/** Most events of dead owners to return. */
	mostRecovered: number;
}

export interface StartedEvent {
	listener: string;
	/** Marked `redelivered` when an execution may have worked on it. */
	event: MessagingEvent;
	/** Whether its owner died or its execution was lost. */
	isRecovered: boolean;
}

export interface Beginning extends LivenessFacts {
	listener: string;
	executionId: string;
	events: readonly EventName[];
	/** Whether a user runs the execution again by hand. */
	isRetry: boolean;
}

export type BeginVerdict =
	/** No execution has begun with it before. */
	| 'first'
	/** An execution began with it, and its process died. */
	| 'again'
	/** The inbox does not know it, or a user runs it again: the inbox must not refuse it. */
	| 'unknown'
	/** An execution works on it or has ended; the same one where n8n's queue has repeated it. */
	| 'taken';
