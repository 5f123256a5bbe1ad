import { createHash } from 'node:crypto';
import type { IExecuteFunctions, IRunExecutionData } from 'n8n-workflow';

import type { SendIdentity } from '../../delivery/delivery';
import { recipientKey } from '../../messaging/address-reading';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Recipient } from '../../messaging/provider';
import {
	endedWell,
	executionDataOf,
	isStartedByHand,
	recoveredRuns,
	startOf,
	storedExecutionData,
} from '../ports/execution-data';
import { linkedItem } from '../ports/nodes-before';
import { sourcesOf } from '../ports/node-sources';
import { isToolCall } from '../ports/tool-call';

/**
 * The identity of a send, by which a repeat of n8n's own is recognised whatever caused it (docs/facts/n8n.md#repeats).
 * It consists of the execution, the node, its run, the customer, and the number of earlier items to the same customer.
 * So a list may come in another order. The text does not count, so that a corrected workflow sends nothing twice.
 * Loops, two items for one customer and later executions are other sends. If several events started the execution, each
 * item counts for its own event, because after a crash the events may come with others.
 */

/** Identity of a run of the node, shared by the sends of its items. */
export interface RunIdentity {
	executionId: string;
	/** The same in every repeat of this run. */
	parts: readonly string[];
	/** Returns the event of an item, where several started the execution; `undefined` where it is not known. */
	eventOf(item: number): string | undefined;
	/** Whether an AI agent calls the node. Then a run has one item, and the text distinguishes the calls. */
	isToolCall: boolean;
	isDeliberateResend?: SendIdentity['isDeliberateResend'];
}

/** Returns the identity of this run; `undefined` where n8n does not give the execution's id and data. */
export async function identifyRun(context: IExecuteFunctions): Promise<RunIdentity | undefined> {
	const data = await executionDataOf(context);
	const executionId = context.getExecutionId();
	if (data === undefined || !executionId) return undefined;
	const load = async (id: string) => await storedExecutionData(context, id);
	const isByHand = context.getMode() === 'manual';
	const workflowId = context.getWorkflow().id ?? '';
	const root = await rootOf(data, { executionId, workflowId, isByHand }, load);
	const toolCall = isToolCall(context);
	const run = toolCall ? callerOf(context, data) : runOf(context, data);
	const isSubWorkflow = data.parentExecution !== undefined;
	const start = startOf(data)?.node;
	return {
		executionId,
		parts: [
			...[root.id, workflowId, context.getNode().id, run],
			...(isSubWorkflow ? [inputOf(data)] : []),
		],
		eventOf: (item) =>
			root.events.size > 1 ? eventOfItem(context, item, start, root.events) : undefined,
		isToolCall: toolCall,
		...(isSubWorkflow && {
			// A sub-workflow may be called twice on purpose. The second call is a repeat only after an error, or where the
			// topmost execution is a retry.
			isDeliberateResend: async (earlier) => {
				const called = await load(earlier);
				if (earlier === executionId || !endedWell(called)) return false;
				const above = called && (await rootOf(called, { executionId: earlier, workflowId }, load));
				return above === undefined || above.executionId === root.executionId;
			},
		}),
	};
}

export interface IdentifiedSend {
	message: OutboundMessage;
	provider: string;
	channel: string;
	to: Recipient;
	/** Number of the part of a text that goes out as several messages; absent for the first or only one. */
	part?: number;
}

/**
 * Returns the identity of the send of an item.
 *
 * @param earlierItems the number of items before it that go to the same recipient for the same event
 */
export function identifySend(
	run: RunIdentity,
	item: number,
	earlierItems: number,
	{ message, provider, channel, to, part }: IdentifiedSend,
): SendIdentity {
	const { executionId, isToolCall: isCalledAsTool, isDeliberateResend } = run;
	const event = run.eventOf(item);
	const parts = event === undefined ? run.parts : [event, ...run.parts.slice(1)];
	const which = isCalledAsTool ? JSON.stringify(message) : String(earlierItems);
	const key = hash([...parts, which, ...partOf(part), provider, channel, recipientKey(to)]);
	return { key, executionId, ...(isDeliberateResend && { isDeliberateResend }) };
}

