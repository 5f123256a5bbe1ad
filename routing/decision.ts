/**
 * The common form of all routing rules. Settings are compiled once into a router, and the router is asked once per
 * message. Routers are pure: no clock, no network, no store; the same question always gets the same answer.
 */

/** What a router says about one message. */
export interface Decision {
	/**
	 * Indexes into the branches in the order in which the user typed them, ascending and without repeats. Empty when
	 * no rule matches: the message goes to the fallback.
	 */
	branches: readonly number[];
	/** Stable code of the reason, e.g. `words` or `noMatch`. Never holds the text of a message. */
	reason: string;
}

/** Something in the settings that the user has to correct. */
export interface SettingsProblem {
	/** Which rule, from 0, where it is about one rule. */
	rule?: number;
	/** What is wrong, as a sentence. */
	problem: string;
	/** What to do, as a sentence. */
	remedy: string;
}

/** Compiled settings. */
export interface Router<Input, Answer extends Decision = Decision> {
	/** Not empty when the settings cannot be used as they are. `decide` still works, without the broken rules. */
	readonly problems: readonly SettingsProblem[];
	/** Total: no input throws. */
	readonly decide: (input: Input) => Answer;
}
