import { setTimeout as pause } from 'node:timers/promises';

import { askingWorkflow } from './asking-workflow';
import { textFrom, type ChatPage, type Customer } from './simulated-phone';

/** Many customers who are asked the same question, each with an own number to answer. */

export const QUESTION = 'Quantos?';
export const SILENCE = 'silence';

/**
 * Returns a workflow that asks, and writes `reply <number>` or `silence`. A message that comes again because its
 * execution died gets `again <text>` instead of the question.
 */
export function countingWorkflow(question: Record<string, unknown>) {
	return askingWorkflow([
		{
			...{ name: 'Question', after: ['Reply', 'Silence'] },
			parameters: {
				text: `={{ $json.redelivered ? "again " + $json.message.text : "${QUESTION}" }}`,
				...question,
			},
		},
		{
			...{ name: 'Reply', operation: 'send' },
			parameters: { text: '=reply {{ $json.answer.value }}' },
		},
		{ ...{ name: 'Silence', operation: 'send' }, parameters: { text: SILENCE } },
	]);
}

export function customerOf(index: number): Customer {
	return { id: `+55119888${String(index).padStart(5, '0')}`, name: `Customer ${index}` };
}

/** Writes until n8n takes it, as a provider does. */
export async function write(page: ChatPage, who: Customer, text: string): Promise<void> {
	const event = textFrom(who, text);
	for (;;) {
		const taken = await page.post(event).then(
			() => true,
			() => false,
		);
		if (taken) return;
		await pause(300);
	}
}

/** Returns what the customers did not hear, heard twice, or should not have heard after answering `n<index>`. */
export function wrongReplies(
	people: readonly Customer[],
	heard: ReadonlyMap<string, readonly string[]>,
): Array<{ who: string; texts: readonly string[] }> {
	return people.flatMap(({ id }, index) => {
		const texts = heard.get(id) ?? [];
		const [asked, ...answers] = texts;
		const own = [`reply n${index}`, `again n${index}`];
		const isRight =
			asked === QUESTION &&
			answers.length > 0 &&
			answers.every((text) => own.includes(text)) &&
			new Set(answers).size === answers.length;
		return isRight ? [] : [{ who: id, texts }];
	});
}

/** Returns how many texts begin with these words. */
export function countOf(heard: ReadonlyMap<string, readonly string[]>, words: string): number {
	return [...heard.values()].flat().filter((text) => text.startsWith(words)).length;
}
