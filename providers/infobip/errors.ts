import type { MessagingError } from '../../messaging/error';
import type { HttpFailure, HttpResponse } from '../../messaging/http';
import { explainNotAnswered } from '../../messaging/not-answered';
import { redact } from '../../messaging/redact';
import { readErrorBody, type ErrorBody } from './error-body';
import {
	CHAT_ERRORS,
	FAILED_STATUSES,
	NETWORK_ERRORS,
	THROTTLED_WAIT_SECONDS,
	type ErrorEntry,
} from './error-table';
import { refusalOf, validationRemedy, type ErrorExplanation } from './http-refusals';
import { reportError, type ReportStatus } from './report-status';

/**
 * Explains the errors of Infobip. There are two kinds: an HTTP error before anything was accepted, and a status or
 * error id afterwards, in a 200 or in a delivery report (docs/facts/infobip.md#answers-and-reports and
 * docs/facts/infobip.md#error-bodies). There is no idempotency key, so a message that may have been sent is never sent
 * again automatically.
 */

const NO_EXPLANATION = 'Infobip gave no further explanation.';

const ASKED = { provider: 'Infobip', addressField: 'the API Base URL' };

/** Explains any failure of a request to Infobip. Total: no failure and no body throws. */
export function explainError(failure: HttpFailure): MessagingError {
	switch (failure.kind) {
		case 'timeout':
		case 'downloadEnded':
		case 'unreachable':
			return explainNotAnswered(failure, ASKED);
		case 'refused':
			return explainRefusal(failure);
	}
}

/** Returns the error in an answer, whatever its HTTP status; `undefined` when there is none. */
export function explainBody(response: HttpResponse): MessagingError | undefined {
	const isRefused = response.status < 200 || response.status > 299;
	if (isRefused) return explainRefusal(response);
	const body = readErrorBody(response.body);
	return body?.code ? explainRefusal(response) : undefined;
}

function explainRefusal({ status, headers, body }: HttpResponse): MessagingError {
	const read: ErrorBody = readErrorBody(body) ?? { violations: [] };
	const explanation = refusalOf(status, read.code);
	const words = [read.text, ...read.violations.slice(0, MOST_VIOLATIONS)].filter(Boolean).join(' ');
	const wait = explanation.policy === 'backoff' ? retryAfter(headers) : undefined;
	return {
		code: safeCode(read.code) ?? `http${status}`,
		title: explanation.title,
		reason: redact(words) ?? NO_EXPLANATION,
		remedy: validationRemedy(read.violations) ?? explanation.remedy,
		...consequence({ ...explanation, ...(wait === undefined ? {} : { waitSeconds: wait }) }),
		...(explanation.meaning ? { meaning: explanation.meaning } : {}),
	};
}

/**
 * Explains a message that was accepted and then failed. The error is more exact than the status, so it comes first. The
 * code is the id of the error (`7010`) or the name of the status (`REJECTED_NOT_ENOUGH_CREDITS`). Total.
 */
export function explainReport(status: ReportStatus, rawError: unknown): MessagingError {
	const error = reportError.parse(rawError ?? {});
	const isNamed = error.id !== undefined && error.id !== 0;
	const entry = isNamed ? ERRORS.get(error.id ?? 0) : undefined;
	const statusEntry = STATUSES.get(status.id ?? 0);
	const explanation = entry ?? statusEntry ?? UNKNOWN_REPORT;
	const words = isNamed
		? [error.description ?? error.name, entry ? undefined : status.description]
		: [status.description ?? status.name];
	return {
		code: isNamed ? String(error.id) : codeOf(status),
		title: explanation.title,
		reason: redact(words.filter(Boolean).join('. ')) ?? NO_EXPLANATION,
		remedy: explanation.remedy,
		...consequence(explanation),
		...(explanation.meaning ? { meaning: explanation.meaning } : {}),
	};
}

const MOST_VIOLATIONS = 5;
/** Longest wait that Infobip can request. A longer one is probably a mistake. */
const LONGEST_WAIT_SECONDS = 3600;

const ERRORS = byId([...CHAT_ERRORS, ...NETWORK_ERRORS]);
const STATUSES = byId(FAILED_STATUSES);

function byId(entries: readonly ErrorEntry[]): ReadonlyMap<number, ErrorEntry> {
	return new Map(
		entries.flatMap((entry) => Object.keys(entry.ids).map((id) => [Number(id), entry] as const)),
	);
}

/** Returns the most exact name of a status. */
function codeOf({ id, name, groupId, groupName }: ReportStatus): string {
	return (
		safeCode(name) ??
		(id === undefined ? undefined : `status${id}`) ??
		safeCode(groupName) ??
		(groupId === undefined ? 'unknown' : `group${groupId}`)
	);
}

function safeCode(code: string | undefined): string | undefined {
	return code !== undefined && /^[\w.-]{1,60}$/.test(code) ? code : undefined;
}

function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
	const seconds = Number(headers['retry-after']);
	return Number.isFinite(seconds) && seconds > 0
		? Math.min(Math.ceil(seconds), LONGEST_WAIT_SECONDS)
		: undefined;
}

function consequence(
	explanation: Pick<ErrorExplanation, 'policy' | 'waitSeconds'>,
): Pick<MessagingError, 'retry' | 'retryAfterSeconds' | 'mayHaveBeenSent'> {
	switch (explanation.policy) {
		case 'unsafe':
			return { retry: 'no', mayHaveBeenSent: true };
		case 'no':
			return { retry: 'no' };
		case 'later':
			return { retry: 'later' };
		case 'backoff':
			return { retry: 'now', retryAfterSeconds: explanation.waitSeconds ?? THROTTLED_WAIT_SECONDS };
	}
}

const UNKNOWN_REPORT: ErrorExplanation = {
	title: 'The message was not delivered',
	remedy:
		'Read the reason. If it does not help, look the code up in the list of status and error codes of Infobip.',
	policy: 'no',
};
