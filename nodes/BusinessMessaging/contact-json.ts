import type { IDataObject } from 'n8n-workflow';

import type { Ends, StoredContact } from '../../store/store';

/** A contact as a workflow sees it. `exists` answers the question that an If node asks next. */
export function contactJson(contact: StoredContact): IDataObject {
	return { exists: true, ...contact } as unknown as IDataObject;
}

/** Not an error: a person who never wrote is simply not known. */
export function unknownContactJson(ends: Ends): IDataObject {
	const { provider, channel, businessId, contact } = ends;
	return { exists: false, provider, channel, businessId, id: contact.id };
}
