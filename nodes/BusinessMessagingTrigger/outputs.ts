import type { INodeExecutionData } from 'n8n-workflow';

import { EVENT_KINDS, type EventKind, type MessagingEvent } from '../../messaging/event';

/** Name of each event in the panel. */
export const EVENT_LABELS = {
	message: 'New Message',
	buttonClick: 'Button Click',
	consent: 'Opt-In or Opt-Out',
	status: 'Status Update',
	handover: 'Handover',
	conversation: 'Conversation Update',
	account: 'Account Update',
} as const satisfies Record<EventKind, string>;

/**
 * Returns the chosen kinds in the order of the outputs. n8n stores a connection by the index of its output, so from
 * version 2 on the kinds keep the order of choice: an event that is added moves no connection. Older versions sort
 * them.
 */
export function outputKinds(triggerOn: readonly string[], version: number): EventKind[] {
	return orderKinds(triggerOn, version, EVENT_KINDS);
}

/**
 * Sorts the kinds. Part of the outputs' expression, so it must be self-contained: no imports, no closures, no `}` twice
 * in a row.
 */
function orderKinds<Kind extends string>(
	triggerOn: readonly string[],
	version: number,
	known: readonly Kind[],
): Kind[] {
	const isChosen = (kind: string) => triggerOn.includes(kind);
	if (!(version >= 2)) return known.filter(isChosen);
	const kinds = triggerOn.flatMap((chosen) => known.filter((kind) => kind === chosen));
	return kinds.filter((kind, index) => kinds.indexOf(kind) === index);
}

/**
 * Labels the outputs. Self-contained like `orderKinds`. From version 2 on, a single output has no label, because there
 * is nothing to tell apart.
 */
function labelOutputs(kinds: readonly string[], version: number, labels: Record<string, string>) {
	if (version >= 2 && kinds.length === 1) return [{ type: 'main' }];
	return kinds.map((kind) => ({ type: 'main', displayName: labels[kind] }));
}

/** Expression from which the editor and the server draw the outputs, made of the functions and lists above. */
export const OUTPUTS_EXPRESSION: `={{${string}}}` = `={{((triggerOn, version) =>
	(${labelOutputs.toString()})(
		(${orderKinds.toString()})(triggerOn, version, ${JSON.stringify(EVENT_KINDS)}),
		version,
		${JSON.stringify(EVENT_LABELS)},
	)
)($parameter.triggerOn ?? [], $nodeVersion)}}`;

/** Marks the item that n8n gets on the first output when that would be empty. */
const PLACEHOLDER = 'businessMessagingPlaceholder';

/**
 * Returns the data of an execution: one output for each chosen kind. `undefined` without any item, since n8n would
 * start an execution.
 *
 * With execution order v0, n8n runs no node whose first input is empty. So an empty first output gets a placeholder,
 * which `withoutPlaceholder` takes out when the execution begins.
 */
export function executionData(
	events: readonly MessagingEvent[],
	kinds: readonly EventKind[],
): INodeExecutionData[][] | undefined {
	const outputs = kinds.map((kind) =>
		events
			.filter((event) => event.event === kind)
			.map((event) => ({ json: event as unknown as INodeExecutionData['json'] })),
	);
	if (outputs.every((output) => output.length === 0)) return undefined;
	if (outputs[0]?.length === 0) outputs[0] = [{ json: { [PLACEHOLDER]: true } }];
	return outputs;
}

/** Returns the items of an output without a placeholder, and without the empty item of a test run. */
export function withoutPlaceholder(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	return items.filter(({ json }) => !(PLACEHOLDER in json) && Object.keys(json).length > 0);
}
