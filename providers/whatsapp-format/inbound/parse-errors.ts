import { z } from 'zod';

import type { MessagingError } from '../../../messaging/error';
import type { MessagingEvent } from '../../../messaging/event';
import { contentId } from '../../../messaging/reading/content-id';
import { idText, text } from '../../../messaging/reading/loose-json';
import { explainErrorCode } from '../errors/explain-code';
import { eventOf } from './event-of';
import { itemsOf, type Change } from './payload';

/**
 * Errors in webhooks, `{ code, title, message, error_data: { details } }` (docs/facts/whatsapp-cloud.md#error-body).
 */

const webhookError = z.object({
	code: idText,
	title: text,
	message: text,
	fbtrace_id: text,
	error_data: z.object({ details: text }).optional().catch(undefined),
});

/** Explains one such error to the user. An unreadable one is an unknown error. Total. */
export function explainMetaError(raw: unknown): MessagingError {
	const read = webhookError.safeParse(raw);
	if (!read.success) return explainErrorCode('unknown', {});
	const { code, title, message, error_data: data, fbtrace_id: traceId } = read.data;
	return explainErrorCode(code ?? 'unknown', {
		title: title ?? message,
		details: data?.details,
		traceId,
	});
}

/** Reads errors of the whole number or account, which belong to no message, as `account` events of type `error`. */
export function errorEvents(change: Change): MessagingEvent[] {
	return itemsOf(change.value, 'errors').flatMap((raw) => {
		if (!hasContent(raw)) return [];
		const { field, accountId, time, business } = change;
		return [
			eventOf(change, {
				event: 'account',
				id: contentId('error', [field, accountId, business.id, time, raw]),
				contact: { id: '' },
				account: { type: 'error', ...explainMetaError(raw) },
				time,
				raw,
			}),
		];
	});
}

/** Returns whether an error has a code or a text. */
function hasContent(raw: unknown): boolean {
	const read = webhookError.safeParse(raw);
	if (!read.success) return false;
	const { code, title, message, error_data: data } = read.data;
	return [code, title, message, data?.details].some((part) => part !== undefined && part !== '');
}
