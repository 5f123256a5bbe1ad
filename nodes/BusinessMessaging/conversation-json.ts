import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Provider } from '../../messaging/provider-names';
import type { ListedConversation, StoredConversation } from '../../store/contracts/conversations';
import { itemWithEvent } from './who-wrote/item-with-event';

/** Returns the incoming item with its event, and with the current state of the conversation. */
export function withConversation(
	context: IExecuteFunctions,
	item: number,
	stored: StoredConversation | undefined,
): IDataObject {
	const incoming = itemWithEvent(context, item);
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
