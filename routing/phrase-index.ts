/**
 * Index of the words and phrases of all rules: one tree of words, so that a message is compared with ten thousand
 * phrases in one walk. Phrases match on the borders of words: "port" is not in "portfolio".
 */

export type PhraseMatch = 'wholeMessage' | 'anyWord' | 'startsWith';

/** A phrase as the user typed it, and the index of its rule. */
interface Phrase {
	readonly text: string;
	readonly rule: number;
}

interface Branch {
	readonly next: Map<string, Branch>;
	readonly phrases: Record<PhraseMatch, Phrase[]>;
}

/** Indexes of rules, each with its own text that matched. */
export type FoundRules = Map<number, string>;

export interface PhraseIndex {
	/** @param words the folded words of the phrase, at least one */
	add(words: readonly string[], match: PhraseMatch, phrase: Phrase): void;
	/**
	 * Returns the rules that match, each with a phrase that does, in no order. Stops after `STEPS_FOR_MESSAGE`: what the rest of the message would
	 * match is left out.
	 *
	 * @param message at each position the words that it may be read as
	 */
	find(message: ReadonlyArray<readonly string[]>): FoundRules;
	/** Returns every word that occurs in a phrase. */
	vocabulary(): Set<string>;
	/** Returns whether the word is a phrase on its own. */
	isPhrase(word: string): boolean;
}

/**
 * Steps through the tree that one message may cost, about 10 ms of a slow machine. Only a phrase of hundreds of words
 * that repeat each other can use them up.
 */
const STEPS_FOR_MESSAGE = 50_000;

export function createPhraseIndex(): PhraseIndex {
	const root = createBranch();
	const words = new Set<string>();
	return {
		add(phraseWords, match, phrase) {
			let branch = root;
			for (const word of phraseWords) {
				words.add(word);
				let next = branch.next.get(word);
				if (!next) branch.next.set(word, (next = createBranch()));
				branch = next;
			}
			branch.phrases[match].push(phrase);
		},
		find(message) {
			const found: FoundRules = new Map();
			let steps = STEPS_FOR_MESSAGE;
			for (let start = 0; start < message.length && steps > 0; start++) {
				steps = collect(root, message, start, found, steps);
			}
			return found;
		},
		vocabulary: () => words,
		isPhrase(word) {
			const phrases = root.next.get(word)?.phrases;
			return phrases !== undefined && Object.values(phrases).some((list) => list.length > 0);
		},
	};
}

function createBranch(): Branch {
	return { next: new Map(), phrases: { wholeMessage: [], anyWord: [], startsWith: [] } };
}

/** Follows the tree from one position, and returns the steps that are left. */
function collect(
	root: Branch,
	message: ReadonlyArray<readonly string[]>,
	start: number,
	found: FoundRules,
	steps: number,
): number {
	const keep = (phrases: readonly Phrase[]) => {
		for (const { rule, text } of phrases) if (!found.has(rule)) found.set(rule, text);
	};
	let branches = [root];
	let left = steps;
	for (let position = start; position < message.length && branches.length > 0; position++) {
		const reached: Branch[] = [];
		const words = message[position] ?? [];
		left -= branches.length * words.length;
		if (left < 0) break;
		for (const branch of branches) {
			for (const word of words) {
				const next = branch.next.get(word);
				if (next) reached.push(next);
			}
		}
		for (const { phrases } of reached) {
			keep(phrases.anyWord);
			if (start > 0) continue;
			keep(phrases.startsWith);
			if (position === message.length - 1) keep(phrases.wholeMessage);
		}
		branches = reached;
	}
	return left;
}
