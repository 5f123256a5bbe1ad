import type { Readable } from 'node:stream';
import { setImmediate as yieldToOthers } from 'node:timers/promises';

import { daysKept } from '../conversation/history';
import type { MessagingEvent } from '../messaging/event';
import type { InboundRequest, Secrets } from '../messaging/inbound-request';
import type { ProviderAdapter } from '../messaging/provider';
import { boundEntries } from '../messaging/reading/bounded-entries';
import type { ReceivePlan, Received } from '../store/contracts/inbox';
import type { Owner } from '../store/contracts/owner';
import { explainFailure } from '../store/store-error';
import type { AccountRuleBook } from './listeners/account-rules';
import {
	completeSettings,
	type Listener,
	type ListenerSettings,
} from './listeners/listener-settings';
import { shopOfNumber } from './listeners/shop-of-number';
import { isWanted } from './listeners/wanted-events';
import type { InboxKeeper } from './keeper/inbox-keeper';
import type { StoreHandle } from './ports';
import { readQuestionAnswer } from './recognise/question-answer';
import { recognise } from './recognise/recognise';

/** The answer to the provider. */
export interface Answer {
	status: number;
	/** `undefined` removes what n8n has set already. */
	headers?: Record<string, string | undefined>;
	body?: string | Readable | object;
}

/** The answer of a page, and the events to which the request led. */
export interface PageAnswer extends Answer {
	events?: MessagingEvent[];
}

/** The listener whose address a request came to. */
export interface Receiver extends Listener {
	adapter: ProviderAdapter;
	/** Scope of a claim: within it an event is recorded once, whichever listener's address it came through. */
	account: string;
	/**
	 * Starter of executions for this listener's events. `keeper`: this process, where the listener runs. `return`: n8n,
	 * with what the trigger returns to it (webhook processes of queue mode). `store`: any process that takes the events
	 * from the store.
	 */
	startsBy: 'keeper' | 'return' | 'store';
}

export interface ReceivePorts {
	store: StoreHandle;
	keeper: InboxKeeper;
	ruleBook: AccountRuleBook;
	owner: Owner;
	/** @param age `newest` if a user may just have changed them */
	secrets: (age: 'recent' | 'newest') => Promise<Secrets>;
	/** Answers requests to a page at the same address. Returns `undefined` for other requests. */
	page?: (request: InboundRequest) => Promise<PageAnswer | undefined>;
	logError: (message: string) => void;
	logWarning: (message: string) => void;
}

export interface ReceiveOutcome {
	answer: Answer;
	/** Events for which the trigger returns an execution to n8n; empty unless `startsBy` is `return`. */
	toReturn: MessagingEvent[];
}

/**
 * Receives a request from the provider: authenticates it, parses it, recognises and records its events, and starts what
 * can start at once. The answer is 200 only when every event is recorded.
 */
export async function receive(
	request: InboundRequest,
	receiver: Receiver,
	ports: ReceivePorts,
): Promise<ReceiveOutcome> {
	const handshake = await answerHandshake(request, receiver, ports);
	if (handshake) return { answer: handshake, toReturn: [] };
	const page = await ports.page?.(request);
	if (page) return await answerPage(page, receiver, ports);
	const refusal = await refuse(request, receiver, ports);
	if (refusal) return { answer: refusal, toReturn: [] };
	// A large body is read in a turn of its own, and so is what comes before and after it.
	const isLarge = request.rawBody.length > LARGE_BODY_BYTES;
	if (isLarge) await yieldToOthers();
	warnOfCut(request, ports);
	const events = receiver.adapter.parse(request);
	if (isLarge) await yieldToOthers();
	return await acceptEvents(events, receiver, ports);
}

/** Accepts the events to which a request of the page led, if any. */
async function answerPage(
	{ events = [], ...answer }: PageAnswer,
	receiver: Receiver,
	ports: ReceivePorts,
): Promise<ReceiveOutcome> {
	if (events.length === 0) return { answer, toReturn: [] };
	const accepted = await acceptEvents(events, receiver, ports);
	return accepted.answer.status === RECEIVED.status ? { ...accepted, answer } : accepted;
}

