import type { EventKind, MessagingEvent } from '../../messaging/event';
import { canonicalPhone, toE164 } from '../../messaging/phone';
import type { ListenerSettings } from './listener-settings';

/**
 * Returns whether the event starts the listener's workflow. Ask after recognition and recording: the kind of the event
 * and the handler of its conversation are known only then.
 */
export function isWanted(event: MessagingEvent, settings: ListenerSettings): boolean {
	return (
		settings.kinds.includes(event.event) &&
		concernsBusiness(event, settings.businessId) &&
		(event.status === undefined || settings.statusStates.includes(event.status.state)) &&
		(settings.channels.length === 0 || settings.channels.includes(event.channel)) &&
		isWantedMessage(event, settings) &&
		isWantedSender(event, settings) &&
		isWantedHandler(event, settings)
	);
}

/** News about the account concern every number. An event that names no business is not lost for its lack. */
function concernsBusiness(
	{ event, business }: MessagingEvent,
	chosen: string | undefined,
): boolean {
	if (chosen === undefined || chosen === '' || event === 'account' || business.id === '')
		return true;
	if (business.id === chosen) return true;
	const phone = toE164(chosen);
	return phone !== undefined && (business.phone === phone || toE164(business.id) === phone);
}

/** A consent is a decision, whatever the form of the message that said it. */
function isWantedMessage(event: MessagingEvent, settings: ListenerSettings): boolean {
	if (event.group !== undefined && !settings.includeGroups) return false;
	const { message } = event;
	if (event.event !== 'message' || message === undefined) return true;
	if (message.editOf !== undefined && !settings.includeEdits) return false;
	return settings.messageTypes === undefined || settings.messageTypes.includes(message.type);
}

function isWantedSender({ contact }: MessagingEvent, settings: ListenerSettings): boolean {
	if (contact.id === '') return true;
	const sender = canonicalAddress(contact.phone ?? contact.id);
	if (settings.onlyFrom.length > 0 && !settings.onlyFrom.includes(sender)) return false;
	return !settings.notFrom.includes(sender);
}

const LIMITED_BY_HANDLER: ReadonlySet<EventKind> = new Set(['message', 'buttonClick']);

function isWantedHandler(event: MessagingEvent, settings: ListenerSettings): boolean {
	const handler = event.conversation?.handler;
	if (handler === undefined || settings.handlers.length === 0) return true;
	if (settings.handlersLimit === 'messagesAndTaps' && !LIMITED_BY_HANDLER.has(event.event)) {
		return true;
	}
	return settings.handlers.includes(handler);
}

/** Returns one spelling for each address, so that a typed number and an event's number compare equal. */
export function canonicalAddress(address: string): string {
	const phone = toE164(address);
	return phone === undefined ? address : canonicalPhone(phone);
}
