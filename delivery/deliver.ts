import { randomUUID } from 'node:crypto';

import { adapt } from '../messaging/degradation';
import type { Blocked, MessagingError } from '../messaging/error';
import type { Http } from '../messaging/http';
import type { OutboundMessage, TemplateMessage } from '../messaging/outbound-message';
import type { ProviderAdapter, Recipient, Sender } from '../messaging/provider';
import type { Ends, Store } from '../store/store';
import { GUARDS } from './guards';
import { closedWindowWords } from './guards/customer-service-window';
import type { DeliveryRules, GuardContext } from './guards/guard';
import { limitFacts } from './limit-facts';
import { createNumberUse, type NumberUse, type RecipientUse } from './number-use';
import { messagePace } from './pacing/message-pace';
import type { Pacer } from './pacing/pacer';
import { sendRecord, type Campaign } from './send-record';
import { sendWithRetries } from './send-with-retries';
import { uploadFiles } from './upload-files';

/**
 * The way out (design, section 7): guards, then the form that the channel can show, then the request, then the record.
 * Nothing is sent that should not be, and nothing fails silently.
 */

/** What the way out needs from the world. */
export interface DeliveryPorts {
	store: Store;
	http: Http;
	sleep: (milliseconds: number) => Promise<void>;
	/** Real time, or the moved clock of the Simulator. */
	now: () => Date;
	/** One for the whole process. */
	pacer: Pacer;
	/** One for the whole process; without it, sends that are under way at the same time do not know of each other. */
	numberUse?: NumberUse;
}

export interface Delivery {
	message: OutboundMessage;
	to: Recipient;
	from: Sender;
	rules: DeliveryRules;
	/** Goes out instead of free text when the window is closed and `rules.closedWindow` is `sendTemplate`. */
	templateInstead?: TemplateMessage;
	/** In place of the provider's documented rate. */
	messagesPerSecond?: number;
	/** Each person gets it once, also when the execution is run again. */
	campaign?: Campaign;
}

export type DeliveryOutcome =
	| {
			outcome: 'accepted';
			messageId: string;
			/** What really went out. */
			message: OutboundMessage;
			/** The provider holds it back for a check of its own. */
			held: boolean;
			/** What the user should know: sent in another form, sent as a template, not recorded. */
			notices: string[];
	  }
	| { outcome: 'blocked'; blocked: Blocked }
	| { outcome: 'failed'; error: MessagingError }
	/** Nobody can tell whether it went out. It is not sent again by itself. */
	| { outcome: 'unknown'; error: MessagingError };

