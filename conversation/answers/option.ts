import { allowedEdits, editDistance } from '../../messaging/edit-distance';
import type { EventButton } from '../../messaging/event';
import { withoutCourtesies } from '../../messaging/politeness';
import { foldedWords } from '../../messaging/text-folding';
import { readTypedChoice, type Choice } from '../../messaging/typed-choice';
import { MAX_ANSWER_LENGTH } from '../../messaging/typed-number';
import { cleanText } from './answer-text';

/** Reads the choice of a question that an answer names, by a tap or in words. */

/** Words before a title that say that it is chosen: "quero a entrega". */
const CHOOSING: ReadonlySet<string> = new Set(
	(
		'quero prefiro escolho vou de pode ser opcao ' +
		'quiero prefiero elijo opcion ' +
		'i want take prefer choose would like option ' +
		'a o as os um uma la el las los un una the'
	).split(' '),
);

/** Returns the choice that a customer tapped; any tap where the question offered no choices. */
export function readTappedOption(
	{ id, title }: EventButton,
	choices: readonly Choice[],
): Choice | undefined {
	if (choices.length === 0) return { id, title };
	// Some providers give the title back in place of the id.
	return copyChoice(
		choices.find((choice) => choice.id === id) ?? choices.find((choice) => choice.title === title),
	);
}

/** Returns the choice that a text names: its title or number, also with typing errors or after "quero a". */
export function readTypedOption(text: string, choices: readonly Choice[]): Choice | undefined {
	const clean = cleanText(text);
	if (clean.length > MAX_ANSWER_LENGTH) return undefined;
	return copyChoice(readTypedChoice(text, choices) ?? findSimilar(withoutChoosing(clean), choices));
}

/** Returns the words of a text without those that only say that something is chosen. */
function withoutChoosing(text: string): string[] {
	const words = withoutCourtesies(foldedWords(text));
	const start = words.findIndex((word) => !CHOOSING.has(word));
	return start < 0 ? words : words.slice(start);
}

/** Returns the choice whose title has the same words, but for typing errors. */
function findSimilar(words: readonly string[], choices: readonly Choice[]): Choice | undefined {
	const rated = choices
		.map((choice) => ({ choice, errors: countErrors(words, foldedWords(choice.title)) }))
		.filter(({ errors }) => errors < Infinity);
	const fewest = Math.min(...rated.map(({ errors }) => errors));
	const [nearest, ...others] = rated.filter(({ errors }) => errors === fewest);
	return others.length === 0 ? nearest?.choice : undefined;
}

/** Returns the number of typing errors; infinite where the words are others. */
function countErrors(words: readonly string[], title: readonly string[]): number {
	if (title.length === 0 || words.length !== title.length) return Infinity;
	return words.reduce((sum, word, index) => {
		const meant = title[index] ?? '';
		if (word === meant) return sum;
		const limit = Math.min(allowedEdits(word), allowedEdits(meant));
		return sum + (limit === 0 ? Infinity : (editDistance(word, meant, limit) ?? Infinity));
	}, 0);
}

function copyChoice(choice: Choice | undefined): Choice | undefined {
	return choice && { id: choice.id, title: choice.title };
}
