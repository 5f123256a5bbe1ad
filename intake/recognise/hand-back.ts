import type { MessagingEvent } from '../../messaging/event';
import type { ConversationFacts } from './conversation-facts';

/** Reason of a handover to the bot when an agent wrote a word that hands back. */
const HAND_BACK_WORD = 'handBackWord';

/** Returns the handover to the bot that an agent's word means, otherwise the event itself. */
export function readHandBack(
	event: MessagingEvent,
	{ handsBack }: Pick<ConversationFacts, 'handsBack'>,
): MessagingEvent {
	const { handover } = event;
	const { message } = handover ?? {};
	if (handover?.direction !== 'toHuman' || message?.type !== 'text') return event;
	if (!handsBack(message.text)) return event;
	const { service: _leaving, ...rest } = handover;
	return { ...event, handover: { ...rest, direction: 'toBot', reason: HAND_BACK_WORD } };
}
