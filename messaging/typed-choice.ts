import { withoutCourtesies } from './politeness';
import { foldPhrase, foldedWords } from './text-folding';
import { MAX_ANSWER_LENGTH, readSpokenNumber, readTypedNumber } from './typed-number';

/** Recognises the entry of a menu or question that a typed answer names. */

/** An entry of a menu: a button, a list row, or a line of a numbered text. */
export interface Choice {
	id: string;
	title: string;
}

/**
 * Returns the choice that a text names: by its title, by its number, or by both ("2 - Sair"). Returns `undefined` for
 * every other text, and where two choices could be meant.
 */
export function readTypedChoice(text: string, choices: readonly Choice[]): Choice | undefined {
	if (text.length > MAX_ANSWER_LENGTH || text.trim() === '') return undefined;
	// The title first: where the choices are "3", "4" and "5" people, a typed 3 is the title and not the third.
	const titled = findByTitle(text, choices);
	if (titled.length > 0) return only(titled);
	return findByNumber(text, choices) ?? findBySpokenNumber(text, choices);
}

/** Returns the choices of which the text is the title, by the closest reading that fits any. */
function findByTitle(text: string, choices: readonly Choice[]): Choice[] {
	const phrase = foldPhrase(text);
	const words = foldedWords(text);
	const same = choices.filter(({ title }) => foldPhrase(title) === phrase);
	if (same.length > 0) return same;
	for (const typed of [words.join(' '), withoutCourtesies(words).join(' ')]) {
		const alike = choices.filter(({ title }, index) => {
			const titleWords = foldedWords(title).join(' ');
			return titleWords !== '' && (typed === titleWords || typed === `${index + 1} ${titleWords}`);
		});
		if (alike.length > 0) return alike;
	}
	return [];
}

function findByNumber(text: string, choices: readonly Choice[]): Choice | undefined {
	const number = readTypedNumber(text);
	if (number === undefined) return undefined;
	const meant = new Set(choices.slice(number - 1, number));
	// Where every title starts with a number ("2 pessoas", "3 pessoas"), the typed one may also be that of a title.
	const numbers = choices.map(({ title }) => foldedWords(title)[0] ?? '');
	if (numbers.every((word) => /^\d+$/.test(word))) {
		choices
			.filter((_, index) => Number(numbers[index]) === number)
			.forEach((choice) => meant.add(choice));
	}
	return only([...meant]);
}

/**
 * Returns the choice with this number in words. None for a number that is also a word of another title, such as
 * "segunda" in "Segunda-feira".
 */
function findBySpokenNumber(text: string, choices: readonly Choice[]): Choice | undefined {
	const spoken = readSpokenNumber(text);
	const choice = spoken && choices[spoken.number - 1];
	if (!choice) return undefined;
	const isWordOfAnother = choices.some(
		(other) => other !== choice && foldedWords(other.title).includes(spoken.word),
	);
	return isWordOfAnother ? undefined : choice;
}

function only(choices: readonly Choice[]): Choice | undefined {
	return choices.length === 1 ? choices[0] : undefined;
}