/** Sends one message, or says why not. Rejects only when the store cannot be read before anything was sent. */
export async function deliver(
	delivery: Delivery,
	adapter: ProviderAdapter,
	ports: DeliveryPorts,
): Promise<DeliveryOutcome> {
	const { to, from, rules, templateInstead } = delivery;
	const capabilities = adapter.capabilities(from.channel);
	const ends: Ends = {
		provider: adapter.name,
		channel: from.channel,
		businessId: from.id,
		contact: to,
	};
	const now = ports.now();
	const [contact, conversation] = await Promise.all([
		ports.store.contacts.get(ends),
		ports.store.conversations.get(ends, now),
	]);
	const context: GuardContext = { contact, conversation, capabilities, rules, now, to };
	const notices: string[] = [];
	const pace = messagePace(
		ports.pacer,
		adapter,
		{ to, from },
		capabilities.pacing,
		delivery.messagesPerSecond,
		Date.now,
	);
	let recipient = to;
	let isRequested = false;
	let place: ReturnType<RecipientUse['take']> | undefined;
	const numberUse = ports.numberUse ?? createNumberUse(Date.now);
	const sends = sendRecord(ports.store, {
		ends,
		message: delivery.message,
		campaign: delivery.campaign,
		windowExpiresAt: conversation?.windowExpiresAt,
		now,
	});

	const attempt = async (wanted: OutboundMessage): Promise<DeliveryOutcome | 'useTemplate'> => {
		const adapted = adapt(wanted, capabilities);
		if ('refused' in adapted) return { outcome: 'blocked', blocked: adapted.refused };
		const facts = await limitFacts(adapted.message, context, ends, { ...ports, numberUse });
		const warnings: string[] = [];
		for (const guard of GUARDS) {
			const verdict = guard(adapted.message, { ...context, ...facts });
			if (verdict.verdict === 'block') return { outcome: 'blocked', blocked: verdict.blocked };
			if (verdict.verdict === 'useTemplate') return 'useTemplate';
			if (verdict.notice !== undefined) warnings.push(verdict.notice);
		}
		// At once: whoever waited here would take a place that is no longer free.
		place ??= facts.recipientUse?.take();
		const notOurs = await sends.claim(adapted.message);
		if (notOurs) return notOurs;
		const prepared = await adapter.prepareRecipient?.(
			{ message: adapted.message, to: recipient, from, known: contact },
			ports.http,
		);
		if (prepared?.ok === false) return { outcome: 'failed', error: prepared.error };
		recipient = prepared?.value ?? recipient;
		const uploaded = await uploadFiles(adapted.message, from, adapter.media, ports.http);
		if (!uploaded.ok) return { outcome: 'failed', error: uploaded.error };
		const message = uploaded.value;
		const request = adapter.build(message, recipient, from, randomUUID());
		isRequested = true;
		const result = await sendWithRetries(request, adapter, { ...ports, ...pace });
		if (!result.ok) {
			if (result.error.meaning === 'windowClosed' && wanted.type !== 'template') {
				return rules.closedWindow === 'sendTemplate'
					? 'useTemplate'
					: refusedByProvider(result.error, capabilities.customerServiceWindowHours);
			}
			if (result.error.meaning === 'optedOut') return refusedByProvider(result.error);
			return result.error.mayHaveBeenSent
				? { outcome: 'unknown', error: result.error }
				: { outcome: 'failed', error: result.error };
		}
		notices.push(...warnings);
		if (adapted.degraded) notices.push(adapted.degraded.how);
		notices.push(...(await record(result.messageId, message, adapted.choices)));
		const held = result.held === true;
		return { outcome: 'accepted', messageId: result.messageId, message, held, notices };
	};

	/** The message is out: whatever happens here must not make it look unsent, or somebody sends it twice. */
	const record = async (
		messageId: string,
		message: OutboundMessage,
		choices: Array<{ id: string; title: string }> | undefined,
	): Promise<string[]> => {
		const sentTo: Ends = { ...ends, contact: recipient };
		try {
			await sends.accepted(messageId, message, sentTo);
			if (choices) await ports.store.conversations.rememberChoices(sentTo, choices, now);
			return [];
		} catch {
			return ['The message was sent, but the conversation store could not record it.'];
		}
	};

	const attempts = async (): Promise<DeliveryOutcome> => {
		const first = await attempt(delivery.message);
		if (first !== 'useTemplate') return first;
		if (templateInstead === undefined) {
			return { outcome: 'blocked', blocked: noTemplate(capabilities.customerServiceWindowHours) };
		}
		notices.push(
			'The customer service window was closed, so the chosen template was sent instead.',
		);
		const second = await attempt(templateInstead);
		if (second !== 'useTemplate') return second;
		return { outcome: 'blocked', blocked: noTemplate(capabilities.customerServiceWindowHours) };
	};

	const outcome = await attempts().catch(async (error: unknown) => {
		place?.done(isRequested);
		await sends.abandoned(isRequested);
		throw error;
	});
	place?.done(outcome.outcome === 'accepted' || outcome.outcome === 'unknown');
	if (outcome.outcome !== 'accepted') await sends.ended(outcome);
	return outcome;
}

function refusedByProvider(error: MessagingError, windowHours?: number): DeliveryOutcome {
	if (error.meaning === 'windowClosed' && windowHours !== undefined) {
		const [reason, remedy] = closedWindowWords(windowHours);
		return { outcome: 'blocked', blocked: { code: 'windowClosed', reason, remedy } };
	}
	const { meaning, reason, remedy, code } = error;
	return { outcome: 'blocked', blocked: { code: meaning ?? code, reason, remedy } };
}

function noTemplate(windowHours: number | undefined): Blocked {
	const [reason] = closedWindowWords(windowHours ?? 24);
	return {
		code: 'windowClosed',
		reason: `${reason} No template was chosen to go instead.`,
		remedy: 'Choose a template under Options > If the Window Is Closed.',
	};
}
