/**
 * Index of the words and phrases of all rules: one tree of words, so that a message is compared with ten thousand
 * phrases in one walk. Phrases match on the borders of words: "port" is not in "portfolio".
 */

export type PhraseMatch = 'wholeMessage' | 'anyWord' | 'startsWith';

interface Branch {
	readonly next: Map<string, Branch>;
	readonly rules: Record<PhraseMatch, number[]>;
}

export interface PhraseIndex {
	/** @param words at least one folded word */
	add(words: readonly string[], match: PhraseMatch, rule: number): void;
	/**
	 * Returns the rules that match, in no order. Stops after `STEPS_FOR_MESSAGE`: what the rest of the message would
	 * match is left out.
	 *
	 * @param message at each position the words that it may be read as
	 */
	find(message: ReadonlyArray<readonly string[]>): Set<number>;
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
		add(phrase, match, rule) {
			let branch = root;
			for (const word of phrase) {
				words.add(word);
				let next = branch.next.get(word);
				if (!next) branch.next.set(word, (next = createBranch()));
				branch = next;
			}
			branch.rules[match].push(rule);
		},
		find(message) {
			const found = new Set<number>();
			let steps = STEPS_FOR_MESSAGE;
			for (let start = 0; start < message.length && steps > 0; start++) {
				steps = collect(root, message, start, found, steps);
			}
			return found;
		},
		vocabulary: () => words,
		isPhrase(word) {
			const rules = root.next.get(word)?.rules;
			return rules !== undefined && Object.values(rules).some((list) => list.length > 0);
		},
	};
}

function createBranch(): Branch {
	return { next: new Map(), rules: { wholeMessage: [], anyWord: [], startsWith: [] } };
}

/** Follows the tree from one position, and returns the steps that are left. */
function collect(
	root: Branch,
	message: ReadonlyArray<readonly string[]>,
	start: number,
	found: Set<number>,
	steps: number,
): number {
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
		for (const { rules } of reached) {
			for (const rule of rules.anyWord) found.add(rule);
			if (start > 0) continue;
			for (const rule of rules.startsWith) found.add(rule);
			if (position === message.length - 1) for (const rule of rules.wholeMessage) found.add(rule);
		}
		branches = reached;
	}
	return left;
}
