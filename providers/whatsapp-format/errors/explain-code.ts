import type { MessagingError } from '../../../messaging/error';
import { redact } from '../../../messaging/redact';
import { ERROR_TABLE, type ErrorEntry } from './error-table';

/**
 * Explains an error code of WhatsApp to the user, for every provider that passes it on. The code decides, never the
 * HTTP status: rate limits come as 400 and wrong tokens as 401, 403 or 500 (docs/facts/whatsapp-cloud.md#error-body).
 * Only an undocumented code is explained by its status.
 */

const NO_EXPLANATION = 'WhatsApp gave no further explanation.';
/** Our choice for a rate limit that states no time. */
const THROTTLED_WAIT_SECONDS = 60;

type ErrorExplanation = Omit<ErrorEntry, 'codes'>;

/** Meta's own text about an error. Everything is redacted before it is shown. */
export interface ErrorDetail {
	/** Meta's short name of the error (`title` or `message`). */
	title?: string;
	/** Meta's sentence about this occurrence (`error_data.details`). */
	details?: string;
	/** `fbtrace_id`, for Meta's support. */
	traceId?: string;
	/** HTTP status, where there was one; decides only about undocumented codes. */
	status?: number;
}

/**
 * Explains one error of the Cloud API, from an answer or from a status webhook. Total.
 *
 * @param code Meta's error code as text, e.g. `131047`
 */
export function explainErrorCode(code: string, detail: ErrorDetail): MessagingError {
	const explanation = documented(code) ?? undocumented(detail.status);
	return {
		code: /^[\w.-]{1,40}$/.test(code) ? code : 'unknown',
		title: explanation.title,
		reason: redact(detail.details) ?? redact(detail.title) ?? NO_EXPLANATION,
		remedy: explanation.remedy,
		...consequence(explanation),
		...(explanation.meaning ? { meaning: explanation.meaning } : {}),
		...(explanation.limitedFor ? { limitedFor: explanation.limitedFor } : {}),
		...(detail.traceId && /^[\w-]{1,64}$/.test(detail.traceId) ? { traceId: detail.traceId } : {}),
	};
}

const SINGLE_CODES: ReadonlyMap<string, ErrorEntry> = new Map(
	ERROR_TABLE.flatMap((entry) =>
		entry.codes.filter((code) => typeof code === 'number').map((code) => [String(code), entry]),
	),
);

const CODE_RANGES = ERROR_TABLE.flatMap((entry) =>
	entry.codes.flatMap((code) =>
		typeof code === 'number' ? [] : [{ first: code[0], last: code[1], entry }],
	),
);

function documented(code: string): ErrorExplanation | undefined {
	const single = SINGLE_CODES.get(code);
	if (single || !/^\d+$/.test(code)) return single;
	return CODE_RANGES.find(({ first, last }) => Number(code) >= first && Number(code) <= last)
		?.entry;
}

function undocumented(status: number | undefined): ErrorExplanation {
	if (status !== undefined && status >= 500) {
		return {
			title: 'WhatsApp reported an internal error',
			remedy:
				'Check whether the customer got the message before you send it again, and see the status page of Meta.',
			policy: 'unsafe',
		};
	}
	if (status === 429) {
		return {
			title: 'WhatsApp received too many requests',
			remedy: 'Send more slowly. The message is sent again after a pause.',
			policy: 'backoff',
			waitSeconds: THROTTLED_WAIT_SECONDS,
			meaning: 'rateLimited',
		};
	}
	if (status === 401 || status === 403) {
		return {
			title: 'WhatsApp did not allow this',
			remedy: 'Check the access token and its permissions in the credential.',
			policy: 'no',
			meaning: 'wrongCredential',
		};
	}
	if (status === 404) {
		return {
			title: 'WhatsApp does not know this address',
			remedy: 'Check the sender, the account id and the API Address in the credential.',
			policy: 'no',
		};
	}
	return {
		title: 'WhatsApp refused the message',
		remedy: 'Read the reason. If it does not help, look the code up in the error list of Meta.',
		policy: 'no',
	};
}

function consequence(
	explanation: ErrorExplanation,
): Pick<MessagingError, 'retry' | 'retryAfterSeconds' | 'mayHaveBeenSent'> {
	if (explanation.policy === 'unsafe') return { retry: 'no', mayHaveBeenSent: true };
	if (explanation.policy === 'no') return { retry: 'no' };
	const wait = explanation.waitSeconds;
	return {
		retry: explanation.policy === 'backoff' ? 'now' : 'later',
		...(wait === undefined ? {} : { retryAfterSeconds: wait }),
	};
}
