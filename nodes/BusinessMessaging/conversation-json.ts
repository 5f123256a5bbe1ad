import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { StoredConversation } from '../../store/contracts/conversations';

/** The incoming item with the conversation as it stands now, so that the next node can go on with both. */
export function withConversation(
	context: IExecuteFunctions,
	item: number,
	stored: StoredConversation | undefined,
): IDataObject {
	const incoming = context.getInputData()[item]?.json ?? {};
	if (stored === undefined) return { ...incoming, conversation: null };
	const { contact, customer, ...conversation } = stored;
	return {
		...incoming,
		contact: { ...(incoming.contact as IDataObject | undefined), ...contact },
		customer: customer as IDataObject,
		conversation: conversation as unknown as IDataObject,
	};
}
