import { z } from 'zod';

import type { MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { channelOf, type Entry } from './payload';
import { businessOf, contactOf } from './people';

/**
 * Account events: everything that is neither a message, a receipt nor a consent (docs/facts/infobip.md#other-events).
 * Values stay Infobip's own.
 */

const TEMPLATE_NEWS: Readonly<Record<string, string>> = {
	TEMPLATE_STATUS_UPDATE: 'templateStatus',
	TEMPLATE_CATEGORY_UPDATE: 'templateCategory',
	TEMPLATE_QUALITY_UPDATE: 'templateQuality',
};

/** The names of all providers by Infobip's. */
const NAMES: Readonly<Record<string, string>> = {
	newStatus: 'status',
	newCategory: 'category',
	newQualityScore: 'quality',
	previousQualityScore: 'previousQuality',
};

const template = z.object({
	messageTemplateId: idText,
	messageTemplateName: text,
	messageTemplateLanguage: text,
	timestamp: z.unknown(),
	change: z.object({ type: text }).passthrough().catch({ type: undefined }),
});

export function templateEvents(entry: Entry): MessagingEvent[] {
	const channel = channelOf(entry, 'whatsapp');
	if (channel === undefined) return [];
	const { change, timestamp, ...read } = template.parse(entry.item);
	const { type, ...values } = change;
	const named = Object.entries(values).map(([key, value]) => [NAMES[key] ?? key, value]);
	return [
		eventOf(entry, channel, {
			event: 'account',
			id: contentId('template', entry.item),
			contact: { id: '' },
			business: businessOf(entry.hint.sender),
			account: {
				...(Object.fromEntries(named) as Record<string, unknown>),
				...onlyKnown({
					templateId: read.messageTemplateId,
					templateName: read.messageTemplateName,
					language: read.messageTemplateLanguage,
				}),
				type: TEMPLATE_NEWS[type ?? ''] ?? 'template',
			},
			times: [timestamp],
		}),
	];
}

const news = z.object({
	from: idText,
	createdAt: z.unknown(),
	receivedAt: z.unknown(),
	timestamp: z.unknown(),
	event: text,
	content: z
		.object({ type: text, from: idText, userNumber: idText, userId: idText })
		.optional()
		.catch(undefined),
});

const CONTENT_NEWS: Readonly<Record<string, string>> = {
	user_identity_changed: 'contactIdentityChanged',
	payment: 'payment',
};

/**
 * Reads a changed security code, a payment, or any unknown event. The event contains the customer if one is named,
 * because a workflow may want to write to them.
 */
export function otherEvents(entry: Entry): MessagingEvent[] {
	const channel = channelOf(entry, 'whatsapp');
	if (channel === undefined) return [];
	const { from, content, event, ...times } = news.parse(entry.item);
	const type = CONTENT_NEWS[content?.type ?? ''];
	const details = looseRecord.parse(entry.item.content) ?? {};
	const person = content?.userNumber ?? content?.from;
	return [
		eventOf(entry, channel, {
			event: 'account',
			id: contentId('account', entry.item),
			contact: type ? contactOf(person, { userId: content?.userId }) : { id: '' },
			business: businessOf(from ?? entry.hint.sender),
			account: type
				? { ...details, type }
				: { ...entry.item, type: 'other', ...onlyKnown({ event }) },
			times: [times.createdAt, times.receivedAt, times.timestamp],
		}),
	];
}
