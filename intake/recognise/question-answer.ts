import { readAnswer } from '../../conversation/answers/read-answer';
import type { QuestionSettings } from '../../conversation/question';
import type { MessagingEvent } from '../../messaging/event';
import { foldPhrase } from '../../messaging/text-folding';
import type { AnswerReading } from '../../store/contracts/inbox';
import type { StoredQuestion } from '../../store/contracts/waits';

/**
 * Reads a recognised and recorded event as the answer to the open question of its conversation. Everything that is no
 * answer goes its normal way: what the customer wrote before the question, words that the user lets through, taps on
 * older buttons, and everything while an agent handles the conversation.
 */
export function readQuestionAnswer(
	event: MessagingEvent,
	question: StoredQuestion,
	now: Date,
): AnswerReading {
	const settings = question.settings as QuestionSettings;
	const isAnswer =
		isToBot(event) &&
		isWrittenNow(event) &&
		!isOlder(event, question) &&
		!isLetThrough(event, settings) &&
		isTapOnQuestion(event, question, settings);
	if (!isAnswer) return { is: 'ordinary' };
	const { name, expectation } = settings;
	const reading = readAnswer(event, expectation, now);
	if (!reading.ok) return { is: 'wrong' };
	const { value, text } = reading;
	return { is: 'answer', answer: { question: name, kind: expectation.kind, value, text } };
}

/**
 * Returns whether a message that came before the question starts nothing while the question is open: the customer wrote
 * it into the dialogue that goes on. Taps and words that the user lets through start their workflow.
 */
export function isAskedInstead(event: MessagingEvent, { settings }: StoredQuestion): boolean {
	return event.event === 'message' && !isLetThrough(event, settings as QuestionSettings);
}

function isToBot({ conversation, group }: MessagingEvent): boolean {
	return group === undefined && (conversation?.handler ?? 'bot') === 'bot';
}

/** Returns whether the event is a new message or a tap. */
function isWrittenNow({ event, message }: MessagingEvent): boolean {
	if (event === 'buttonClick') return true;
	return (
		event === 'message' &&
		message !== undefined &&
		message.type !== 'reaction' &&
		message.editOf === undefined
	);
}

const PRECISION_MS = 1_000;

/** Time in which no customer reads and answers a question. */
const READING_MS = 2_000;

/**
 * Returns whether the customer wrote before the question was asked, or so early that they cannot have read it: within two
 * seconds, and the provider has not taken it yet. Providers state whole seconds.
 */
function isOlder({ timestamp }: MessagingEvent, { askedAt, messageId }: StoredQuestion): boolean {
	const wroteAt = Date.parse(timestamp);
	const asked = Date.parse(askedAt);
	const isUnread = messageId === undefined && wroteAt < asked + READING_MS;
	return isUnread || wroteAt < Math.floor(asked / PRECISION_MS) * PRECISION_MS;
}

function isLetThrough({ message }: MessagingEvent, { letThrough }: QuestionSettings): boolean {
	const text = foldPhrase(message?.text ?? '');
	return text !== '' && letThrough.some((word) => foldPhrase(word) === text);
}

/**
 * Returns `true` for messages, and for taps on a button of the question. A question that is asked again shows its buttons
 * in a second message, so id and title tell them, too.
 */
function isTapOnQuestion(
	{ button }: MessagingEvent,
	{ messageId }: StoredQuestion,
	{ expectation }: QuestionSettings,
): boolean {
	if (button === undefined) return true;
	const { choices = [] } = expectation;
	// A template's buttons are not known here, and not every provider names the message of a tap.
	if (choices.length === 0 && button.messageId === undefined) return true;
	return (
		(messageId !== undefined && button.messageId === messageId) ||
		choices.some(({ id, title }) => id === button.id && title === button.title)
	);
}
