import type { IExecuteFunctions } from 'n8n-workflow';

import type { Recipient, RedirectApi, Sender } from '../../messaging/provider';
import { notOffered, refused, type Session } from './session';

/**
 * Moves the conversation at the provider, where the user asked for that. Before the handler is changed here: a refusal
 * must leave both sides as they were.
 */
export async function redirectAtProvider(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	ends: { to: Recipient; from: Sender },
	target: { service?: string; reason?: string },
): Promise<void> {
	const power = powerOf(context, session, item);
	if (power === undefined) return;
	const given = {
		handler: 'human' as const,
		...(target.service ? { service: target.service } : {}),
		...(target.reason ? { reason: target.reason } : {}),
	};
	const moved = await power.redirect(ends, given, session.http);
	if (!moved.ok) throw refused(context.getNode(), moved.error, item);
}

export async function handBackAtProvider(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	ends: { to: Recipient; from: Sender },
): Promise<void> {
	const power = powerOf(context, session, item);
	if (power === undefined) return;
	const moved = await power.handBack(ends, session.http);
	if (!moved.ok) throw refused(context.getNode(), moved.error, item);
}

/** `undefined` when the user did not ask for it. */
function powerOf(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): RedirectApi | undefined {
	if (context.getNodeParameter('atProvider', item, false) !== true) return undefined;
	const { redirect } = session.adapter;
	if (redirect === undefined) {
		throw notOffered(context.getNode(), 'moving conversations to its own people', item);
	}
	return redirect;
}