/** Providers deliver up to 20 messages at once in an ordinary request, which are less. */
const LARGE_BODY_BYTES = 64 * 1024;

/** Logs that a parser cut a delivery, because it was longer than any provider's. */
function warnOfCut({ body }: InboundRequest, { logWarning }: ReceivePorts): void {
	const { dropped } = boundEntries(body);
	if (dropped === 0) return;
	logWarning(
		`Business Messaging left out ${dropped} entries of a delivery that is longer than any provider's.`,
	);
}

const RECEIVED: Answer = { status: 200, body: { received: true } };
/** Makes the provider keep the events and send them again. */
export const UNAVAILABLE: Answer = {
	status: 503,
	headers: { 'retry-after': '30' },
	body: { message: 'The events could not be recorded now. Please send them again later.' },
};

async function answerHandshake(
	request: InboundRequest,
	{ adapter }: Receiver,
	ports: ReceivePorts,
): Promise<Answer | undefined> {
	if (request.method !== 'GET' || !adapter.handshake) return undefined;
	const reply = adapter.handshake(request, await ports.secrets('newest'));
	if (reply === undefined) return undefined;
	const headers = { 'content-type': reply.contentType, 'x-content-type-options': 'nosniff' };
	return { status: reply.status, headers, body: reply.body };
}

/** Refuses a forged or stray request. Only counts it. */
async function refuse(
	request: InboundRequest,
	{ key, adapter }: Receiver,
	ports: ReceivePorts,
): Promise<Answer | undefined> {
	if (request.method === 'GET') {
		return {
			status: 200,
			headers: { 'content-type': 'text/plain; charset=utf-8' },
			body: 'This address receives events from a messaging provider. Enter it there as the webhook URL.',
		};
	}
	let result = adapter.authenticate(request, await ports.secrets('recent'));
	if (!result.ok) result = adapter.authenticate(request, await ports.secrets('newest'));
	if (result.ok) return undefined;
	ports.logWarning(`Business Messaging refused a request: ${result.reason}`);
	ports.keeper.countRefused(key, ports.store);
	return { status: 401, body: { message: 'The request could not be authenticated.' } };
}

/** Most events that are recorded and started before other requests are answered. */
const SLICE = 25;

/** Recording and starting, without the request. */
export type AcceptPorts = Pick<
	ReceivePorts,
	'store' | 'keeper' | 'ruleBook' | 'owner' | 'logError'
>;

/** Records events and starts what can start at once. */
export async function acceptEvents(
	events: readonly MessagingEvent[],
	receiver: Receiver,
	ports: AcceptPorts,
): Promise<ReceiveOutcome> {
	const { keeper } = ports;
	keeper.keepAlive(ports.store);
	const others: Received['started'] = [];
	let answer = RECEIVED;
	let mayReturn = receiver.startsBy === 'return';
	for (let start = 0; start < events.length; start += SLICE) {
		if (start > 0) await yieldToOthers();
		try {
			const slice = events.slice(start, start + SLICE);
			const received = await record(slice, { ...receiver, mayReturn }, ports);
			mayReturn &&= !received.started.some(
				(hearer) => isReturned(hearer, receiver) && hearer.inOrder,
			);
			keeper.call(ports.store, received.calls);
			others.push(...startEachInTurn(received.started, receiver, keeper));
			if (received.dueInMs !== undefined) keeper.searchAfter(ports.store, received.dueInMs);
		} catch (error) {
			ports.logError(
				`Business Messaging could not record ${events.length - start} incoming events of ${receiver.settings.provider}: ${explainFailure(error)}`,
			);
			answer = UNAVAILABLE;
			break;
		}
	}
	return { answer, toReturn: startTogether(others, receiver, keeper) };
}

/** A receiver for one slice of a delivery. */
interface ReceiverOfSlice extends Receiver {
	/** Whether n8n may start an execution with what the trigger returns of this slice. */
	mayReturn: boolean;
}

