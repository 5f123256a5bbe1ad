import { foldPhrase } from '../messaging/text-folding';
import type { Decision, Router } from './decision';

/**
 * Route By Step: the bot's present step in the conversation, by its name. The first branch is for a conversation that has
 * no step, the others are the steps in the order of the settings. A step that is not in the list goes to the fallback.
 */

export interface StepSettings {
	/** Names of the steps. Of two equal names the first counts. */
	steps: readonly string[];
}

export interface StepInput {
	/** Usually `event.conversation.step`. */
	step: unknown;
}

export interface StepDecision extends Decision {
	reason: 'step' | 'noStep' | 'unknownStep';
}

/** Branch of a conversation without a step. */
const NEW = 0;

export function compileStep({ steps }: StepSettings): Router<StepInput, StepDecision> {
	const branches = new Map<string, number>();
	steps.forEach((name, index) => {
		const folded = foldPhrase(name);
		if (folded && !branches.has(folded)) branches.set(folded, index + 1);
	});
	return {
		problems: [],
		hints: steps.flatMap((name, index) =>
			foldPhrase(name) ? [] : [`Step ${index + 1} has no name, so it never applies.`],
		),
		decide: ({ step }) => {
			if (step === undefined || step === null) return { branches: [NEW], reason: 'noStep' };
			const name = typeof step === 'string' || typeof step === 'number' ? String(step) : undefined;
			if (name?.trim() === '') return { branches: [NEW], reason: 'noStep' };
			const branch = name === undefined ? undefined : branches.get(foldPhrase(name));
			return branch === undefined
				? { branches: [], reason: 'unknownStep' }
				: { branches: [branch], matched: [steps[branch - 1] ?? ''], reason: 'step' };
		},
	};
}
