import { randomUUID } from 'node:crypto';

import { accountScope } from '../messaging/account-scope';
import { readableOutbound } from '../messaging/readable-text';
import type { Choice } from '../messaging/typed-choice';
import type { OutboundMessage } from '../messaging/outbound-message';
import { choicesOf } from '../messaging/degradation-choices';
import type { StoredMenu } from '../store/contracts/inbox';
import type { OutboundRecord } from '../store/contracts/messages';
import type { Parties } from '../store/contracts/parties';
import type { SendResultFacts } from '../store/contracts/send-outcomes';
import { isBusinessInitiated } from './business-initiated';
import { campaignSend } from './campaign-claim';
import { contentOf } from './guards/loop';
import type { DeliveryOutcome } from './delivery';
import type { DeliveryContext } from './delivery-context';

/** Records of a delivery, for every outcome. Recording never rejects, because the outcome matters more. */

export interface AcceptedMessage {
	messageId: string;
	/** The message as it was sent. */
	message: OutboundMessage;
	/** Its choices, where it went out as numbered text. */
	choices: Choice[] | undefined;
	result: SendResultFacts;
}

/**
 * Records a message that was sent. A failure here must not make the message look unsent, or it is sent twice.
 *
 * @returns notices for the user
 */
export async function recordAccepted(
	{ messageId, message, choices, result }: AcceptedMessage,
	context: DeliveryContext,
): Promise<string[]> {
	const { delivery, ports, facts, progress } = context;
	const { identity } = delivery;
	const sentTo: Parties = { ...facts.parties, contact: progress.recipient };
	const claimId = typeof progress.claim === 'object' ? progress.claim.id : undefined;
	const sent = {
		messageId,
		state: 'accepted',
		...described(message, context),
		claimId,
		send: identity && { key: identity.key, result },
		menu: menuOf(message, choices),
		content: contentOf(progress.message),
		text: readableOutbound(message),
		account: accountOf(context),
	} as const;
	try {
		await ports.store.messages.recordSent(sentTo, sent, facts.now);
		return [];
	} catch {
		return ['The message was sent, but the conversation store could not record it.'];
	}
}

/** Returns the account whose listeners hear the business, where the credential names it. */
function accountOf({ adapter, delivery }: DeliveryContext): string | undefined {
	const id = adapter.accountId(delivery.from.account);
	return id === undefined ? undefined : accountScope(adapter.name, id);
}

/** Returns the choices that the message offers: as numbers in its text, or as buttons. */
function menuOf(message: OutboundMessage, numbered: Choice[] | undefined): StoredMenu | undefined {
	if (numbered) return { choices: numbered, isNumbered: true };
	if (message.type !== 'buttons' && message.type !== 'list') return undefined;
	return { choices: choicesOf(message), isNumbered: false };
}

/** Prefix of the placeholder id that is used when the provider gave none. */
const WITHOUT_ID = 'unsent:';

/** Records a message that was blocked or refused, or whose outcome is unknown. Such messages have no provider id. */
export async function recordNotSent(
	outcome: Exclude<DeliveryOutcome, { outcome: 'accepted' }>,
	context: DeliveryContext,
): Promise<void> {
	const { delivery, ports, facts, progress } = context;
	const { campaigns, messages } = ports.store;
	const { claim, message } = progress;
	if (claim === 'claimedElsewhere') return;
	const state = outcome.outcome;
	const error = errorOf(outcome);
	try {
		if (claim !== undefined) {
			await campaigns.finish(claim.id, { state, code: error.code, title: error.title });
		} else if (delivery.campaign !== undefined && outcome.outcome === 'blocked') {
			const send = campaignSend(delivery.campaign, context);
			await campaigns.recordBlocked(facts.parties, send, outcome.blocked, facts.now);
		} else {
			const messageId = `${WITHOUT_ID}${randomUUID()}`;
			const record = { messageId, state, error, ...described(message, context) };
			await messages.recordSent(facts.parties, record, facts.now);
		}
	} catch {
		// A claim that could not be ended counts as unknown, so nothing is sent twice.
	}
}

function errorOf(
	outcome: Exclude<DeliveryOutcome, { outcome: 'accepted' }>,
): NonNullable<OutboundRecord['error']> {
	return outcome.outcome === 'blocked'
		? { ...outcome.blocked, title: outcome.blocked.reason }
		: outcome.error;
}

function described(message: OutboundMessage, { delivery, facts }: DeliveryContext) {
	return {
		type: message.type,
		reference: message.reference,
		templateName: message.type === 'template' ? message.name : undefined,
		category: message.type === 'template' ? message.category : undefined,
		businessInitiated: isBusinessInitiated(message, facts.conversation?.windowExpiresAt, facts.now),
		campaign: delivery.campaign?.name,
		isNotice: delivery.isNotice,
	};
}
