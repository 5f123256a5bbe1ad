import type { INodeExecutionData } from 'n8n-workflow';

import type { EventKind, UsedeskEvent } from './event';

/** Labels of the kinds of event, in the order of the outputs. */
export const EVENT_LABELS = {
	newTicket: 'New Ticket',
	ticketChanged: 'Ticket Changed',
	newComment: 'New Comment',
	chatMessage: 'Chat Message',
	other: 'Other Event',
} as const satisfies Record<EventKind, string>;

/**
 * Draws the outputs. n8n evaluates the function in its expression sandbox, so it must be self-contained: no imports, no
 * closures. A test checks that it equals `EVENT_LABELS`.
 */
const drawOutputs = (parameters: { triggerOn?: string[] }) => {
	const labels: Array<[string, string]> = [
		['newTicket', 'New Ticket'],
		['ticketChanged', 'Ticket Changed'],
		['newComment', 'New Comment'],
		['chatMessage', 'Chat Message'],
		['other', 'Other Event'],
	];
	const chosen = parameters.triggerOn ?? [];
	return labels
		.filter(([kind]) => chosen.includes(kind))
		.map(([, displayName]) => ({ type: 'main', displayName }));
};

export const OUTPUTS_EXPRESSION = `={{(${drawOutputs.toString()})($parameter)}}` as const;

/** Returns the outputs, with the event on that of its kind. */
export function toOutputs(
	event: UsedeskEvent,
	kinds: readonly EventKind[],
): INodeExecutionData[][] {
	return kinds.map((kind) =>
		kind === event.event ? [{ json: event as unknown as INodeExecutionData['json'] }] : [],
	);
}
