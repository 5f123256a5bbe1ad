import { randomUUID } from 'node:crypto';

import { adapt } from '../messaging/degradation';
import type { OutboundMessage } from '../messaging/outbound-message';
import type { ProviderAdapter, Recipient, SendResult } from '../messaging/provider';
import { claimInCampaign, giveClaimBack } from './campaign-claim';
import type { Delivery, DeliveryOutcome, DeliveryPorts } from './delivery';
import { gatherFacts } from './facts';
import { judge } from './guards';
import { noTemplateInstead } from './guards/customer-service-window';
import { beginJourney, type Journey } from './journey';
import { limitFacts } from './limit-facts';
import { messagePace } from './pacing/message-pace';
import { prepareRecipient } from './prepare-recipient';
import { recordAccepted, recordNotSent } from './record';
import { afterRefusal } from './refusal';
import { sendWithRetries } from './send-with-retries';
import { uploadFiles } from './upload-files';

/**
 * The way out. Nothing is sent that should not be, and nothing fails silently:
 *
 * facts → form that the channel can show → guards → claim of the campaign → recipient and files at the provider →
 * paced request, repeated where that is safe → record → outcome
 */

/** Sends one message, or says why not. Rejects only when the store cannot be read before anything was sent. */
export async function deliver(
	delivery: Delivery,
	adapter: ProviderAdapter,
	ports: DeliveryPorts,
): Promise<DeliveryOutcome> {
	const facts = await gatherFacts(delivery, adapter, ports);
	const journey = beginJourney(delivery, adapter, ports, facts);
	const { progress } = journey;
	const outcome = await messageOrTemplate(journey).catch(async (error: unknown) => {
		progress.place?.done(progress.isRequested);
		await giveClaimBack(journey);
		throw error;
	});
	progress.place?.done(outcome.outcome === 'accepted' || outcome.outcome === 'unknown');
	if (outcome.outcome !== 'accepted') await recordNotSent(outcome, journey);
	return outcome;
}

/** The message, or the template that the user chose for a closed customer service window. */
async function messageOrTemplate(journey: Journey): Promise<DeliveryOutcome> {
	const { message, templateInstead } = journey.delivery;
	const first = await attempt(message, journey);
	if (first !== 'useTemplate') return first;
	const second = templateInstead && (await attempt(templateInstead, journey));
	if (second === undefined || second === 'useTemplate') {
		const hours = journey.facts.capabilities.customerServiceWindowHours;
		return { outcome: 'blocked', blocked: noTemplateInstead(hours) };
	}
	if (second.outcome !== 'accepted') return second;
	return { ...second, notices: [TEMPLATE_INSTEAD, ...second.notices] };
}

const TEMPLATE_INSTEAD =
	'The customer service window was closed, so the chosen template was sent instead.';

async function attempt(
	wanted: OutboundMessage,
	journey: Journey,
): Promise<DeliveryOutcome | 'useTemplate'> {
	const { delivery, adapter, ports, facts, progress } = journey;

	const form = adapt(wanted, facts.capabilities);
	if ('refused' in form) return { outcome: 'blocked', blocked: form.refused };

	const limits = await limitFacts(form.message, facts, ports);
	const judgement = judge(form.message, { ...facts, ...limits });
	if (judgement.verdict === 'block') return { outcome: 'blocked', blocked: judgement.blocked };
	if (judgement.verdict === 'useTemplate') return 'useTemplate';
	// At once: whoever waited here would take a place that is no longer free.
	progress.place ??= limits.recipientUse?.take();
	progress.message = form.message;

	const notOurs = await claimInCampaign(journey);
	if (notOurs) return notOurs;

	const recipient = await prepareRecipient(journey);
	if (!recipient.ok) return { outcome: 'failed', error: recipient.error };
	progress.recipient = recipient.value;
	const uploaded = await uploadFiles(form.message, delivery.from, adapter.media, ports.http);
	if (!uploaded.ok) return { outcome: 'failed', error: uploaded.error };
	const message = uploaded.value;

	const answer = await request(message, recipient.value, journey);
	if (!answer.ok) return afterRefusal(answer.error, wanted, facts);

	const { messageId, held = false } = answer;
	const notRecorded = await recordAccepted(messageId, message, form.choices, journey);
	const degraded = form.degraded ? [form.degraded.how] : [];
	const notices = [...judgement.notices, ...degraded, ...notRecorded];
	return { outcome: 'accepted', messageId, message, held, notices };
}

function request(
	message: OutboundMessage,
	recipient: Recipient,
	{ delivery, adapter, ports, facts, progress }: Journey,
): Promise<SendResult> {
	const { to, from, messagesPerSecond } = delivery;
	const { pacing } = facts.capabilities;
	const pace = messagePace(ports.pacer, adapter, { to, from }, pacing, messagesPerSecond, Date.now);
	const built = adapter.build(message, recipient, from, randomUUID());
	progress.isRequested = true;
	return sendWithRetries(built, adapter, { ...ports, ...pace });
}
