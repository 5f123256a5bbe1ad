import type { MessagingError } from '../../messaging/error';
import type { HttpResponse } from '../../messaging/http';
import type { SendResult } from '../../messaging/provider';
import { explainBody, explainError } from './errors';
import { recordOf, textOf } from './loose-json';

/**
 * Reads Botmaker's answer to a send: accepted, with an id (docs/facts/botmaker.md#answer-to-a-send). The delivery is
 * reported later by webhook. Pages disagree on 200 or 202, so every 2xx counts.
 */
export function readResponse(response: HttpResponse): SendResult {
	if (response.status < 200 || response.status > 299) {
		return { ok: false, error: explainError({ kind: 'refused', ...response }) };
	}
	const error = explainBody(response.body, response.status);
	if (error) return { ok: false, error };
	const messageId = textOf(recordOf(response.body), 'webhookNotificationId', 'requestId', 'id');
	return messageId === undefined ? { ok: false, error: UNREADABLE } : { ok: true, messageId };
}

const UNREADABLE: MessagingError = {
	code: 'unreadableResponse',
	title: 'Botmaker answered in an unknown format',
	reason: 'The answer contains neither an id nor an error.',
	remedy:
		'Check the API Address in the credential, and in Botmaker whether the customer got the message, before you send it again.',
	retry: 'no',
	mayHaveBeenSent: true,
};
