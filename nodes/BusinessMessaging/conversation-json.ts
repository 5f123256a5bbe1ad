import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Provider } from '../../messaging/provider-names';
import type { ListedConversation, StoredConversation } from '../../store/contracts/conversations';

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

/** Returns a conversation of a list in the shape of an event, so that the next node finds its customer. */
export function toListed(provider: Provider, listed: ListedConversation): IDataObject {
	const { contact, customer, channel, businessId, recentTexts: _recentTexts, ...rest } = listed;
	return {
		provider,
		channel,
		contact: { ...contact },
		business: { id: businessId },
		customer: customer as IDataObject,
		conversation: rest as unknown as IDataObject,
	};
}
