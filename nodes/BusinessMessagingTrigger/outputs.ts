import type { INodeExecutionData } from 'n8n-workflow';

import { EVENT_KINDS, type EventKind, type MessagingEvent } from '../../messaging/event';

/** What the user reads for each kind of event, in the order of the outputs. */
export const EVENT_LABELS = {
	message: 'New Message',
	buttonClick: 'Button Click',
	consent: 'Opt-In or Opt-Out',
	status: 'Status Update',
	handover: 'Handover',
	account: 'Account Update',
} as const satisfies Record<EventKind, string>;

/** The chosen kinds in the fixed order, whatever order they were ticked in. */
export function outputKinds(chosen: readonly string[]): EventKind[] {
	return EVENT_KINDS.filter((kind) => chosen.includes(kind));
}

/**
 * n8n evaluates this in its expression sandbox to draw the outputs, so the function must stand alone: no imports, no
 * closures. A test holds it equal to `outputKinds` and `EVENT_LABELS`.
 */
const drawOutputs = (parameters: { triggerOn?: string[] }) => {
	const labels: Array<[string, string]> = [
		['message', 'New Message'],
		['buttonClick', 'Button Click'],
		['consent', 'Opt-In or Opt-Out'],
		['status', 'Status Update'],
		['handover', 'Handover'],
		['account', 'Account Update'],
	];
	const chosen = parameters.triggerOn ?? [];
	return labels
		.filter(([kind]) => chosen.includes(kind))
		.map(([, displayName]) => ({ type: 'main', displayName }));
};

export const OUTPUTS_EXPRESSION = `={{(${drawOutputs.toString()})($parameter)}}` as const;

/** One output for each chosen kind; `undefined` when there is nothing to run (an empty run would be an execution). */
export function toOutputs(
	events: readonly MessagingEvent[],
	kinds: readonly EventKind[],
): INodeExecutionData[][] | undefined {
	const outputs = kinds.map((kind) =>
		events
			.filter((event) => event.event === kind)
			.map((event) => ({ json: event as unknown as INodeExecutionData['json'] })),
	);
	return outputs.some((output) => output.length > 0) ? outputs : undefined;
}
