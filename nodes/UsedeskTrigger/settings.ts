import type { IWebhookFunctions } from 'n8n-workflow';

import { EVENT_KINDS, type Author, type EventKind, type UsedeskEvent } from './event';

/** The settings of the panel. */
export interface TriggerSettings {
	/** The chosen kinds, in the order of the outputs. */
	kinds: EventKind[];
	authors: Author[];
	privateComments: boolean;
	includeBody: boolean;
}

export function readSettings(context: IWebhookFunctions): TriggerSettings {
	const chosen = context.getNodeParameter('triggerOn', []) as string[];
	const options = context.getNodeParameter('options', {}) as {
		privateComments?: boolean;
		includeBody?: boolean;
	};
	return {
		kinds: EVENT_KINDS.filter((kind) => chosen.includes(kind)),
		authors: context.getNodeParameter('writtenBy', ['client']) as Author[],
		privateComments: options.privateComments ?? false,
		includeBody: options.includeBody ?? false,
	};
}

/**
 * Returns whether the event starts the workflow. By default comments of agents do not, because a workflow that answers
 * in Usedesk would start itself. Private comments do not either, because a bridge would carry them to the client.
 */
export function isWanted(event: UsedeskEvent, settings: TriggerSettings): boolean {
	if (!settings.kinds.includes(event.event)) return false;
	if (event.from !== undefined && !settings.authors.includes(event.from)) return false;
	return event.visibility !== 'private' || settings.privateComments;
}
