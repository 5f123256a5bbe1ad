import type { IExecuteFunctions } from 'n8n-workflow';

import type { ConsentScope, ConsentState } from '../../messaging/event';
import type { OperationResult } from './actions/operation';
import { withContact } from './contact-json';
import { readEnds, type Session } from './session';

/** Adds to the consent history what the workflow learned about a person's will. */
export async function recordConsent(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	state: ConsentState,
): Promise<OperationResult> {
	const { parties, from } = readEnds(context, session, item);
	const scope = context.getNodeParameter('scope', item, 'all') as ConsentScope;
	const evidence = String(context.getNodeParameter('evidence', item, '') ?? '').trim();
	const contact = await session.store.contacts.recordConsent(
		parties,
		{ state, scope, source: 'api', ...(evidence ? { evidence } : {}) },
		(await session.clock(from.id))(),
	);
	return { output: 'result', json: withContact(context, item, parties, contact) };
}
