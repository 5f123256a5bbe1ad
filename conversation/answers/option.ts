import type { EventButton } from '../../messaging/event';
import { readTypedChoice, type Choice } from '../../messaging/typed-choice';

/** Returns the choice that a customer tapped; any tap where the question offered no choices. */
export function readTappedOption(
	{ id, title }: EventButton,
	choices: readonly Choice[],
): Choice | undefined {
	if (choices.length === 0) return { id, title };
	const tapped = choices.find((choice) => choice.id === id);
	return tapped && { id: tapped.id, title: tapped.title };
}

/** Returns the choice that a text names. */
export function readTypedOption(text: string, choices: readonly Choice[]): Choice | undefined {
	const choice = readTypedChoice(text, choices);
	return choice && { id: choice.id, title: choice.title };
}
