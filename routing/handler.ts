import { HANDLERS } from '../messaging/event';
import type { Handler } from '../messaging/event';
import { foldPhrase } from '../messaging/text-folding';
import type { Decision, Router } from './decision';

/**
 * Route By Handler: branches are the handlers of a conversation, in the order of `HANDLERS`. A conversation that no
 * agent ever took over belongs to the bot, so an absent handler counts as the bot. An unknown one does, too, because a
 * message must never be lost between two handlers.
 */

export interface HandlerInput {
	/** Usually `event.conversation.handler`. */
	handler: unknown;
}

export interface HandlerDecision extends Decision {
	reason: 'handler' | 'noHandler' | 'unknownHandler';
}

const BOT = HANDLERS.indexOf('bot' satisfies Handler);

/** Returns the router; this mode has no settings. */
export function compileHandler(): Router<HandlerInput, HandlerDecision> {
	return { problems: [], decide: ({ handler }) => decide(handler) };
}

function decide(handler: unknown): HandlerDecision {
	if (handler === undefined || handler === null || handler === '') {
		return { branches: [BOT], reason: 'noHandler' };
	}
	const folded = typeof handler === 'string' ? foldPhrase(handler) : undefined;
	const found = HANDLERS.find((known) => known === folded);
	return found === undefined
		? { branches: [BOT], reason: 'unknownHandler' }
		: { branches: [HANDLERS.indexOf(found)], matched: [found], reason: 'handler' };
}
