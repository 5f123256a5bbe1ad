import type { MessagingError } from '../../messaging/error';
import type { ErrorEntry } from './error-table';

/**
 * Explains an HTTP refusal by Infobip's own code where it gives one, else by the status
 * (docs/facts/infobip.md#error-bodies and docs/facts/infobip.md#rate-limits).
 */

export interface ErrorExplanation extends Pick<ErrorEntry, 'title' | 'remedy' | 'waitSeconds'> {
	/** `unsafe`: the message may have been sent already, so it is not retried automatically. */
	policy: ErrorEntry['policy'] | 'unsafe';
	meaning?: MessagingError['meaning'];
}

export function refusalOf(status: number, code: string | undefined): ErrorExplanation {
	const named = code === undefined ? undefined : BY_CODE[code.toUpperCase()];
	return named ?? byStatus(status);
}

/** Remedies by Infobip's text about a field. */
const VALIDATION: ReadonlyArray<readonly [words: RegExp, remedy: string]> = [
	[
		/new-line|tab characters|consecutive spaces/i,
		'Remove line breaks, tabs and repeated spaces from the values of the template.',
	],
	[/valid url/i, 'Enter a full, public address that starts with https://.'],
	[/must not be (blank|null|empty)/i, 'Fill in the field in the reason, or check its expression.'],
	[/unique/i, 'Give each button and row its own id and title.'],
	[/number of rows/i, 'Use 1 to 10 rows in all sections together.'],
	[/size must be between|length/i, 'Shorten or fill in the field that the reason names.'],
];

/** Returns the remedy for a refused field; `undefined` when none is known. */
export function validationRemedy(violations: readonly string[]): string | undefined {
	for (const [words, remedy] of VALIDATION) {
		if (violations.some((violation) => words.test(violation))) return remedy;
	}
	return undefined;
}

const BAD_REQUEST: ErrorExplanation = {
	title: 'Infobip could not accept the request',
	remedy: 'Correct the field in the reason, in the node or in the raw message.',
	policy: 'no',
};

const UNAUTHORIZED: ErrorExplanation = {
	title: 'Infobip does not accept the API key',
	remedy:
		'Copy API key and API base URL from the same account: in the Infobip portal under Developer Tools > API Keys. The key may have expired, or allow other IP addresses only.',
	policy: 'no',
	meaning: 'wrongCredential',
};

const FORBIDDEN: ErrorExplanation = {
	title: 'The API key lacks a permission',
	remedy:
		'Add the missing scope to the key in the Infobip portal: message:send and whatsapp:manage for messages, subscriptions:manage and numbers:manage for the trigger.',
	policy: 'no',
	meaning: 'wrongCredential',
};

const NOT_FOUND: ErrorExplanation = {
	title: 'Infobip found nothing with this id',
	remedy:
		'Check the sender, the id and the API base URL in the credential. A file is only kept for seven days.',
	policy: 'no',
};

const THROTTLED: ErrorExplanation = {
	title: 'Infobip received too many requests',
	remedy: 'Send more slowly. The request is repeated after a pause.',
	policy: 'backoff',
	meaning: 'rateLimited',
};

const FAULT: ErrorExplanation = {
	title: 'Infobip reported an internal error',
	remedy:
		'Check whether the customer got the message before you send it again, and see the status page of Infobip.',
	policy: 'unsafe',
};

const BY_CODE: Readonly<Record<string, ErrorExplanation>> = {
	BAD_REQUEST,
	E400: BAD_REQUEST,
	UNAUTHORIZED,
	E401: UNAUTHORIZED,
	FORBIDDEN,
	E403: FORBIDDEN,
	NOT_FOUND,
	E404: NOT_FOUND,
	TOO_MANY_REQUESTS: THROTTLED,
	E429: THROTTLED,
	GENERAL_ERROR: FAULT,
	E500: FAULT,
	'WA-FLOW-SENDER404': {
		title: 'The sender of the form is not known',
		remedy: 'Check the sender: the form must belong to the WhatsApp account of this number.',
		policy: 'no',
	},
	'WA-FLOW-ID404': {
		title: 'The form is not known',
		remedy: 'Copy the Flow ID from the Infobip portal; the form must belong to this sender.',
		policy: 'no',
	},
};

const TOO_LARGE: ErrorExplanation = {
	title: 'The request is too large',
	remedy: 'Send less at once, or a link to the file instead of the file.',
	policy: 'no',
};

const OTHER: ErrorExplanation = {
	title: 'Infobip refused the request',
	remedy: 'Read the reason. If it does not help, ask Infobip support.',
	policy: 'no',
};

function byStatus(status: number): ErrorExplanation {
	if (status >= 500) return FAULT;
	switch (status) {
		case 400:
			return BAD_REQUEST;
		case 401:
			return UNAUTHORIZED;
		case 403:
			return FORBIDDEN;
		case 404:
			return NOT_FOUND;
		case 413:
			return TOO_LARGE;
		case 429:
			return THROTTLED;
		default:
			return OTHER;
	}
}
