import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';
import { explainNotAnswered } from '../../messaging/not-answered';
import { redact } from '../../messaging/redact';
import { ERROR_TABLE } from '../whatsapp-format/errors/error-table';
import { explainErrorCode } from '../whatsapp-format/errors/explain-code';
import { REASON_TABLE, type ReasonEntry } from './error-table';
import { HTTP_ERRORS, otherStatus } from './http-errors';

/**
 * Translates the answers of Blip into errors for the user (docs/facts/blip.md#http-answers and
 * docs/facts/blip.md#reason-codes). Blip documents no protection against repeats, so a message that may have been sent
 * is never retried automatically.
 */

const NO_EXPLANATION = 'Blip gave no further explanation.';
/** The time for which Blip is reported to answer 429 after too many requests. */
const THROTTLED_WAIT_SECONDS = 120;
/** Smaller codes are LIME's own, others Meta's. */
const SMALLEST_META_CODE = 1000;

export interface Reason {
	code?: number;
	description?: string;
}

/** Explains a `failure` inside an answer, or the `reason` of a `failed` notification. Total. */
export function explainFailure(reason: Reason | undefined): MessagingError {
	const meta = metaCode(reason);
	if (meta !== undefined)
		return explainErrorCode(meta, { details: redact(plain(reason?.description)) });
	const entry = REASONS.get(reason?.code ?? 0) ?? UNDOCUMENTED;
	return {
		code: reason?.code === undefined ? 'unknown' : String(reason.code),
		title: entry.title,
		reason: redact(plain(reason?.description)) ?? NO_EXPLANATION,
		remedy: entry.remedy,
		...consequence(entry),
		...(entry.meaning ? { meaning: entry.meaning } : {}),
	};
}

const ASKED = { provider: 'Blip', addressField: 'HTTP Endpoint' };

/** Explains any failure of a request to Blip. Total: no failure and no body throws. */
export function explainError(failure: HttpFailure): MessagingError {
	switch (failure.kind) {
		case 'timeout':
		case 'downloadEnded':
		case 'unreachable':
			return explainNotAnswered(failure, ASKED);
		case 'refused':
			return byStatus(failure.status, failure.headers, failure.body);
	}
}

/** Returns the failure in an answer whose HTTP status says success; `undefined` when there is none. */
export function explainBody(body: unknown): MessagingError | undefined {
	const parsed = failureBody.safeParse(body);
	return parsed.success ? explainFailure(parsed.data.reason) : undefined;
}

const code = z.number().int().optional().catch(undefined);
const words = z.string().optional().catch(undefined);
/** Accepts every reason. One that cannot be read counts as none. */
export const reasonShape = z.object({ code, description: words }).optional().catch(undefined);

const failureBody = z
	.object({
		status: z.string().optional().catch(undefined),
		event: z.string().optional().catch(undefined),
		reason: reasonShape,
	})
	.refine(({ status, event }) => /^failure$/i.test(status ?? '') || event === 'failed');

const REASONS: ReadonlyMap<number, ReasonEntry> = new Map(
	REASON_TABLE.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)),
);

const UNDOCUMENTED: Omit<ReasonEntry, 'codes'> = {
	title: 'Blip refused the request',
	remedy: 'Read the reason. If it does not help, ask the support of Blip with the code.',
	policy: 'no',
};

const META_CODES: ReadonlySet<string> = new Set(
	ERROR_TABLE.flatMap(({ codes }) =>
		codes.filter((code): code is number => typeof code === 'number').map(String),
	),
);

/** Returns Meta's code. It is not documented whether it is in `code` or in the description, so both are read. */
function metaCode(reason: Reason | undefined): string | undefined {
	const { code, description } = reason ?? {};
	if (code !== undefined && code >= SMALLEST_META_CODE) return String(code);
	return plain(description)
		?.match(/\b\d{5,7}\b/g)
		?.find((digits) => META_CODES.has(digits));
}

/** Returns the start of a description, which may have any length, as plain text. */
function plain(description: string | undefined): string | undefined {
	return description?.slice(0, 2000);
}

function consequence(
	entry: Pick<ReasonEntry, 'policy' | 'waitSeconds'>,
): Pick<MessagingError, 'retry' | 'retryAfterSeconds' | 'mayHaveBeenSent'> {
	if (entry.policy === 'unsafe') return { retry: 'no', mayHaveBeenSent: true };
	if (entry.policy === 'no') return { retry: 'no' };
	return {
		retry: entry.policy === 'backoff' ? 'now' : 'later',
		...(entry.waitSeconds === undefined ? {} : { retryAfterSeconds: entry.waitSeconds }),
	};
}

function byStatus(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: unknown,
): MessagingError {
	const told = reasonOf(body);
	const explained = told?.code === undefined ? undefined : explainFailure(told);
	const known =
		HTTP_ERRORS[status] ??
		(status < 500 && explained?.mayHaveBeenSent !== true ? explained : undefined) ??
		otherStatus(status, redact(plain(told?.description)) ?? NO_EXPLANATION);
	if (status !== 429) return known;
	const asked = Number(headers['retry-after']);
	return { ...known, retryAfterSeconds: asked > 0 ? asked : THROTTLED_WAIT_SECONDS };
}

function reasonOf(body: unknown): Reason | undefined {
	const parsed = z
		.object({ reason: reasonShape, code, description: words, message: words })
		.safeParse(body);
	if (!parsed.success) return undefined;
	const { reason, description, message } = parsed.data;
	return reason ?? { code: parsed.data.code, description: description ?? message };
}

export const UNREADABLE_ANSWER: MessagingError = {
	code: 'unreadableAnswer',
	title: 'Blip answered in an unknown format',
	reason: 'The answer is not one of Blip.',
	remedy: 'Check HTTP Endpoint in the credential, and any proxy in between.',
	retry: 'no',
};
