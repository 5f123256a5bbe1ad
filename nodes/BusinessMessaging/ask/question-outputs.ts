import type { INodeExecutionData } from 'n8n-workflow';

import type { QuestionEnd } from '../../../store/contracts/waits';

/** Outputs of Send and Wait for Reply, in their order. */
export const QUESTION_OUTPUTS = [
	'reply',
	'noReply',
	'wrongAnswers',
	'notDelivered',
	'blocked',
] as const;
export type QuestionOutput = (typeof QUESTION_OUTPUTS)[number];

/**
 * Returns the outputs of a run: items on one of them, and the blocked ones. An AI agent hears the first output only, so a
 * tool call gets every outcome there, without the agent's own input.
 */
export function onOutputs(
	output: QuestionOutput,
	items: INodeExecutionData[],
	{ blocked, isToolCall }: { blocked: INodeExecutionData[]; isToolCall: boolean },
): INodeExecutionData[][] {
	const outputs = QUESTION_OUTPUTS.map((name) => [
		...(name === output ? items : []),
		...(name === 'blocked' ? blocked : []),
	]);
	return isToolCall ? [outputs.flat().map(asAnswer)] : outputs;
}

const OUTCOMES = ['answer', 'noReply', 'wrongAnswers', 'notDelivered', 'blocked'];

/** Returns an item as the answer to a tool call. */
function asAnswer({ json, pairedItem }: INodeExecutionData): INodeExecutionData {
	const outcome = Object.fromEntries(
		Object.entries(json).filter(([name]) => OUTCOMES.includes(name)),
	);
	return { json: { answered: 'answer' in json, ...outcome }, pairedItem };
}

/**
 * Returns the item of an ended question.
 *
 * @param sent the item of the message that asked
 */
export function itemOf(
	end: QuestionEnd,
	sent: INodeExecutionData['json'],
): INodeExecutionData['json'] {
	switch (end.outcome) {
		case 'reply':
			return { ...end.event } as unknown as INodeExecutionData['json'];
		case 'wrongAnswers':
			return {
				...(end.event as unknown as INodeExecutionData['json']),
				wrongAnswers: { last: end.event.message?.text ?? '' },
			};
		case 'noReply':
			return { ...sent, noReply: { reason: end.reason } };
		case 'notDelivered':
			return { ...sent, notDelivered: { ...end.error } };
	}
}
