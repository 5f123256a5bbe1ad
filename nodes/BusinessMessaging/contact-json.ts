import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Consent, StoredContact } from '../../store/contracts/contacts';
import type { Parties } from '../../store/contracts/parties';
import { itemWithEvent } from './who-wrote/item-with-event';

/**
 * Returns the incoming item with its event, and with the stored contact, under the names that events use. `exists` is `false` for a
 * customer who never wrote. That is not an error, because an If node can check it.
 */
export function withContact(
	context: IExecuteFunctions,
	item: number,
	parties: Parties,
	stored: StoredContact | { consent: Consent },
): IDataObject {
	const incoming = itemWithEvent(context, item);
	const base = {
		...incoming,
		provider: parties.provider,
		channel: parties.channel,
		business: { ...(incoming.business as IDataObject | undefined), id: parties.businessId },
		exists: 'key' in stored,
	};
	if (!('key' in stored)) {
		return { ...base, contact: { id: parties.contact.id }, consents: stored.consent };
	}
	const { id, phone, userId, username, name, language } = stored;
	const { tier, tags, attributes, customerId, consent, firstSeenAt, lastSeenAt } = stored;
	return withoutUndefined({
		...base,
		contact: { id, phone, userId, username, name, language },
		customer: { tier, tags, attributes, customerId, language },
		consents: consent,
		firstSeenAt,
		lastSeenAt,
	});
}

/** Leaves out unknown fields, one level deep: n8n shows `undefined` as an empty column. */
function withoutUndefined(json: Record<string, unknown>): IDataObject {
	const clean = (value: unknown): unknown =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined))
			: value;
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [name, clean(value)]),
	) as IDataObject;
}
