import type { z } from 'zod';

import type { HttpResult } from '../messaging/http';
import { FILE_COMPLAINT } from './accepted-message';

/**
 * Error codes of the simulated platform, which are WhatsApp's (docs/facts/whatsapp-cloud.md#error-body): status 400 and
 * a numeric code. `details` names the part and its problem, and never repeats the text of a message.
 */
export const REFUSALS = {
	missing: 131008,
	invalid: 131009,
	undeliverable: 131026,
	windowClosed: 131047,
	marketingStopped: 131050,
	file: 131053,
	templateVariables: 132000,
	templateUnknown: 132001,
} as const;

export function refuse(code: number, details?: string): HttpResult {
	return {
		ok: false,
		failure: {
			kind: 'refused',
			status: 400,
			headers: { 'content-type': 'application/json' },
			body: { error: { code, ...(details !== undefined && { details }) } },
		},
	};
}

/** Refuses a message that fails the check, with the first error. */
export function refuseMessage(error: z.ZodError): HttpResult {
	const issue = firstIssue(error);
	if (!issue) return refuse(REFUSALS.invalid);
	const part = issue.path.filter((step) => step !== 'message').join('.') || 'message';
	const isEmpty = issue.code === 'invalid_type' && issue.received === 'undefined';
	if (isEmpty) return refuse(REFUSALS.missing, `${part} is missing.`);
	if (issue.code === 'custom' && issue.message === FILE_COMPLAINT) {
		return refuse(REFUSALS.file, `${part} ${issue.message}.`);
	}
	const isOurs = issue.message.startsWith('must');
	return refuse(REFUSALS.invalid, `${part} ${isOurs ? issue.message : 'has the wrong form'}.`);
}

/** Returns the first error. In a union, the branch that matched furthest has the clearest one. */
function firstIssue(error: z.ZodError): z.ZodIssue | undefined {
	const [issue] = error.issues;
	if (issue?.code !== 'invalid_union') return issue;
	const inner = issue.unionErrors.map(firstIssue).filter((found) => found !== undefined);
	return inner.find((found) => found.code === 'custom' || found.code === 'too_small') ?? inner[0];
}
