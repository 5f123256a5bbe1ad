import { randomUUID } from 'node:crypto';

import { adapt } from '../messaging/degradation';
import type { Http } from '../messaging/http';
import type { OutboundMessage } from '../messaging/outbound-message';
import type { ProviderAdapter, Recipient, SendResult } from '../messaging/provider';
import { abandonClaim, claimInCampaign } from './campaign-claim';
import type { Delivery, DeliveryOutcome, DeliveryPorts } from './delivery';
import {
	beginRequest,
	BegunElsewhere,
	findEarlierAttempt,
	forgetRequest,
	maybeSent,
} from './earlier-attempt';
import { gatherFacts } from './facts';
import { runGuards } from './guards';
import { noTemplateInstead, TEMPLATE_INSTEAD } from './guards/customer-service-window';
import { startDelivery, type DeliveryContext } from './delivery-context';
import { limitFacts } from './limit-facts';
import { messagePace } from './pacing/message-pace';
import { prepareRecipient } from './prepare-recipient';
import { recordAccepted, recordNotSent } from './record';
import { afterRefusal } from './refusal';
import { sendWithRetries } from './send-with-retries';
import { uploadFiles } from './upload-files';

/**
 * Delivers an outbound message in these steps:
 *
 * earlier attempt → facts → degradation to what the channel can show → guards → campaign claim → recipient and files at
 * the provider → paced request, retried where that is safe → record → outcome
 *
 * Each message that is not sent has an outcome with the reason.
 */

/** Sends one message, or returns why it was not sent. Rejects only if the store cannot be read before the send. */
export async function deliver(
	delivery: Delivery,
	adapter: ProviderAdapter,
	ports: DeliveryPorts,
): Promise<DeliveryOutcome> {
	const earlier = await findEarlierAttempt(delivery, ports);
	if ('outcome' in earlier) return earlier.outcome;
	const facts = await gatherFacts(delivery, adapter, ports);
	const context = startDelivery(delivery, adapter, ports, facts, earlier.replaces);
	const { progress } = context;
	const outcome = await messageOrTemplate(context).catch(async (error: unknown) => {
		progress.slot?.release({ sent: progress.isRequested });
		await abandonClaim(context);
		if (error instanceof BegunElsewhere) return maybeSent();
		throw error;
	});
	const mayBeSent = outcome.outcome === 'accepted' || outcome.outcome === 'unknown';
	progress.slot?.release({ sent: mayBeSent });
	if (outcome.outcome === 'blocked' || outcome.outcome === 'failed') await forgetRequest(context);
	if (outcome.outcome !== 'accepted') await recordNotSent(outcome, context);
	return outcome;
}

/** Sends the message, or the template that the user chose for a closed customer service window. */
async function messageOrTemplate(context: DeliveryContext): Promise<DeliveryOutcome> {
	const { message, templateInstead } = context.delivery;
	const first = await attempt(message, context);
	if (first !== 'useTemplate') return first;
	const second = templateInstead && (await attempt(templateInstead, context));
	if (second === undefined || second === 'useTemplate') {
		const hours = context.facts.capabilities.customerServiceWindowHours;
		return { outcome: 'blocked', blocked: noTemplateInstead(hours) };
	}
	if (second.outcome !== 'accepted') return second;
	return { ...second, notices: [TEMPLATE_INSTEAD, ...second.notices] };
}

async function attempt(
	wanted: OutboundMessage,
	context: DeliveryContext,
): Promise<DeliveryOutcome | 'useTemplate'> {
	const { delivery, adapter, ports, facts, progress } = context;

	const adapted = adapt(wanted, facts.capabilities);
	if ('refused' in adapted) return { outcome: 'blocked', blocked: adapted.refused };

	const limits = await limitFacts(adapted.message, facts, ports);
	const verdict = runGuards(adapted.message, { ...facts, ...limits });
	if (verdict.verdict === 'block') return { outcome: 'blocked', blocked: verdict.blocked };
	if (verdict.verdict === 'useTemplate') return 'useTemplate';
	// No `await` between the guards and this line: after one, the slot may no longer be free.
	progress.slot ??= limits.recipientUse?.reserve();
	progress.message = adapted.message;

	const blockedByClaim = await claimInCampaign(context);
	if (blockedByClaim) return blockedByClaim;

	const recipient = await prepareRecipient(context);
	if (!recipient.ok) return { outcome: 'failed', error: recipient.error };
	progress.recipient = recipient.value;
	const uploaded = await uploadFiles(adapted.message, delivery.from, adapter.media, ports.http);
	if (!uploaded.ok) return { outcome: 'failed', error: uploaded.error };
	const message = uploaded.value;

	const answer = await request(message, recipient.value, context);
	if (!answer.ok) return afterRefusal(answer.error, wanted, facts);

	const degraded = adapted.degraded ? [adapted.degraded.how] : [];
	const { messageId, held = false } = answer;
	const notices = [...verdict.notices, ...degraded];
	const result = { held, notices, usedTemplateInstead: wanted === delivery.templateInstead };
	const notRecorded = await recordAccepted(
		{ messageId, message, choices: adapted.choices, result },
		context,
	);
	return { outcome: 'accepted', messageId, message, held, notices: [...notices, ...notRecorded] };
}

function request(
	message: OutboundMessage,
	recipient: Recipient,
	context: DeliveryContext,
): Promise<SendResult> {
	const { delivery, adapter, ports, facts, progress } = context;
	const { to, from, messagesPerSecond } = delivery;
	const { pacing } = facts.capabilities;
	const pace = messagePace(ports.pacer, adapter, { to, from }, pacing, messagesPerSecond, Date.now);
	const built = adapter.build(message, recipient, from, randomUUID());
	const http: Http = async (request) => {
		await beginRequest(context);
		progress.isRequested = true;
		return await ports.http(request);
	};
	return sendWithRetries(built, adapter, { ...ports, ...pace, http });
}
