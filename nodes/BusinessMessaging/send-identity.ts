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
import { isToolCall } from '../ports/tool-call';

/**
 * The identity of a send, by which a repeat of n8n's own is recognised whatever caused it (docs/facts/n8n.md#repeats).
 * It consists of the execution, the node, its run, the customer, and the number of earlier items to the same customer.
 * So a list may come in another order. The text does not count, so that a corrected workflow sends nothing twice.
 * Loops, two items for one customer and later executions are other sends.
 */

/** Identity of a run of the node, shared by the sends of its items. */
export interface RunIdentity {
	executionId: string;
	/** The same in every repeat of this run. */
	parts: readonly string[];
	/** Whether an AI agent calls the node: then a run has one item, and the text tells its calls apart. */
	isToolCall: boolean;
	isAgainOnPurpose?: SendIdentity['isAgainOnPurpose'];
}

/** Returns the identity of this run; `undefined` where n8n does not tell which execution it is. */
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
	return {
		executionId,
		parts: [root, workflowId, context.getNode().id, run, ...(isSubWorkflow ? [inputOf(data)] : [])],
		isToolCall: toolCall,
		...(isSubWorkflow && {
			// A sub-workflow may be called twice on purpose. Only after an error is the second call a repeat.
			isAgainOnPurpose: async (earlier) =>
				earlier !== executionId && endedWell(await load(earlier)),
		}),
	};
}

export interface IdentifiedSend {
	message: OutboundMessage;
	provider: string;
	channel: string;
	to: Recipient;
}

/**
 * Returns the identity of the send of an item.
 *
 * @param earlierItems the number of items before it that go to the same recipient
 */
export function identifySend(
	{ executionId, parts, isToolCall: isCalledAsTool, isAgainOnPurpose }: RunIdentity,
	earlierItems: number,
	{ message, provider, channel, to }: IdentifiedSend,
): SendIdentity {
	const which = isCalledAsTool ? JSON.stringify(message) : String(earlierItems);
	const key = hash([...parts, which, provider, channel, recipientKey(to)]);
	return { key, executionId, ...(isAgainOnPurpose && { isAgainOnPurpose }) };
}

/** Returns the identity of a send that the user has named, whatever execution it is in. */
export function namedSend(
	name: string,
	executionId: string,
	{ provider, channel, to }: Omit<IdentifiedSend, 'message'>,
): SendIdentity {
	return { key: hash(['named', name, provider, channel, recipientKey(to)]), executionId };
}

/** Sub-workflows deeper than this are identified by themselves. */
const DEEPEST_CALL = 20;

interface Execution {
	executionId: string;
	workflowId: string;
	isByHand?: boolean;
}

/**
 * Returns the identity of the topmost execution: the event that our trigger started it with, which a redelivery after a
 * crash shares; else n8n's token, which a retry shares; else its id.
 */
async function rootOf(
	data: IRunExecutionData,
	{ executionId, workflowId, isByHand }: Execution,
	load: (executionId: string) => Promise<IRunExecutionData | undefined>,
	depth = 0,
): Promise<string> {
	const { parentExecution: parent } = data;
	const above = parent && depth < DEEPEST_CALL ? await load(parent.executionId) : undefined;
	if (parent && above) return await rootOf(above, parent, load, depth + 1);
	const event = isByHand || isStartedByHand(data) ? undefined : eventOf(data);
	if (event !== undefined) return JSON.stringify([workflowId, ...event]);
	return data.resumeToken ?? parent?.executionId ?? executionId;
}

/** Returns node, kind and id of the only event that the execution began with. */
function eventOf(data: IRunExecutionData): string[] | undefined {
	const start = startOf(data);
	const events = (start?.items ?? []).flatMap(({ json }) =>
		'event' in json && 'id' in json && 'provider' in json ? [[`${json.event}`, `${json.id}`]] : [],
	);
	const [only, ...others] = events;
	return start && only && others.length === 0 ? [start.node, ...only] : undefined;
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
	const [source] = Object.values(context.getExecuteData().source ?? {})[0] ?? [];
	if (!source) return '';
	const { previousNode, previousNodeRun = 0 } = source;
	return JSON.stringify([previousNode, previousNodeRun - recoveredRuns(data, previousNode)]);
}

function inputOf(data: IRunExecutionData): string {
	return hash(startOf(data)?.items.map(({ json }) => json) ?? []);
}

function hash(parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
