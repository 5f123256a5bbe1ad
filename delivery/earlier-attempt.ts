import type { SendOutcome } from '../store/contracts/send-outcomes';
import type { Delivery, DeliveryOutcome, DeliveryPorts } from './delivery';
import type { DeliveryContext } from './delivery-context';
import { TEMPLATE_INSTEAD } from './guards/customer-service-window';

/**
 * Returns the outcome of an earlier attempt at this send, so that it is not sent again. Without an outcome it may be sent;
 * `replaces` is then the execution that has sent the same on purpose. An attempt that certainly did not reach the customer
 * is none.
 */
export async function findEarlierAttempt(
	delivery: Delivery,
	{ store }: Pick<DeliveryPorts, 'store'>,
): Promise<{ outcome: DeliveryOutcome } | { replaces?: string }> {
	const { identity } = delivery;
	const earlier = identity && (await store.sendOutcomes.find(identity.key));
	if (identity === undefined || earlier === undefined) return {};
	if (identity.isDeliberateResend && (await identity.isDeliberateResend(earlier.executionId))) {
		return { replaces: earlier.executionId };
	}
	return { outcome: outcomeOf(earlier, delivery) };
}

/** Records that the request begins. Throws `BegunElsewhere` when another execution has begun it meanwhile. */
export async function beginRequest({
	delivery: { identity },
	ports,
	facts,
	progress,
}: DeliveryContext): Promise<void> {
	if (identity === undefined || progress.isRequested) return;
	const { key, executionId } = identity;
	const { replaces } = progress;
	const beginning = { key, executionId, ...(replaces !== undefined && { replaces }) };
	const isFirst = await ports.store.sendOutcomes.begin(beginning, facts.now);
	if (!isFirst) throw new BegunElsewhere();
}

/** Thrown when another execution sends the same. */
export class BegunElsewhere extends Error {}

/** Removes the record of a request that certainly did not reach the customer. A failure only prevents a repeat. */
export async function forgetRequest({
	delivery: { identity },
	ports,
	progress,
}: DeliveryContext): Promise<void> {
	if (identity === undefined || !progress.isRequested) return;
	await ports.store.sendOutcomes.forget(identity.key).catch(() => undefined);
}

function outcomeOf(
	{ state, at, messageId, result }: SendOutcome,
	{ message, templateInstead }: Delivery,
): DeliveryOutcome {
	if (state === 'requested') return maybeSent(at);
	const instead = result.usedTemplateInstead ? [TEMPLATE_INSTEAD] : [];
	return {
		outcome: 'accepted',
		messageId: messageId ?? '',
		message: (result.usedTemplateInstead && templateInstead) || message,
		held: result.held ?? false,
		notices: [...instead, ...(result.notices ?? []), SENT_EARLIER],
		sentAt: at,
	};
}

const SENT_EARLIER =
	'An earlier attempt of this execution sent the message, so it was not sent again.';

/** Blocks instead of failing: one such customer must not stop a repeat from reaching the others. */
export function maybeSent(at?: string): DeliveryOutcome {
	const since = at === undefined ? 'is sending it now' : `began to send it at ${at}`;
	return {
		outcome: 'blocked',
		blocked: {
			code: 'sendUnknown',
			reason: `It is unknown whether this customer received the message: another attempt ${since}, and its outcome is not known.`,
			remedy:
				'Check the chat, or wait for the delivery receipt. If the message is not there, send it in a new execution.',
		},
	};
}
