import { z } from 'zod';

import { list, looseRecord, text } from '../../messaging/reading/loose-json';

/**
 * An error body in any of Infobip's forms (docs/facts/infobip.md#error-bodies). The form depends on the product, not on
 * the HTTP status. One node calls several products, so all forms are read everywhere.
 */
export interface ErrorBody {
	/** E.g. `BAD_REQUEST`, `E400`; absent where the form has none. */
	code?: string;
	/** Infobip's sentence. */
	text?: string;
	/** Errors of single fields, e.g. `content.text: must not be blank`. */
	violations: string[];
	/** Infobip's own advice. */
	action?: string;
}

/** Reads an error body; `undefined` when it is no error of Infobip. Total. */
export function readErrorBody(body: unknown): ErrorBody | undefined {
	return exception(body) ?? apiError(body) ?? lone(body);
}

const exceptionShape = z.object({
	requestError: z.object({
		serviceException: z.object({ messageId: text, text, validationErrors: looseRecord }),
	}),
});

/** Reads the form of most of WhatsApp, subscriptions and numbers. */
function exception(body: unknown): ErrorBody | undefined {
	const read = exceptionShape.safeParse(body);
	if (!read.success) return undefined;
	const { messageId, text: words, validationErrors } = read.data.requestError.serviceException;
	const violations = Object.entries(validationErrors ?? {}).flatMap(([field, faults]) =>
		(Array.isArray(faults) ? faults : [faults])
			.filter((fault): fault is string => typeof fault === 'string')
			.map((fault) => `${field}: ${fault}`),
	);
	return {
		...(messageId ? { code: messageId } : {}),
		...(words ? { text: words } : {}),
		violations,
	};
}

const apiErrorShape = z.object({
	errorCode: text,
	description: text,
	action: text,
	violations: list,
});
const violation = z.object({ property: text, violation: z.string() });

/** Reads the form of Viber, Messages API, WhatsApp events and flows. */
function apiError(body: unknown): ErrorBody | undefined {
	const read = apiErrorShape.safeParse(body);
	if (!read.success) return undefined;
	const { errorCode, description, action } = read.data;
	const violations = read.data.violations.flatMap((item) => {
		const parsed = violation.safeParse(item);
		if (!parsed.success) return [];
		const { property } = parsed.data;
		return [property ? `${property}: ${parsed.data.violation}` : parsed.data.violation];
	});
	if (!errorCode && !description && violations.length === 0) return undefined;
	return {
		...(errorCode ? { code: errorCode } : {}),
		...(description ? { text: description } : {}),
		...(action ? { action } : {}),
		violations,
	};
}

const loneShape = z.object({ error: z.string().min(1) });

/** Reads the form of *Mark as Read*. */
function lone(body: unknown): ErrorBody | undefined {
	const read = loneShape.safeParse(body);
	return read.success ? { text: read.data.error, violations: [] } : undefined;
}
