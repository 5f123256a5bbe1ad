import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Notice } from '../../conversation/notice-texts';
import { noticeText, readNoticeStyle } from '../../conversation/notices';
import { deliver } from '../../delivery/deliver';
import type { DeliveryOutcome } from '../../delivery/delivery';
import { writtenLanguage, type Language } from '../../messaging/customer-language';
import type { Recipient, Sender } from '../../messaging/provider';
import type { StoredConversation } from '../../store/contracts/conversations';
import { deliveryPorts } from './delivery-ports';
import { readParameters } from './parameter-reader';
import { identifySend } from './send-identity';
import type { Session } from './session';

/**
 * Sends the notice that the user chose, if any. A notice that cannot be sent is a hint, never an error: the conversation
 * has changed hands already.
 *
 * @returns what became of it, for the output
 */
export async function sendNotice(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	{ to, from }: { to: Recipient; from: Sender },
	{ notice, about }: { notice: Notice; about: StoredConversation },
): Promise<{ notice?: IDataObject }> {
	const text = await chosenText(context, session, item, from, notice, about);
	if (text === undefined) return {};
	const message = { type: 'text', text } as const;
	const send = { message, provider: session.adapter.name, channel: from.channel, to };
	const run = await session.run();
	const identity = run && identifySend(run, item, session.earlierItems[item] ?? item, send);
	const rules = { consent: 'respectOptOut', closedWindow: 'block' } as const;
	const now = await session.clock(from.id);
	const outcome = await deliver(
		{ message, to, from, rules, identity, isNotice: true },
		session.adapter,
		deliveryPorts(session, now),
	);
	if (outcome.outcome === 'accepted') {
		return { notice: { sent: true, text, messageId: outcome.messageId } };
	}
	const reason = reasonOf(outcome);
	session.hints.add(`A notice to the customer was not sent. ${reason}`);
	return { notice: { sent: false, text, reason } };
}

async function chosenText(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	from: Sender,
	notice: Notice,
	{ contact, customer, agent, ticketId }: StoredConversation,
): Promise<string | undefined> {
	const style = readNoticeStyle(context.getNodeParameter('notice', item, 'none'), notice);
	if (style === 'none') return undefined;
	const ownText = readParameters(context, item).text('noticeText', 'Text');
	const texts = context.getNodeParameter('noticeTexts', item, {}) as Partial<
		Record<Language, string>
	>;
	const home = await session.country(from.id);
	const language = writtenLanguage({ customer, contact, home });
	const facts = { agentName: agent?.name, ticketId };
	return noticeText(notice, { style, ownText, texts }, language, facts);
}

function reasonOf(outcome: Exclude<DeliveryOutcome, { outcome: 'accepted' }>): string {
	return outcome.outcome === 'blocked' ? outcome.blocked.reason : outcome.error.title;
}
