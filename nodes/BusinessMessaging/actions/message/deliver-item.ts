import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { deliver } from '../../../../delivery/deliver';
import type { DeliveryOutcome, SendIdentity } from '../../../../delivery/delivery';
import type { DeliveryRules } from '../../../../delivery/guards/guard';
import type { MessagingError } from '../../../../messaging/error';
import type { OutboundMessage, TemplateMessage } from '../../../../messaging/outbound-message';
import { IS_SIMULATED } from '../../../../messaging/provider-names';
import { showNotSent } from '../../../../simulator/not-sent';
import { deliveryPorts } from '../../delivery-ports';
import { campaignOf, readRules } from '../../delivery-rules';
import type { SendOptions } from '../../message-parameters';
import { identifySend, namedSend, type IdentifiedSend } from '../../send-identity';
import { readEnds } from '../../ends';
import { refused } from '../../node-errors';
import type { Session } from '../../session';
import { numberValue } from '../../../ports/number-value';
import type { OperationResult } from '../operation';

/** Concurrent sends: enough for 80 messages a second when each answer takes 300 ms. */
export const SENDS_AT_ONCE = 25;

/** Rules of one send beside the options of the node. */
export interface ItemRules {
	closedWindow: DeliveryRules['closedWindow'];
	templateInstead?: TemplateMessage | undefined;
	/** Number of the part, from 0 on, of a text that goes out as several messages. */
	part?: number;
}

/** Sends the message of one item and returns its outcome as a result of the node. */
export async function deliverItem(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	message: OutboundMessage,
	{ closedWindow, templateInstead, part = 0 }: ItemRules,
): Promise<OperationResult> {
	const options = context.getNodeParameter('options', item, {}) as SendOptions;
	const ends = await readEnds(context, session, item);
	if (!ends.ok) return unreadable(context, item, options, ends.typed, ends.error);
	const { from, to } = ends;
	const rules = readRules(context, item, options, closedWindow);
	const pace = numberValue(
		context.getNode(),
		'Messages per Second',
		options.messagesPerSecond,
		item,
	);
	const messagesPerSecond = pace !== undefined && pace > 0 ? pace : undefined;
	// A campaign gives each customer one message; the other parts of its text belong to it.
	const campaign = part === 0 ? campaignOf(options) : undefined;
	const now = await session.clock(from.id);
	const send = { message, provider: session.adapter.name, channel: from.channel, to, part };
	const identity = await identityOf(context, session, item, options, send);
	const outcome = await deliver(
		{
			...{ message, to, from, rules, messagesPerSecond, campaign, identity },
			...(templateInstead && { templateInstead }),
		},
		session.adapter,
		deliveryPorts(session, now),
	);
	switch (outcome.outcome) {
		case 'accepted': {
			const at = outcome.sentAt ?? now().toISOString();
			const sent = { provider: session.adapter.name, channel: from.channel, at };
			return {
				output: 'result',
				json: sentItem(context, item, outcome, { ...sent, to: to.id, from: from.id }),
			};
		}
		case 'blocked': {
			const { code, reason, remedy } = outcome.blocked;
			if (IS_SIMULATED[session.adapter.name]) {
				await showNotSent(session.store, from.id, to.phone ?? to.id, reason);
			}
			return blockedItem(context, item, options, { code, reason, remedy });
		}
		case 'failed':
			throw refused(context.getNode(), outcome.error, item);
		case 'unknown':
			throw refused(
				context.getNode(),
				{ ...outcome.error, title: `Unknown whether the message was sent: ${outcome.error.title}` },
				item,
			);
	}
}

async function identityOf(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	{ idempotencyKey }: SendOptions,
	send: IdentifiedSend,
): Promise<SendIdentity | undefined> {
	const key = String(idempotencyKey ?? '').trim();
	if (key !== '') return namedSend(key, context.getExecutionId(), send);
	const run = await session.run();
	return run && identifySend(run, item, session.earlierItems[item] ?? item, send);
}

type Blocked = Extract<OperationResult, { output: 'blocked' }>;

/** Blocks the message to a customer who is not known or whose address is unreadable, and no other message. */
export function unreadable(
	context: IExecuteFunctions,
	item: number,
	options: SendOptions,
	typed: string,
	{ code, title, reason, remedy }: MessagingError,
): Blocked {
	const where = { ...(typed !== '' && { customer: typed }), row: item + 1 };
	return blockedItem(context, item, options, {
		...{ code, reason: `${title}. ${reason}`, remedy },
		...where,
	});
}

function blockedItem(
	context: IExecuteFunctions,
	item: number,
	options: SendOptions,
	blocked: { code: string; reason: string; remedy: string; [fact: string]: string | number },
): Blocked {
	if (options.ifBlocked === 'error') {
		throw new NodeOperationError(context.getNode(), blocked.reason, {
			itemIndex: item,
			description: `${blocked.remedy} [${blocked.code}]`,
		});
	}
	const { blocked: _earlier, ...incoming } = context.getInputData()[item]?.json ?? {};
	return { output: 'blocked', json: { blocked, ...incoming } };
}

/**
 * Returns the sent message in the shape of an event: the next node finds customer, business and conversation under the
 * same names.
 */
function sentItem(
	context: IExecuteFunctions,
	item: number,
	outcome: Extract<DeliveryOutcome, { outcome: 'accepted' }>,
	ends: { provider: string; channel: string; at: string; to: string; from: string },
): IDataObject {
	const incoming = context.getInputData()[item]?.json ?? {};
	const contact = incoming.contact as IDataObject | undefined;
	const business = incoming.business as IDataObject | undefined;
	const { message, messageId, held, notices } = outcome;
	return {
		event: 'sent',
		id: messageId,
		provider: ends.provider,
		channel: ends.channel,
		timestamp: ends.at,
		contact: contact?.id === ends.to ? contact : { id: ends.to },
		business: business?.id === ends.from ? business : { id: ends.from },
		message: { id: messageId, type: message.type, text: textOf(message) },
		status: {
			messageId,
			state: 'accepted',
			...(message.reference ? { reference: message.reference } : {}),
			...(held ? { held } : {}),
		},
		...(incoming.customer ? { customer: incoming.customer } : {}),
		...(incoming.conversation ? { conversation: incoming.conversation } : {}),
		...(notices.length > 0 ? { notices } : {}),
	};
}

function textOf(message: OutboundMessage): string {
	if (message.type === 'template') return message.rendered ?? '';
	if ('text' in message) return message.text;
	return 'caption' in message ? (message.caption ?? '') : '';
}
