import type { MessagingEvent } from '../../messaging/event';
import { camelCase, camelRecord } from '../../messaging/reading/camel-case';
import { contentId } from '../../messaging/reading/content-id';
import { eventOf } from './event-of';
import type { Envelope } from './payload';

/**
 * Account events (docs/facts/chat-architect.md#account-events), under the names of WhatsApp Cloud's events where they
 * mean the same. An envelope of unknown type is passed on as `other`, with its type as `field`.
 */

const TYPES: ReadonlyMap<string, string> = new Map([
	['template-event', 'templateStatus'],
	['account-event', 'accountUpdate'],
	['billing-event', 'billing'],
	['onboarding-event', 'onboarding'],
]);

/** Our names by Gupshup's. */
const TEMPLATE_NAMES: Readonly<Record<string, string>> = {
	id: 'templateId',
	elementName: 'templateName',
	languageCode: 'language',
};

export function accountEvents(envelope: Envelope): MessagingEvent[] {
	const { type: field, payload, time, business } = envelope;
	const type = TYPES.get(field);
	// `type` is the kind of the event.
	const { type: subtype, ...rest } = payload;
	const names = field === 'template-event' ? TEMPLATE_NAMES : {};
	const told = Object.fromEntries(
		Object.entries(camelRecord(rest)).map(([key, value]) => [names[key] ?? key, value]),
	);
	return [
		eventOf(envelope, {
			event: 'account',
			id: contentId('account', [field, business.id, time, payload]),
			contact: { id: '' },
			account: {
				...told,
				...(typeof subtype === 'string' && { subtype: camelCase(subtype.replaceAll('-', '_')) }),
				...(type === undefined && { field }),
				type: accountType(type, subtype),
			},
		}),
	];
}

function accountType(type: string | undefined, subtype: unknown): string {
	return type === 'templateStatus' && subtype === 'category-update'
		? 'templateCategory'
		: (type ?? 'other');
}
