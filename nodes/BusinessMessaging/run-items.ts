import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { runInLanes } from '../../delivery/run-in-lanes';
import { showHints } from '../ports/execution-hints';
import type { Operation } from './actions/operation';
import { chosenOperation } from './actions/router';
import { openSession, type Session } from './session';

/** Results of one item by output. */
interface ItemResult {
	results: INodeExecutionData[];
	blocked?: INodeExecutionData;
}

/** Runs the chosen operation on every item. Outputs keep the order of the items, and each result names its item. */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context);
	const session = await openSession(context);
	const outcomes = await runInLanes(
		context.getInputData().length,
		{
			concurrency: operation.concurrency ?? 1,
			lane: (item) =>
				operation.concurrency === undefined
					? undefined
					: String(context.getNodeParameter('to', item, '')),
		},
		(item) => runItem(context, operation, session, item),
	);
	showHints(context, session.hints);
	const results = outcomes.flatMap((end) => end.results);
	const blocked = outcomes.flatMap((end) => end.blocked ?? []);
	return blocked.length > 0 ? [results, blocked] : [results];
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
			return { results: [], blocked: { json: result.json, pairedItem } };
		}
		const rows = Array.isArray(result.json) ? result.json : [result.json];
		const results: INodeExecutionData[] = rows.map((json) => ({ json, pairedItem }));
		const [first] = results;
		if (result.binary && first) {
			const { property, content, fileName, mimeType } = result.binary;
			const file = await context.helpers.prepareBinaryData(content, fileName, mimeType);
			first.binary = { ...context.getInputData()[item]?.binary, [property]: file };
		}
		return { results };
	} catch (error) {
		const failure = asNodeError(context, error, item);
		if (!context.continueOnFail()) throw failure;
		const details = { description: failure.description ?? '' };
		return { results: [{ json: { error: failure.message, details }, pairedItem }] };
	}
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
