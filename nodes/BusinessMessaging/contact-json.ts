import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { StoredContact } from '../../store/contracts/contacts';
import type { Parties } from '../../store/contracts/parties';

/**
 * The incoming item with what is known of the person, under the names that events use, so that the next node can go on
 * with it. `exists` answers the question that an If node asks: a person who never wrote is not an error.
 */
export function withContact(
	context: IExecuteFunctions,
	item: number,
	parties: Parties,
	stored: StoredContact | undefined,
): IDataObject {
	const incoming = context.getInputData()[item]?.json ?? {};
	const base = {
		...incoming,
		provider: parties.provider,
		channel: parties.channel,
		business: { ...(incoming.business as IDataObject | undefined), id: parties.businessId },
		exists: stored !== undefined,
	};
	if (stored === undefined) return { ...base, contact: { id: parties.contact.id } };
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

/** n8n shows `undefined` as an empty column; a field that is not known is left out, one level deep. */
function withoutUndefined(json: Record<string, unknown>): IDataObject {
	const clean = (value: unknown): unknown =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined))
			: value;
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [name, clean(value)]),
	) as IDataObject;
}
