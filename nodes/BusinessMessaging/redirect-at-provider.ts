import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { asChange, type MessagingError } from '../../messaging/error';
import type { Recipient, RedirectApi, Sender } from '../../messaging/provider';
import type { RedirectKind } from '../../messaging/redirect-target';
import { notOffered, refused } from './node-errors';
import type { Session } from './session';

/**
 * Moves the conversation at the provider if the user asked for it. Call it before the handler is changed in the store: a
 * refusal must leave both unchanged. Returns the ticket that the provider opened, if any.
 */
export async function redirectAtProvider(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	parties: { to: Recipient; from: Sender },
	target: { kind?: RedirectKind; service?: string; reason?: string },
): Promise<{ ticketId?: string }> {
	const feature = readRedirectFeature(context, session, item);
	if (feature === undefined) return {};
	const given = {
		handler: target.kind === 'service' ? ('bot' as const) : ('human' as const),
		...(target.kind && { kind: target.kind }),
		...(target.service ? { service: target.service } : {}),
		...(target.reason ? { reason: target.reason } : {}),
	};
	const moved = await feature.redirect(parties, given, session.http);
	if (!moved.ok) throw notMoved(context, moved.error, item);
	return moved.value;
}

export async function handBackAtProvider(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	parties: { to: Recipient; from: Sender },
): Promise<void> {
	const feature = readRedirectFeature(context, session, item);
	if (feature === undefined) return;
	const moved = await feature.handBack(parties, session.http);
	if (!moved.ok) throw notMoved(context, moved.error, item);
}

/** Returns the provider's refusal, with the option that leaves the provider out. */
function notMoved(
	context: IExecuteFunctions,
	error: MessagingError,
	item: number,
): NodeOperationError {
	const change = asChange(error, 'at the provider');
	const remedy = `${change.remedy} To change the handler in n8n only, switch off "Also at the Provider".`;
	return refused(context.getNode(), { ...change, remedy }, item);
}

/** Returns `undefined` when the user did not ask for it. */
function readRedirectFeature(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): RedirectApi | undefined {
	if (context.getNodeParameter('atProvider', item, false) !== true) return undefined;
	const { redirect } = session.adapter;
	if (redirect === undefined) {
		throw notOffered(context.getNode(), 'moving conversations to agents of its own', item);
	}
	return redirect;
}
