import type { Choice } from '../../messaging/typed-choice';
import type { ConsentWords } from '../../messaging/consent-words';

/** The menu that our latest message in this conversation offered. */
export interface OpenMenu {
	choices: readonly Choice[];
	/** Whether it went out as numbered text, so that a typed number or title is an answer to it. */
	isNumbered: boolean;
}

/** Facts about the conversation that recognition needs. Read inside the store's transaction. */
export interface ConversationFacts {
	/** The menu that is open when the event happens; `undefined` when there is none, or a later message replaced it. */
	menu: OpenMenu | undefined;
	/** Opt-out and opt-in words of every listener on this account. */
	words: ConsentWords;
	/** Returns whether an agent's text is a word that hands back, of any listener on this account. */
	handsBack: (text: string) => boolean;
	/** Returns whether the customer is opted out of everything. Called only for an opt-in word. */
	isOptedOut: () => Promise<boolean>;
}