/** Returns the identity of a send that the user has named, whatever execution it is in. */
export function namedSend(
	name: string,
	executionId: string,
	{ provider, channel, to, part }: Omit<IdentifiedSend, 'message'>,
): SendIdentity {
	const key = hash(['named', name, ...partOf(part), provider, channel, recipientKey(to)]);
	return { key, executionId };
}

/** Returns what distinguishes a later part. The first one has the identity of a whole message. */
function partOf(part = 0): string[] {
	return part === 0 ? [] : [`part ${part}`];
}

/** Sub-workflows deeper than this are identified by themselves. */
const DEEPEST_CALL = 20;

interface Execution {
	executionId: string;
	workflowId: string;
	isByHand?: boolean;
}

/** The topmost execution. */
interface Root {
	executionId: string;
	/** The only event that it began with, which a redelivery shares; else n8n's token, which a retry shares; else its id. */
	id: string;
	/** The events of our trigger that it began with, by `eventKey`. */
	events: ReadonlyMap<string, string>;
}

async function rootOf(
	data: IRunExecutionData,
	{ executionId, workflowId, isByHand }: Execution,
	load: (executionId: string) => Promise<IRunExecutionData | undefined>,
	depth = 0,
): Promise<Root> {
	const { parentExecution: parent } = data;
	const above = parent && depth < DEEPEST_CALL ? await load(parent.executionId) : undefined;
	if (parent && above) return await rootOf(above, parent, load, depth + 1);
	const events = isByHand || isStartedByHand(data) ? NO_EVENTS : eventsOf(data, workflowId);
	const [only, ...others] = events.values();
	const token = data.resumeToken ?? parent?.executionId ?? executionId;
	return {
		executionId: parent?.executionId ?? executionId,
		id: only !== undefined && others.length === 0 ? only : token,
		events,
	};
}

const NO_EVENTS: Root['events'] = new Map();

function eventsOf(data: IRunExecutionData, workflowId: string): Root['events'] {
	const start = startOf(data);
	const events = new Map<string, string>();
	for (const { json } of start?.items ?? []) {
		const key = eventKey(json);
		if (start && key !== undefined) events.set(key, JSON.stringify([workflowId, start.node, key]));
	}
	return events;
}

/** Returns kind and id of an event of our trigger; `undefined` for other items. */
function eventKey(json: object): string | undefined {
	const isEvent = 'event' in json && 'id' in json && 'provider' in json;
	return isEvent ? JSON.stringify([`${json.event}`, `${json.id}`]) : undefined;
}

/** Returns the event that the item holds, or that of the item at the start of the execution to which it is linked. */
function eventOfItem(
	context: IExecuteFunctions,
	item: number,
	start: string | undefined,
	events: Root['events'],
): string | undefined {
	const own = eventIn(context.getInputData()[item]?.json, events);
	if (own !== undefined || start === undefined) return own;
	return eventIn(linkedItem(context, start, item).found?.json, events);
}

function eventIn(json: object | undefined, events: Root['events']): string | undefined {
	const key = json && eventKey(json);
	return key === undefined ? undefined : events.get(key);
}

interface RunProxy {
	$runIndex: unknown;
}

function runOf(context: IExecuteFunctions, data: IRunExecutionData): string {
	const runIndex = Number((context.getWorkflowDataProxy(0) as object as RunProxy).$runIndex);
	return String(runIndex - recoveredRuns(data, context.getNode().name));
}

/** Returns the node that calls the tool and its run. The tool's own run grows with every call. */
function callerOf(context: IExecuteFunctions, data: IRunExecutionData): string {
	const [source] = sourcesOf(context);
	if (source === undefined) return '';
	const { previousNode, previousNodeRun = 0 } = source;
	return JSON.stringify([previousNode, previousNodeRun - recoveredRuns(data, previousNode)]);
}

function inputOf(data: IRunExecutionData): string {
	return hash(startOf(data)?.items.map(({ json }) => json) ?? []);
}

function hash(parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
