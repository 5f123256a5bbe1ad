import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { runInLanes } from '../../delivery/run-in-lanes';
import { recipientKey } from '../../messaging/address-reading';
import { isConnected } from '../ports/connected-output';
import { showHints } from '../ports/execution-hints';
import { isToolCall } from '../ports/tool-call';
import { messagingProcess } from '../process';
import { FILE_OUTPUTS, type FileOutput, type Operation } from './actions/operation';
import { chosenOperation } from './actions/router';
import { readEndsAhead } from './ends';
import { withCount } from './node-errors';
import { openSession, type Session } from './session';

/** Results of one item by output. */
interface ItemResult {
	results: INodeExecutionData[];
	blocked?: INodeExecutionData;
	/** The item of a download without a file, and its output. */
	noDownload?: INodeExecutionData & { output: FileOutput };
	/** Whether the operation has done its work for the item. */
	isDone: boolean;
}

/** Runs the chosen operation on every item. Outputs keep the order of the items, and each result names its item. */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context);
	const session = await openSession(context);
	const release = messagingProcess().stores.hold(session.store);
	try {
		return await runInSession(context, operation, session);
	} finally {
		release();
	}
}

async function runInSession(
	context: IExecuteFunctions,
	operation: Operation,
	session: Session,
): Promise<INodeExecutionData[][]> {
	const lanes = operation.concurrency === undefined ? [] : await lanesOf(context, session);
	session.earlierItems = countEarlier(await lanesByEvent(session, lanes));
	const items = context.getInputData().length;
	let sent = 0;
	const outcomes = await runInLanes(
		items,
		{ concurrency: operation.concurrency ?? 1, lane: (item) => lanes[item] },
		async (item) => {
			const outcome = await runItem(context, operation, session, item);
			if (outcome.isDone) sent += 1;
			return outcome;
		},
	).catch((error: unknown) => {
		throw operation.concurrency === undefined || items === 1
			? error
			: withCount(error, countOf(sent, items));
	});
	const results = outcomes.flatMap((end) => end.results);
	const blocked = outcomes.flatMap((end) => end.blocked ?? []);
	const withoutFile = outcomes.flatMap((end) => end.noDownload ?? []);
	// An agent gets the first output only, and would tell the customer that all is well.
	if (blocked.length > 0 && isToolCall(context)) return [[...results, ...blocked.map(asAnswer)]];
	if (blocked.length > 0 && isConnected(context, BLOCKED) === false) {
		session.hints.add(summaryOf(blocked, outcomes.length));
	}
	showHints(context, session.hints);
	if (withoutFile.length > 0) return fileOutputs(results, withoutFile, isToolCall(context));
	return blocked.length > 0 ? [results, blocked] : [results];
}

/** Returns the outputs of downloads. An AI agent hears the first output only, so a tool call gets every outcome there. */
function fileOutputs(
	files: INodeExecutionData[],
	others: ReadonlyArray<NonNullable<ItemResult['noDownload']>>,
	isTool: boolean,
): INodeExecutionData[][] {
	const named = FILE_OUTPUTS.map((name) =>
		others.filter(({ output }) => output === name).map(({ output: _output, ...item }) => item),
	);
	return isTool ? [[files, ...named].flat()] : [files, ...named];
}

/** Index of the output for blocked messages. */
const BLOCKED = 1;

/**
 * Returns a blocked message as the answer to a tool call: what happened and what to do, without the agent's own input.
 */
function asAnswer({ json: { blocked }, pairedItem }: INodeExecutionData): INodeExecutionData {
	return { json: { sent: false, blocked }, pairedItem };
}

function summaryOf(blocked: readonly INodeExecutionData[], items: number): string {
	const reasons = new Map<string, number>();
	for (const { json } of blocked) {
		const { reason } = json.blocked as { reason: string };
		reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
	}
	const [most = ''] = [...reasons].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
	return `${blocked.length} of ${items} messages were not sent. ${reasons.size > 1 ? 'Most often: ' : ''}${most} Connect a node to "Blocked" to see each of them.`;
}

/** Returns one lane for each customer, whatever the spelling. An item that cannot be read fails when it runs. */
async function lanesOf(
	context: IExecuteFunctions,
	session: Session,
): Promise<Array<string | undefined>> {
	const lanes: Array<string | undefined> = [];
	for (const item of context.getInputData().keys()) {
		const ends = await readEndsAhead(context, session, item);
		lanes.push(ends && recipientKey(ends.to));
	}
	return lanes;
}

/** Returns one lane for each customer and event, where several events started the execution. */
async function lanesByEvent(
	session: Session,
	lanes: ReadonlyArray<string | undefined>,
): Promise<ReadonlyArray<string | undefined>> {
	if (lanes.every((lane) => lane === undefined)) return lanes;
	const run = await session.run();
	return lanes.map((lane, item) => {
		const event = lane && run?.eventOf(item);
		return event ? JSON.stringify([event, lane]) : lane;
	});
}

/** Returns, for each item, how many items before it have the same lane. */
function countEarlier(lanes: ReadonlyArray<string | undefined>): number[] {
	const counts = new Map<string | undefined, number>();
	return lanes.map((lane) => {
		const earlier = counts.get(lane) ?? 0;
		counts.set(lane, earlier + 1);
		return earlier;
	});
}

async function runItem(
	context: IExecuteFunctions,
	operation: Operation,
	session: Session,
	item: number,
): Promise<ItemResult> {
	const pairedItem = { item };
	try {
		const result = await operation.execute(context, session, item);
		if (result.output === 'blocked') {
			return { results: [], blocked: { json: result.json, pairedItem }, isDone: false };
		}
		if (result.output !== 'result') {
			const { output, json } = result;
			return { results: [], noDownload: { output, json, pairedItem }, isDone: true };
		}
		const rows = Array.isArray(result.json) ? result.json : [result.json];
		const results: INodeExecutionData[] = rows.map((json) => ({ json, pairedItem }));
		const [first] = results;
		if (result.binary && first) {
			const { property, content, fileName, mimeType } = result.binary;
			const file = await context.helpers.prepareBinaryData(content, fileName, mimeType);
			first.binary = { ...context.getInputData()[item]?.binary, [property]: file };
		}
		return { results, isDone: true };
	} catch (error) {
		const failure = asNodeError(context, error, item);
		if (!context.continueOnFail()) throw failure;
		const details = { description: failure.description ?? '' };
		return { results: [{ json: { error: failure.message, details }, pairedItem }], isDone: false };
	}
}

function countOf(sent: number, items: number): string {
	return `${sent} of ${items} messages were sent. A retry sends only the others.`;
}

function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}
