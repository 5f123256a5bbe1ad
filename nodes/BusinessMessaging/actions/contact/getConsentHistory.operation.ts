import { updateDisplayOptions, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { endsFields } from '../../fields/ends';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['contact'], operation: ['getConsentHistory'] } };

export const description = updateDisplayOptions(displayOptions, endsFields);

/** Returns one item for each record, newest first, and none when nothing was recorded. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, to } = await readParties(context, session, item);
	const history = await session.store.contacts.consentHistory(parties);
	return {
		output: 'result',
		json: history.map((record) => ({ contactId: to.id, ...record }) as IDataObject),
	};
}
