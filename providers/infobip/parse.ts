import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { otherEvents, templateEvents } from './parse-account';
import { blocklistEvents, marketingEvents, viberConsentEvents } from './parse-consent';
import { contentEvents, messageEvents, smsEvents } from './parse-message';
import { deliveryEvents, seenEvents } from './parse-report';
import { isViberBotEntry, viberBotEvents } from './parse-viber-bot';
import { entriesOf, type Entry } from './payload';

/**
 * Turns a delivery of Infobip into events. One address may receive messages, receipts and other events of several
 * channels, in the form of each product and of the Messages API. Only the form of an entry shows its kind
 * (docs/facts/infobip.md#seen-reports). Each entry of a batch is read as if it had come alone.
 */
export function parse(request: InboundRequest): MessagingEvent[] {
	return entriesOf(request).flatMap(eventsOf);
}

function eventsOf(entry: Entry): MessagingEvent[] {
	const { item } = entry;
	const named = typeof item.event === 'string' ? READERS.get(item.event.toUpperCase()) : undefined;
	if (named) return named(entry);
	if (isObject(item.message)) {
		return isViberBotEntry(entry) ? viberBotEvents(entry) : messageEvents(entry);
	}
	if (item.seenAt !== undefined && item.seenAt !== null) return seenEvents(entry);
	if (isObject(item.status) && 'messageId' in item) return deliveryEvents(entry);
	if (Array.isArray(item.content) && 'destination' in item) return contentEvents(entry);
	if (isObject(item.content) && 'notificationMessagesStatus' in item.content) {
		return marketingEvents(entry);
	}
	if ('messageTemplateId' in item || 'messageTemplateName' in item) return templateEvents(entry);
	const isMms = typeof item.message === 'string' && 'mmsCount' in item;
	const isText = typeof item.text === 'string' || isMms;
	if (isText && 'from' in item && 'messageId' in item) return smsEvents(entry);
	// Its content is missing or broken; a report has no `receivedAt`.
	if ('messageId' in item && 'receivedAt' in item) return messageEvents(entry);
	return isNews(item) ? otherEvents(entry) : [];
}

type Reader = (entry: Entry) => MessagingEvent[];

/** Ignores typing indicators of the customer. */
const nothing: Reader = () => [];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	['MO', contentEvents],
	[
		'INBOUND_MESSAGE',
		(entry) => (isObject(entry.item.message) ? messageEvents : contentEvents)(entry),
	],
	['DELIVERY', deliveryEvents],
	['SEEN', seenEvents],
	['BLOCK', blocklistEvents],
	['UNBLOCK', blocklistEvents],
	['CONSENT_UPDATE', viberConsentEvents],
	['TYPING_STARTED', nothing],
	['TYPING_STOPPED', nothing],
]);

/** Returns whether an entry states its kind and time. Others are ignored. */
function isNews(item: Readonly<Record<string, unknown>>): boolean {
	const isNamed =
		(typeof item.event === 'string' && item.event !== '') ||
		(isObject(item.content) && typeof item.content.type === 'string');
	return isNamed && ['createdAt', 'receivedAt', 'timestamp'].some((field) => field in item);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
