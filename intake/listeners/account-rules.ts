import { compileConsentWords, type ConsentWords } from '../../messaging/consent-words';
import type { Listener } from './listener-settings';

/**
 * Rules for recording the events of a number, whichever listener's address they came through. They combine the words of
 * all its listeners, and use the longest of their times.
 */
export interface AccountRules {
	words: ConsentWords;
	/** Minutes. */
	handoverMinutes: number;
}

/** Most compiled pairs of word lists that one process keeps. */
const MOST_COMPILED = 100;

/**
 * Provides the rules of accounts. Their words are compiled once, because every delivery needs them and they change only
 * when a user publishes.
 */
export class AccountRuleBook {
	readonly #compiled = new Map<string, ConsentWords>();

	/** Returns the rules that hold for an account with these listeners. At least one is needed. */
	rulesFor(listeners: readonly Listener[]): AccountRules {
		const settings = listeners.map((listener) => listener.settings);
		return {
			words: this.#words(
				distinct(settings.flatMap(({ optOutWords }) => optOutWords)),
				distinct(settings.flatMap(({ optInWords }) => optInWords)),
			),
			handoverMinutes: Math.max(...settings.map(({ handoverMinutes }) => handoverMinutes)),
		};
	}

	#words(optOut: readonly string[], optIn: readonly string[]): ConsentWords {
		const key = JSON.stringify([optOut, optIn]);
		const known = this.#compiled.get(key);
		if (known) return known;
		if (this.#compiled.size >= MOST_COMPILED) this.#compiled.clear();
		const words = compileConsentWords(optOut, optIn);
		this.#compiled.set(key, words);
		return words;
	}
}

function distinct(words: readonly string[]): string[] {
	return [...new Set(words)].sort();
}
