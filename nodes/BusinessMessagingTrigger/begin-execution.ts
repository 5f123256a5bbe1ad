import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { beginExecution } from '../../intake/fence';
import type { BeginVerdict, EventName } from '../../store/contracts/inbox';
import { recordExecutionEnd } from '../ports/execution-end';
import { triggerStore } from '../ports/trigger-store';
import { messagingProcess } from '../process';
import { withoutPlaceholder } from './outputs';

/**
 * Returns the events that this execution may work on, so that a second start of the same event is an empty execution
 * without messages. n8n calls `execute()` first in every execution, in whichever process it runs. Never throws: with
 * "On Error: Continue (Error Output)" n8n would pass the input on.
 */
export async function beginWithEvents(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const outputs = (context.getExecuteData().data.main ?? []).map((items) =>
		withoutPlaceholder(items ?? []),
	);
	const begun = await passBegun(context, outputs).catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : 'unknown';
		context.logger.warn(
			`Business Messaging: an execution could not begin and is tried again: ${reason}`,
		);
		return outputs.map(() => []);
	});
	// With "Always Output Data" n8n would add an empty item, and the nodes after this one would work on it.
	if (begun.every((items) => items.length === 0)) {
		context.getExecuteData().node.alwaysOutputData = false;
	}
	return begun;
}

const NOT_FENCED: ReadonlySet<string> = new Set(['manual', 'evaluation', 'chat']);

async function passBegun(
	context: IExecuteFunctions,
	outputs: INodeExecutionData[][],
): Promise<INodeExecutionData[][]> {
	const events = outputs
		.flat()
		.map(nameOf)
		.filter((name) => name !== undefined);
	const mode = context.getMode();
	if (NOT_FENCED.has(mode) || events.length === 0) return outputs;
	const { keeper, owner } = messagingProcess();
	const listener = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	const executionId = context.getExecutionId();
	const store = await triggerStore(context);
	const verdicts = await beginExecution(
		{ listener, executionId, events, isRetry: mode === 'retry' },
		{ keeper, owner, store },
	);
	const mine = events.filter((_, index) => isMine(verdicts[index]));
	if (mine.length > 0) {
		recordExecutionEnd(context, { listener, executionId, events: mine }, store);
	}
	const verdictOf = new Map(events.map((event, index) => [keyOf(event), verdicts[index]]));
	return outputs.map((items) => items.flatMap((item) => passItem(item, verdictOf)));
}

function passItem(
	item: INodeExecutionData,
	verdictOf: ReadonlyMap<string, BeginVerdict | undefined>,
): INodeExecutionData[] {
	const name = nameOf(item);
	if (name === undefined) return [item];
	const verdict = verdictOf.get(keyOf(name));
	if (verdict === 'taken') return [];
	return verdict === 'again' ? [{ ...item, json: { ...item.json, redelivered: true } }] : [item];
}

function isMine(verdict: BeginVerdict | undefined): boolean {
	return verdict === 'first' || verdict === 'again';
}

function nameOf({ json }: INodeExecutionData): EventName | undefined {
	const { id, event } = json;
	return typeof id === 'string' && typeof event === 'string'
		? { id, event: event as EventName['event'] }
		: undefined;
}

function keyOf({ id, event }: EventName): string {
	return `${event}:${id}`;
}
