import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';
import { explainNotAnswered } from '../../messaging/not-answered';
import { idText, looseRecord } from '../../messaging/reading/loose-json';
import { redact } from '../../messaging/redact';
import { explainErrorCode as explainMetaCode } from '../whatsapp-format/errors/explain-code';
import { ERROR_TABLE, THROTTLED_WAIT_SECONDS, type ErrorEntry } from './error-table';

/**
 * Translates the answers of ChatArchitect into errors for the user. Only one of its own errors is documented: a body
 * with `status: "Unauthorized"`, which may come with any HTTP status, 200 included
 * (docs/facts/chat-architect.md#connection). Everything else is read as Gupshup's. No idempotency key is known, so a
 * message that may have been sent is never retried automatically.
 *
 * Answers may hold the account's `storage`, so only the fields that are known to hold an error's words are quoted.
 */

const NO_EXPLANATION = 'ChatArchitect gave no further explanation.';

type ErrorExplanation = Omit<ErrorEntry, 'codes'> & { mayHaveBeenSent?: true };

const BY_CODE: ReadonlyMap<string, ErrorEntry> = new Map(
	ERROR_TABLE.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)),
);

/** Meta's codes of messages have six digits; Gupshup's have four. */
const META_CODE = /^\d{5,7}$/;

/**
 * Explains one error by its code, from an answer or a receipt. Total.
 *
 * @param code Gupshup's or Meta's, e.g. `1002` or `131047`
 * @param detail `reason` is redacted before it is shown; `status` decides about undocumented codes
 */
export function explainErrorCode(
	code: string,
	detail: { reason?: string; status?: number },
): MessagingError {
	const entry = BY_CODE.get(code);
	if (entry === undefined && META_CODE.test(code)) {
		return explainMetaCode(code, { details: detail.reason, status: detail.status });
	}
	return error(code, entry ?? byStatus(detail.status), detail.reason);
}

const ASKED = { provider: 'ChatArchitect', addressField: 'the API Address' };

/** Explains any failure of a request to ChatArchitect. Total: no failure and no body throws. */
export function explainError(failure: HttpFailure): MessagingError {
	switch (failure.kind) {
		case 'timeout':
		case 'downloadEnded':
		case 'unreachable':
			return explainNotAnswered(failure, ASKED);
		case 'refused': {
			const { status, body } = failure;
			return (
				explainBody(body, status) ??
				explainErrorCode(`http${status}`, { reason: wordsOf(body), status })
			);
		}
	}
}

/** Returns the error in an answer, whatever its HTTP status; `undefined` when there is none. Total. */
export function explainBody(body: unknown, status?: number): MessagingError | undefined {
	const answer = looseRecord.parse(body);
	if (answer === undefined) return undefined;
	const state = typeof answer.status === 'string' ? answer.status.trim().toLowerCase() : '';
	if (state === 'unauthorized') return error('unauthorized', UNAUTHORIZED, wordsOf(body));
	const isError = FAILED_STATES.has(state) || looseRecord.parse(answer.error) !== undefined;
	if (!isError) return undefined;
	const reason = wordsOf(body);
	if (reason !== undefined && /too many requests/i.test(reason)) {
		return error('tooManyRequests', THROTTLED, reason);
	}
	const code = codeOf(body);
	return explainErrorCode(code ?? (isRefusal(status) ? `http${status}` : 'refused'), {
		reason,
		status,
	});
}

const FAILED_STATES: ReadonlySet<string> = new Set(['error', 'failed', 'failure', 'fail']);

function isRefusal(status: number | undefined): boolean {
	return status !== undefined && status >= 400;
}

/** Keys under which Gupshup and its resellers put code and text of an error. Both can also be at the top level. */
const PLACES = ['error', 'message', 'payload'] as const;
const words = z.string().min(1).optional().catch(undefined);
const errorPart = z.object({ code: idText, reason: words, message: words, error: words });

function errorParts(body: unknown): Array<z.infer<typeof errorPart>> {
	const answer = looseRecord.parse(body);
	if (answer === undefined) return [];
	return [...PLACES.map((place) => answer[place]), answer].flatMap((part) => {
		const read = errorPart.safeParse(part);
		return read.success ? [read.data] : [];
	});
}

function codeOf(body: unknown): string | undefined {
	return errorParts(body).find(({ code }) => code !== undefined)?.code;
}

function wordsOf(body: unknown): string | undefined {
	for (const { reason, message, error: said } of errorParts(body)) {
		const found = reason ?? message ?? said;
		if (found !== undefined) return found;
	}
	return undefined;
}

function error(
	code: string,
	explanation: ErrorExplanation,
	reason: string | undefined,
): MessagingError {
	return {
		code: /^[\w.-]{1,40}$/.test(code) ? code : 'unknown',
		title: explanation.title,
		reason: redact(reason) ?? NO_EXPLANATION,
		remedy: explanation.remedy,
		retry: explanation.retry,
		...(explanation.waitSeconds === undefined
			? {}
			: { retryAfterSeconds: explanation.waitSeconds }),
		...(explanation.mayHaveBeenSent ? { mayHaveBeenSent: true } : {}),
		...(explanation.meaning ? { meaning: explanation.meaning } : {}),
	};
}

function byStatus(status: number | undefined): ErrorExplanation {
	if (status === undefined) return REFUSED;
	if (status === 429) return THROTTLED;
	if (status === 401 || status === 403) return UNAUTHORIZED;
	if (status === 404) return NOT_FOUND;
	if (status === 413) return TOO_LARGE;
	return status >= 500 ? FAULT : REFUSED;
}

const UNAUTHORIZED: ErrorExplanation = {
	title: 'ChatArchitect does not accept App ID and App Secret',
	remedy:
		'Copy App ID and App Secret of the same app again from the ChatArchitect cabinet into the credential.',
	retry: 'no',
	meaning: 'wrongCredential',
};

const THROTTLED: ErrorExplanation = {
	title: 'ChatArchitect received too many requests',
	remedy: 'Send more slowly. The message is sent again after a pause.',
	retry: 'now',
	waitSeconds: THROTTLED_WAIT_SECONDS,
	meaning: 'rateLimited',
};

const NOT_FOUND: ErrorExplanation = {
	title: 'ChatArchitect does not know this address',
	remedy: 'Check the API Address in the credential.',
	retry: 'no',
};

const TOO_LARGE: ErrorExplanation = {
	title: 'The message is too large for ChatArchitect',
	remedy: 'Shorten it, or send a link to the file instead.',
	retry: 'no',
};

const FAULT: ErrorExplanation = {
	title: 'ChatArchitect reported an internal error',
	remedy: 'Check whether the customer got the message before you send it again.',
	retry: 'no',
	mayHaveBeenSent: true,
};

const REFUSED: ErrorExplanation = {
	title: 'ChatArchitect refused the message',
	remedy: 'Read the reason. If it does not help, ask the support of ChatArchitect with the code.',
	retry: 'no',
};
