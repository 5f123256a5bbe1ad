/**
 * All words and phrases of all rules in one tree of words, so that a message is compared with ten thousand phrases in
 * one walk. Phrases match on the borders of words: "port" is not in "portfolio".
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
	 * The rules that match, in no order.
	 *
	 * @param message at each position the words that it may be read as
	 */
	find(message: ReadonlyArray<readonly string[]>): Set<number>;
	/** Every word that occurs in a phrase. */
	vocabulary(): Set<string>;
	/** Whether the word is a phrase on its own. */
	isPhrase(word: string): boolean;
}

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
			for (let start = 0; start < message.length; start++) collect(root, message, start, found);
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

/** Follows the tree from one position; the tree itself bounds the walk. */
function collect(
	root: Branch,
	message: ReadonlyArray<readonly string[]>,
	start: number,
	found: Set<number>,
): void {
	let branches = [root];
	for (let position = start; position < message.length && branches.length > 0; position++) {
		const reached: Branch[] = [];
		for (const branch of branches) {
			for (const word of message[position] ?? []) {
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
}
