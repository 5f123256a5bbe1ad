import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';
import { explainNotAnswered } from '../../messaging/not-answered';
import { redact } from '../../messaging/redact';
import { isAboutWindow, explanationOf } from './error-explanations';

/**
 * Translates the answers of Botmaker into errors for the user (docs/facts/botmaker.md#errors). The v2 API has no list
 * of codes: the HTTP status decides, and Botmaker's text becomes the reason. The older API, which still answers some
 * requests, has two codes of its own: 101 for no credit, and 201 for the end of the 24 hours.
 */

const NO_EXPLANATION = 'Botmaker gave no further explanation.';

const ASKED = { provider: 'Botmaker', addressField: 'the API Address' };

/** Explains any failure of a request to Botmaker. Total: no failure and no body throws. */
export function explainError(failure: HttpFailure): MessagingError {
	switch (failure.kind) {
		case 'timeout':
		case 'downloadEnded':
		case 'unreachable':
			return explainNotAnswered(failure, ASKED);
		case 'refused': {
			const said = saidIn(failure.body);
			return explainRefusal(failure.status, said, retryAfter(failure.headers));
		}
	}
}

/** Returns the refusal in an answer whose status says success; `undefined` when there is none. Total. */
export function explainBody(body: unknown, status: number): MessagingError | undefined {
	const said = saidIn(body);
	return said && explainRefusal(status, said, undefined);
}

interface Said {
	/** Botmaker's `type` of the error, or the code of the older API. */
	code?: string;
	words?: string;
}

function explainRefusal(
	status: number,
	said: Said | undefined,
	retryAfterSeconds: number | undefined,
): MessagingError {
	const words = redact(said?.words);
	const explanation = explanationOf(status, said?.code, isAboutWindow(said?.words));
	const wait = retryAfterSeconds ?? explanation.waitSeconds;
	return {
		code: codeOf(said?.code) ?? `http${status}`,
		title: explanation.title,
		reason: words ?? NO_EXPLANATION,
		remedy: explanation.remedy,
		retry: explanation.retry,
		...(explanation.retry !== 'no' && wait !== undefined ? { retryAfterSeconds: wait } : {}),
		...(explanation.mayHaveBeenSent ? { mayHaveBeenSent: true } : {}),
		...(explanation.meaning ? { meaning: explanation.meaning } : {}),
	};
}

function codeOf(code: string | undefined): string | undefined {
	return code !== undefined && /^[\w.-]{1,40}$/.test(code) ? code : undefined;
}

const text = z.string().optional().catch(undefined);
const code = z
	.union([z.string(), z.number().int().transform(String)])
	.optional()
	.catch(undefined);

const newer = z.object({
	errors: z
		.array(z.object({ type: code, source: text, message: text }).catch({}))
		.min(1)
		.max(100),
});
const older = z.object({ error: z.object({ code, message: text }) });

function saidIn(body: unknown): Said | undefined {
	const many = newer.safeParse(body);
	if (many.success) {
		const { errors } = many.data;
		const words = errors
			.map(({ source, message }) => [source, message].filter(Boolean).join(': '))
			.filter((sentence) => sentence !== '')
			.join('; ');
		return { code: errors[0]?.type, words: words || undefined };
	}
	const one = older.safeParse(body);
	return one.success ? { code: one.data.error.code, words: one.data.error.message } : undefined;
}

const LONGEST_WAIT_SECONDS = 3600;

/** Returns the wait in seconds. The other form of the header, a date, would need a clock. */
function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
	const value = headers['retry-after']?.trim() ?? '';
	return /^\d{1,6}$/.test(value) ? Math.min(Number(value), LONGEST_WAIT_SECONDS) : undefined;
}
