import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { StoredConversation } from '../../store/contracts/conversations';

/** Returns the incoming item with the current state of the conversation. */
export function withConversation(
	context: IExecuteFunctions,
	item: number,
	stored: StoredConversation | undefined,
): IDataObject {
	const incoming = context.getInputData()[item]?.json ?? {};
	if (stored === undefined) return { ...incoming, conversation: null };
	const { contact, customer, recentTexts: _recentTexts, ...conversation } = stored;
	return {
		...incoming,
		contact: { ...(incoming.contact as IDataObject | undefined), ...contact },
		customer: customer as IDataObject,
		conversation: conversation as unknown as IDataObject,
	};
}
