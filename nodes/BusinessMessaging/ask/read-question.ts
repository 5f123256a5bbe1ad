import { randomUUID } from 'node:crypto';
import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { ANSWER_KINDS, type AnswerKind } from '../../../conversation/answers/expectation';
import type { QuestionSettings } from '../../../conversation/question';
import { DEFAULT_LET_THROUGH, questionTexts } from '../../../conversation/question-texts';
import { choicesOf } from '../../../messaging/degradation-choices';
import type { Choice } from '../../../messaging/typed-choice';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import { countryOf } from '../../../messaging/phone';
import { partiesOf } from '../../../delivery/parties';
import type { Parties } from '../../../store/contracts/parties';
import type { Question } from '../../../store/contracts/waits';
import { numberValue } from '../../ports/number-value';
import { splitList } from '../../ports/typed-list';
import type { Ends } from '../ends';
import { readMessage } from '../message-parameters';
import { readParameters } from '../parameter-reader';
import type { Session } from '../session';
import { readTemplateMessage } from '../template-parameters';
import { readCommon } from '../send-options';
import { waitingExecution } from './waiting-address';

/** Options of the node that concern the waiting. */
interface WaitOptions {
	letThrough?: unknown;
	maximum?: unknown;
	minimum?: unknown;
	remindAfter?: unknown;
	reminder?: unknown;
}

const MILLISECONDS: Record<string, number> = {
	seconds: 1_000,
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
};
const LONGEST_WAIT_MS = 365 * 86_400_000;

/** Returns the message that asks. */
export async function readQuestionMessage(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OutboundMessage> {
	if (context.getNodeParameter('messageType', item, 'text') !== 'template') {
		return await readMessage(context, item);
	}
	const template = await readTemplateMessage(context, session, item, 'template');
	return { ...template, ...readCommon(context, item) };
}

/** Returns the question as the store keeps it. */
export async function readQuestion(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	message: OutboundMessage,
	ends: Extract<Ends, { ok: true }>,
	now: Date,
): Promise<Question> {
	const { from, to } = ends;
	const parties = partiesOf(session.adapter, from, to);
	const options = context.getNodeParameter('options', item, {}) as WaitOptions;
	const number = (label: string, typed: unknown) =>
		numberValue(context.getNode(), label, typed, item);
	const waitMs = waitTime(context, item);
	const remindMs = (number('Remind After (Minutes)', options.remindAfter) ?? 0) * 60_000;
	const tries = number('Tries', context.getNodeParameter('tries', item, 3)) ?? 3;
	return {
		id: randomUUID(),
		parties,
		execution: waitingExecution(context, item),
		settings: await readSettings(context, session, item, message, { ...ends, parties, now }),
		to,
		channel: from.channel,
		tries: Math.max(1, Math.round(tries)),
		deadline: new Date(now.getTime() + waitMs),
		...(remindMs > 0 && remindMs < waitMs && { remindAt: new Date(now.getTime() + remindMs) }),
	};
}

function waitTime(context: IExecuteFunctions, item: number): number {
	const typed = context.getNodeParameter('waitAmount', item, 24);
	const amount = numberValue(context.getNode(), 'Wait Up To', typed, item) ?? 0;
	const unit = String(context.getNodeParameter('waitUnit', item, 'hours'));
	const milliseconds = amount * (MILLISECONDS[unit] ?? 0);
	if (milliseconds > 0) return Math.min(milliseconds, LONGEST_WAIT_MS);
	throw new NodeOperationError(context.getNode(), '"Wait Up To" is not a time', {
		itemIndex: item,
		description: 'Enter a number greater than 0.',
	});
}

async function readSettings(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	message: OutboundMessage,
	{ from, to, parties, now }: Extract<Ends, { ok: true }> & { parties: Parties; now: Date },
): Promise<QuestionSettings> {
	const parameters = readParameters(context, item);
	const options = context.getNodeParameter('options', item, {}) as WaitOptions;
	const expected = String(context.getNodeParameter('expect', item, 'anything'));
	const kind: AnswerKind = ANSWER_KINDS.find((known) => known === expected) ?? 'anything';
	const home = await session.country(from.id);
	const country = (to.phone === undefined ? undefined : countryOf(to.phone)) ?? home;
	const stored = await session.store.conversations.get(parties, now);
	const language = stored?.customer.language ?? stored?.contact.language;
	const number = (label: string, typed: unknown) =>
		numberValue(context.getNode(), label, typed, item);
	const minimum = number('Smallest Number', options.minimum);
	const maximum = number('Largest Number', options.maximum);
	const texts = questionTexts({ customer: { language }, contact: to, home });
	const choices = offeredChoices(message, parameters.text('choices', 'Answers'));
	const asked = 'text' in message ? message.text : '';
	return {
		name: context.getNode().name,
		expectation: {
			kind,
			...(choices.length > 0 && { choices }),
			...(minimum !== undefined && { minimum }),
			...(maximum !== undefined && { maximum }),
			...(kind === 'pattern' && { pattern: parameters.required('pattern', 'Pattern') }),
			timeZone: context.getTimezone(),
			...(language !== undefined && { language }),
			...(country !== undefined && { country }),
		},
		letThrough: splitList(String(options.letThrough ?? DEFAULT_LET_THROUGH)),
		again: again(
			message,
			parameters.text('textIfWrong', 'If Wrong') || withQuestion(texts.wrong, asked),
		),
		reminder: parameters.cell(options.reminder, 'Reminder') || withQuestion(texts.reminder, asked),
	};
}

function withQuestion(text: string, question: string): string {
	return question === '' ? text : `${text}\n${question}`;
}

/** Returns the message that asks again: with the same buttons, or the text alone after a template. */
function again(message: OutboundMessage, text: string): OutboundMessage {
	if (message.type === 'buttons' || message.type === 'list') return { ...message, text };
	return { type: 'text', text, previewLink: false };
}

/** Returns what the customer can choose: buttons, rows, or the typed answers. */
function offeredChoices(message: OutboundMessage, typed: string): Choice[] {
	if (message.type === 'buttons' || message.type === 'list') return choicesOf(message);
	const lines = typed.split('\n').map((line) => line.trim());
	return lines.filter((line) => line !== '').map((line) => ({ id: line, title: line }));
}
