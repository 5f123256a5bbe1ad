import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';
import { explainNotAnswered } from '../../messaging/not-answered';
import { explainErrorCode } from '../whatsapp-format/errors/explain-code';

/**
 * Translates the answers of Meta into errors for the user. The Cloud API has no idempotency key, so a message that may
 * have been sent is never retried automatically.
 */

const ASKED = { provider: 'WhatsApp', addressField: 'the API Address' };

/** Explains any failure of a request to Meta. Total: no failure and no body throws. */
export function explainError(failure: HttpFailure): MessagingError {
	switch (failure.kind) {
		case 'timeout':
		case 'downloadEnded':
		case 'unreachable':
			return explainNotAnswered(failure, ASKED);
		case 'refused':
			return afterRequestedPause(
				explainBody(failure.body, failure.status) ??
					explainErrorCode(`http${failure.status}`, { status: failure.status }),
				failure.headers,
			);
	}
}

/** Adds the wait that a gateway in front of Meta requests by Retry-After, which Meta itself does not document. */
function afterRequestedPause(
	error: MessagingError,
	headers: Readonly<Record<string, string>>,
): MessagingError {
	const seconds = Number(headers['retry-after']);
	return error.retry === 'now' && seconds > 0 ? { ...error, retryAfterSeconds: seconds } : error;
}

/** Returns the error in an answer of Meta, whatever its HTTP status; `undefined` when there is none. Total. */
export function explainBody(body: unknown, status?: number): MessagingError | undefined {
	const parsed = errorBody.safeParse(body);
	if (!parsed.success) return undefined;
	const { error } = parsed.data;
	return explainErrorCode(String(error.code), {
		title: error.message ?? error.error_user_title,
		details: detailsOf(error.error_data) ?? error.error_user_msg,
		traceId: error.fbtrace_id,
		status,
	});
}

const words = z.string().optional().catch(undefined);

const errorBody = z.object({
	error: z.object({
		code: z.union([z.number().int(), z.string().regex(/^\d{1,10}$/)]),
		message: words,
		error_user_title: words,
		error_user_msg: words,
		fbtrace_id: words,
		// An object for messages, a plain string for templates (facts 1.10).
		error_data: z.unknown(),
	}),
});

const errorData = z.object({ details: z.string() });

function detailsOf(data: unknown): string | undefined {
	if (typeof data === 'string') return data;
	const parsed = errorData.safeParse(data);
	return parsed.success ? parsed.data.details : undefined;
}
