import type { IExecuteFunctions } from 'n8n-workflow';

import type { ConsentScope, ConsentState } from '../../messaging/event';
import type { OperationResult } from './actions/operation';
import { withContact } from './contact-json';
import { readParties } from './ends';
import type { Session } from './session';

/** Records an opt-in or opt-out that the workflow learned of. */
export async function recordConsent(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	state: ConsentState,
): Promise<OperationResult> {
	const { parties, from } = await readParties(context, session, item);
	const scope = context.getNodeParameter('scope', item, 'all') as ConsentScope;
	const evidence = String(context.getNodeParameter('evidence', item, '') ?? '').trim();
	const contact = await session.store.contacts.recordConsent(
		parties,
		{ state, scope, source: 'api', ...(evidence ? { evidence } : {}) },
		(await session.clock(from.id))(),
	);
	return { output: 'result', json: withContact(context, item, parties, contact) };
}