async function record(
	events: readonly MessagingEvent[],
	receiver: ReceiverOfSlice,
	{ store, keeper, owner, ruleBook }: AcceptPorts,
): Promise<Received> {
	const now = keeper.arrivalTime(store);
	return await store.use(({ inbox }) =>
		inbox.receive(events, {
			account: receiver.account,
			receiver: receiver.key,
			owner,
			now,
			plan: (stored) => {
				const others = stored.filter(({ key }) => key !== receiver.key);
				const listeners: Listener[] = [
					receiver,
					...others.map(({ key, settings }) => ({
						key,
						settings: completeSettings(settings as ListenerSettings),
					})),
				];
				return receivePlan(listeners, receiver, { keeper, ruleBook }, now);
			},
		}),
	);
}

function receivePlan(
	listeners: readonly Listener[],
	{ adapter, key, startsBy, ...receiver }: ReceiverOfSlice,
	{ keeper, ruleBook }: Pick<ReceivePorts, 'keeper' | 'ruleBook'>,
	now: Date,
): ReceivePlan {
	const { words, handsBack, handoverMinutes } = ruleBook.rulesFor(listeners);
	let { mayReturn } = receiver;
	const mayStart = ({ key: listener, settings }: Listener): boolean => {
		if (listener !== key || startsBy !== 'return') return keeper.isRunning(listener);
		if (waitsForMore(settings)) return false;
		// n8n starts one execution for what the trigger returns: with one message, or with all that need no order.
		const mayStartNow = mayReturn;
		if (isOrdered(settings)) mayReturn = false;
		return mayStartNow;
	};
	return {
		shopOf: (event) => shopOfNumber(event, listeners),
		recognise: (event, facts) => recognise(event, { ...facts, words, handsBack }),
		windowHours: (event) => adapter.capabilities(event.channel).customerServiceWindowHours,
		handoverMinutes,
		keepTextsDays: ({ business }) =>
			daysKept(
				listeners.map(({ settings }) => settings),
				business,
			),
		readAnswer: (event, question) => readQuestionAnswer(event, question, now),
		hearers: (event) =>
			listeners
				.filter(({ settings }) => isWanted(event, settings))
				.map((listener) => ({
					listener: listener.key,
					event: withRaw(event, listener.settings.includeRaw),
					inOrder: isOrdered(listener.settings),
					joinMs: isOrdered(listener.settings) ? listener.settings.joinMs : 0,
					startsHere: mayStart(listener),
					beginsAtOnce: keeper.runsExecutions,
					hearsAnswers: listener.settings.includeAnswers,
				})),
	};
}

/** Returns whether events wait to be joined. Only a process that runs the listener waits. */
function waitsForMore({ collectMs, joinMs }: Listener['settings']): boolean {
	return collectMs > 0 || joinMs > 0;
}

/**
 * Returns whether events start in order. A collecting listener has no order: an execution with events of many customers
 * has no turn.
 */
function isOrdered({ inOrder, joinMs, collectMs }: Listener['settings']): boolean {
	return collectMs === 0 && (inOrder || joinMs > 0);
}

/** Starts an execution for each event that has a turn of its own. Returns the others. */
function startEachInTurn(
	started: Received['started'],
	receiver: Receiver,
	keeper: InboxKeeper,
): Received['started'] {
	return started.filter((hearer) => {
		if (!hearer.inOrder || isReturned(hearer, receiver)) return true;
		keeper.start(hearer.listener, [hearer.event]);
		return false;
	});
}

/** Starts events that need no order as they were delivered, together. Returns those that n8n starts. */
function startTogether(
	started: Received['started'],
	receiver: Receiver,
	keeper: InboxKeeper,
): MessagingEvent[] {
	const toReturn: MessagingEvent[] = [];
	const together = new Map<string, MessagingEvent[]>();
	for (const hearer of started) {
		const events = isReturned(hearer, receiver) ? toReturn : (together.get(hearer.listener) ?? []);
		events.push(hearer.event);
		if (events !== toReturn) together.set(hearer.listener, events);
	}
	for (const [listener, events] of together) keeper.start(listener, events);
	return toReturn;
}

function isReturned({ listener }: Received['started'][number], { key, startsBy }: Receiver) {
	return listener === key && startsBy === 'return';
}

function withRaw(event: MessagingEvent, includeRaw: boolean): MessagingEvent {
	if (includeRaw || event.raw === undefined) return event;
	const { raw: _raw, ...rest } = event;
	return rest;
}
