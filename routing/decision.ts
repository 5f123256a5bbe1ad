/**
 * The contract of all modes of routing. Settings are compiled once into a router, and the router decides once for each
 * message. Routers are pure: no clock, no network, no store. The same input always gets the same decision.
 */

/** Decision about one message. */
export interface Decision {
	/**
	 * Indexes into the branches in the order in which the user typed them, ascending and without repeats. Empty when
	 * no rule matches: the message goes to the fallback.
	 */
	branches: readonly number[];
	/**
	 * The value that met the rule of each branch, in the words of the settings: a phrase, a tier, a local time. Never
	 * the text of a message.
	 */
	matched?: readonly string[];
	/** Stable code of the reason, e.g. `words` or `noMatch`. Never holds the text of a message. */
	reason: string;
}

/** Problem in the settings that the user has to correct. */
export interface SettingsProblem {
	/** Index of the rule, where the problem is about one rule. */
	rule?: number;
	/** The cause, as a sentence. */
	problem: string;
	/** The correction, as a sentence. */
	remedy: string;
}

/** Compiled settings of one mode. */
export interface Router<Input, Answer extends Decision = Decision> {
	/** Empty when the settings can be used. Otherwise `decide` still works, without the broken rules. */
	readonly problems: readonly SettingsProblem[];
	/** Settings that can be used but have no effect, each as a sentence. */
	readonly hints?: readonly string[];
	/** Total: no input throws. */
	readonly decide: (input: Input) => Answer;
}
