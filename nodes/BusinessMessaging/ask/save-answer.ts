import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { MessagingEvent } from '../../../messaging/event';
import type { Parties } from '../../../store/contracts/parties';
import { openSession } from '../session';

/**
 * Keeps an answer under the name that the user chose, and returns the answering item with it: in the attributes of the
 * contact, or in the values of the conversation.
 */
export async function saveAnswer(
	context: IExecuteFunctions,
	json: IDataObject,
): Promise<IDataObject> {
	const name = String(context.getNodeParameter('options.saveAs', 0, '') ?? '').trim();
	const { answer, contact, business, channel, customer, conversation } =
		json as Partial<MessagingEvent>;
	if (name === '' || !answer || !contact || !business || !channel) return json;
	const session = await openSession(context);
	const { store, adapter, account } = session;
	const businessId = business.id;
	const parties: Parties = {
		...{ provider: adapter.name, channel, businessId, shop: account.shop, contact },
	};
	const saved = { [name]: answer.value };
	if (context.getNodeParameter('options.saveIn', 0, 'contact') === 'conversation') {
		const now = (await session.clock(businessId))();
		await store.conversations.changeState(parties, { values: saved }, now);
		const values = { ...conversation?.values, ...saved };
		return { ...json, conversation: { ...conversation, values } as IDataObject };
	}
	await store.contacts.upsert(parties, { attributes: saved }, new Date());
	const attributes = { ...customer?.attributes, ...saved };
	return { ...json, customer: { ...customer, attributes } as IDataObject };
}
