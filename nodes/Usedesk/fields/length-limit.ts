import {
	NodeOperationError,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type PreSendAction,
} from 'n8n-workflow';

/** Limit of subject, tags and external ID of a ticket, in characters (docs/facts/usedesk.md#tickets). */
export const MAX_TICKET_TEXT = 255;

/** Rejects a text that Usedesk would refuse or cut. `property` is the field of the body. */
export function limitLength(characters: number, label: string, property: string): PreSendAction {
	return async function (
		this: IExecuteSingleFunctions,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const value = (request.body as Record<string, unknown>)[property];
		const length = typeof value === 'string' ? [...value].length : 0;
		if (length <= characters) return request;
		throw new NodeOperationError(this.getNode(), `${label} is too long`, {
			description: `Usedesk takes at most ${characters} characters, and this has ${length}. Shorten it.`,
			itemIndex: this.getItemIndex(),
		});
	};
}
