import type { OutboundMessage } from '../messaging/outbound-message';
import type { Expectation } from './answers/expectation';

/** Settings of a question that a workflow asked, as plain JSON: the store keeps them while its execution waits. */
export interface QuestionSettings {
	/** Name of the question, as the answer carries it. */
	name: string;
	expectation: Expectation;
	/** Whole messages that go their normal way instead of answering. */
	letThrough: string[];
	/** The message that asks again after a wrong answer. */
	again: OutboundMessage;
	/** Text of the reminder. */
	reminder: string;
}
