import type { MessagingEvent } from '../../messaging/event';
import { readConsent, readEditedOptOut } from './consent';
import type { ConversationFacts } from './conversation-facts';
import { readHandBack } from './hand-back';
import { readMenuAnswer } from './menu-answer';
import { isReadable } from './readable';

/** A step decides what the event is, or passes it on, changed or not. */
type Step = (event: MessagingEvent, facts: ConversationFacts) => Promise<Recognised> | Recognised;
type Recognised = { event: MessagingEvent; isDecided: boolean };

/**
 * The order of recognition. Each step gets the event from the step before:
 *
 * 1. An agent's message that is a word of theirs hands the conversation back to the bot.
 * 2. Group messages, reactions and texts that the customer did not type stay unchanged: never a tap, never a consent.
 * 3. An edited message is read for opt-out words only.
 * 4. A typed answer to a numbered menu becomes the tap.
 * 5. A word or a tap that opts in or out becomes a consent.
 */
const STEPS: readonly Step[] = [
	(event, facts) => ({
		event: readHandBack(event, facts),
		isDecided: event.handover !== undefined,
	}),
	(event) => ({ event, isDecided: !isReadable(event) }),
	(event, facts) => ({
		event: readEditedOptOut(event, facts),
		isDecided: event.message?.editOf !== undefined,
	}),
	(event, facts) => ({ event: readMenuAnswer(event, facts), isDecided: false }),
	async (event, facts) => ({ event: await readConsent(event, facts), isDecided: true }),
];

/**
 * Returns what the customer meant: the event itself, the tap that a typed answer means, or a consent. The parser has
 * read the business number before.
 */
export async function recognise(
	event: MessagingEvent,
	facts: ConversationFacts,
): Promise<MessagingEvent> {
	let current = event;
	for (const step of STEPS) {
		const recognised = await step(current, facts);
		current = recognised.event;
		if (recognised.isDecided) break;
	}
	return current;
}
