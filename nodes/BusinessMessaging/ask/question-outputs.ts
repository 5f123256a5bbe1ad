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

/** Returns the outputs of a run, with items on one of them. */
export function onOutput(
	output: QuestionOutput,
	items: INodeExecutionData[],
): INodeExecutionData[][] {
	return QUESTION_OUTPUTS.map((name) => (name === output ? items : []));
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
			return end.event as unknown as INodeExecutionData['json'];
		case 'wrongAnswers':
			return end.event as unknown as INodeExecutionData['json'];
		case 'noReply':
			return { ...sent, noReply: { reason: end.reason } };
		case 'notDelivered':
			return { ...sent, notDelivered: { ...end.error } };
	}
}
