import { HANDLERS } from '../messaging/event';
import type { Handler } from '../messaging/event';
import { foldPhrase } from '../messaging/text-folding';
import type { Decision, Router } from './decision';

/**
 * Route By Handler: who answers the customer now. Branches are the handlers, in the order of `HANDLERS`. A
 * conversation that nobody ever took over belongs to the bot, so an absent handler is the bot, and so is one that we
 * do not know: a message must never vanish between two handlers.
 */

export interface HandlerInput {
	/** Usually `event.conversation.handler`. */
	handler: unknown;
}

export interface HandlerDecision extends Decision {
	reason: 'handler' | 'noHandler' | 'unknownHandler';
}

const BOT = HANDLERS.indexOf('bot' satisfies Handler);

/** There is nothing to set. */
export function compileHandler(): Router<HandlerInput, HandlerDecision> {
	return { problems: [], decide: ({ handler }) => decide(handler) };
}

function decide(handler: unknown): HandlerDecision {
	if (handler === undefined || handler === null || handler === '') {
		return { branches: [BOT], reason: 'noHandler' };
	}
	const folded = typeof handler === 'string' ? foldPhrase(handler) : undefined;
	const found = HANDLERS.findIndex((known) => known === folded);
	return found === -1
		? { branches: [BOT], reason: 'unknownHandler' }
		: { branches: [found], reason: 'handler' };
}
