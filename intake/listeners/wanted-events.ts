import { isBusiness } from '../../messaging/business';
import type { EventKind, MessagingEvent } from '../../messaging/event';
import { canonicalPhone } from '../../messaging/phone';
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
		isWantedHandover(event, settings) &&
		isWantedMessage(event, settings) &&
		isWantedSender(event, settings) &&
		!isOvertaken(event) &&
		isWantedUpdate(event, settings) &&
		isWantedHandler(event, settings)
	);
}

/**
 * Returns whether the event is about the chosen number. Account events, and events that name no business, are about
 * every number.
 */
function concernsBusiness(
	{ event, business }: MessagingEvent,
	chosen: string | undefined,
): boolean {
	if (chosen === undefined || chosen === '' || event === 'account' || business.id === '')
		return true;
	return isBusiness(business, chosen);
}

function isWantedHandover({ handover }: MessagingEvent, { handoverTo }: ListenerSettings): boolean {
	return (
		handover === undefined || handoverTo.length === 0 || handoverTo.includes(handover.direction)
	);
}

/**
 * Returns whether the listener wants events of this form. The type of a message does not limit consents that it states.
 */
function isWantedMessage(event: MessagingEvent, settings: ListenerSettings): boolean {
	if (event.group !== undefined && !settings.includeGroups) return false;
	const { message } = event;
	if (event.event !== 'message' || message === undefined) return true;
	if (message.editOf !== undefined && !settings.includeEdits) return false;
	return settings.messageTypes === undefined || settings.messageTypes.includes(message.type);
}

function isWantedSender({ contact }: MessagingEvent, settings: ListenerSettings): boolean {
	if (contact.id === '') return true;
	const names = [contact.id, contact.userId, contact.phone && canonicalPhone(contact.phone)];
	const isIn = (list: readonly string[]) => list.some((address) => names.includes(address));
	return (settings.onlyFrom.length === 0 || isIn(settings.onlyFrom)) && !isIn(settings.notFrom);
}

/** Returns whether a later decision has given the conversation more time before its end was recorded. */
function isOvertaken({ handover, conversation }: MessagingEvent): boolean {
	return handover?.reason === 'timeOver' && conversation?.handler !== 'bot';
}

/** Returns whether the listener has chosen this update. Without `update`, the silence has ended meanwhile. */
function isWantedUpdate(
	{ event, conversation }: MessagingEvent,
	settings: ListenerSettings,
): boolean {
	if (event !== 'conversation') return true;
	const { update, updateMinutes, isUnanswered } = conversation ?? {};
	if (update === undefined || settings.updateMinutes[update] !== updateMinutes) return false;
	return isUnanswered !== false || !settings.onlyUnansweredWindows;
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
