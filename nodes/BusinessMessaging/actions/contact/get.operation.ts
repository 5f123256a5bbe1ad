import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { withContact } from '../../contact-json';
import { endsFields } from '../../fields/ends';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['contact'], operation: ['get'] } };

export const description = updateDisplayOptions(displayOptions, endsFields);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties } = await readParties(context, session, item);
	const { contacts } = session.store;
	const known = (await contacts.get(parties)) ?? { consent: await contacts.consentOf(parties) };
	return { output: 'result', json: withContact(context, item, parties, known) };
}
