import type { MessagingError } from '../../messaging/error';

/**
 * Explains Gupshup's own codes to the user (docs/facts/chat-architect.md#error-codes). Longer codes are Meta's, and are
 * explained as WhatsApp Cloud explains them.
 */
export interface ErrorEntry {
	codes: readonly string[];
	title: string;
	/** The next step of the user, in the imperative. */
	remedy: string;
	/** See `MessagingError.retry`. */
	retry: MessagingError['retry'];
	/** Seconds to wait before a repeat. */
	waitSeconds?: number;
	meaning?: MessagingError['meaning'];
}

/** Our choice: no page states a time. */
export const THROTTLED_WAIT_SECONDS = 10;

export const ERROR_TABLE: readonly ErrorEntry[] = [
	{
		codes: ['1001'],
		title: 'The message could not be delivered',
		remedy:
			'The phone may be off, or WhatsApp may be missing on it. Try again later, or use another channel.',
		retry: 'later',
	},
	{
		codes: ['1002'],
		title: 'This number is not on WhatsApp',
		remedy: 'Check the number with its country code, or reach the customer on another channel.',
		retry: 'no',
	},
	{
		codes: ['1003'],
		title: 'The balance of your account is too low',
		remedy: 'Top up the balance in the ChatArchitect cabinet, then send again.',
		retry: 'later',
	},
	{
		codes: ['1004'],
		title: 'The template is disabled',
		remedy: 'Choose another template, or create a new one with another text.',
		retry: 'no',
	},
	{
		codes: ['1005'],
		title: 'The customer service window is closed, and the text is not an approved template',
		remedy:
			'Send an approved template. If this was one, its wording must be exactly the approved one, with nothing added.',
		retry: 'no',
		meaning: 'windowClosed',
	},
	{
		codes: ['1006'],
		title: 'No opt-in is recorded for this customer',
		remedy:
			'Record the consent of the customer in the ChatArchitect cabinet, or wait until they write first.',
		retry: 'no',
	},
	{
		codes: ['1007', '1008'],
		title: 'The customer has neither opted in nor written in the last 24 hours',
		remedy: 'Send an approved template to a customer who has opted in, or wait until they write.',
		retry: 'no',
		meaning: 'windowClosed',
	},
	{
		codes: ['1010', '1011'],
		title: 'The file could not be used',
		remedy:
			'Check that its address opens without a login, and that it is small enough: image 5 MB, video and audio 16 MB, document 100 MB.',
		retry: 'no',
	},
	{
		codes: ['1012'],
		title: 'The customer does not want messages from you',
		remedy: 'Do not write to them until they opt in again.',
		retry: 'no',
		meaning: 'optedOut',
	},
	{
		codes: ['4001'],
		title: 'ChatArchitect received too many requests',
		remedy: 'Send more slowly. The message is sent again after a pause.',
		retry: 'now',
		waitSeconds: THROTTLED_WAIT_SECONDS,
		meaning: 'rateLimited',
	},
];
