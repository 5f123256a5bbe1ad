import {
	compileConsentWords,
	compileWholeTexts,
	type ConsentWords,
} from '../../messaging/consent-words';
import type { Listener } from './listener-settings';

/**
 * Rules for recording the events of a number, whichever listener's address they came through. They combine the words of
 * all its listeners, and use the longest of their times.
 */
export interface AccountRules {
	words: ConsentWords;
	/** Returns whether an agent's text hands the conversation back to the bot. */
	handsBack: (text: string) => boolean;
	/** Minutes. */
	handoverMinutes: number;
}

/** The compiled word lists of an account. */
type CompiledWords = Pick<AccountRules, 'words' | 'handsBack'>;

/** Most compiled word lists that one process keeps. */
const MOST_COMPILED = 100;

/**
 * Provides the rules of accounts. Their words are compiled once, because every delivery needs them and they change only
 * when a user publishes.
 */
export class AccountRuleBook {
	readonly #compiled = new Map<string, CompiledWords>();

	/** Returns the rules that hold for an account with these listeners. At least one is needed. */
	rulesFor(listeners: readonly Listener[]): AccountRules {
		const settings = listeners.map((listener) => listener.settings);
		return {
			...this.#words(
				distinct(settings.flatMap(({ optOutWords }) => optOutWords)),
				distinct(settings.flatMap(({ optInWords }) => optInWords)),
				distinct(settings.flatMap(({ handBackWords }) => handBackWords)),
			),
			handoverMinutes: Math.max(...settings.map(({ handoverMinutes }) => handoverMinutes)),
		};
	}

	#words(
		optOut: readonly string[],
		optIn: readonly string[],
		handBack: readonly string[],
	): CompiledWords {
		const key = JSON.stringify([optOut, optIn, handBack]);
		const known = this.#compiled.get(key);
		if (known) return known;
		if (this.#compiled.size >= MOST_COMPILED) this.#compiled.clear();
		const words = {
			words: compileConsentWords(optOut, optIn),
			handsBack: compileWholeTexts(handBack),
		};
		this.#compiled.set(key, words);
		return words;
	}
}

function distinct(words: readonly string[]): string[] {
	return [...new Set(words)].sort();
}
