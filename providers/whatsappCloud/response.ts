import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpResponse } from '../../messaging/http';
import type { SendResult } from '../../messaging/provider';
import { explainBody, explainError } from './errors';

/**
 * Reads Meta's answer to a send (docs/facts/whatsapp-cloud.md#answer-to-a-send). The message is accepted, not
 * delivered: the outcome comes later as a status. An answer with status 200 can contain an error, and an accepted
 * template can be held back.
 */
export function readResponse(response: HttpResponse): SendResult {
	const error = explainBody(response.body, response.status);
	if (error) return { ok: false, error };
	if (response.status < 200 || response.status > 299) {
		return { ok: false, error: explainError({ kind: 'refused', ...response }) };
	}
	const sent = sendResponse.safeParse(response.body);
	const first = sent.success ? sent.data.messages[0] : undefined;
	if (!sent.success || first === undefined) return { ok: false, error: UNREADABLE };
	const contact = sent.data.contacts?.[0];
	const recipientId = contact?.wa_id ?? contact?.user_id;
	return {
		ok: true,
		messageId: first.id,
		...(recipientId ? { recipientId } : {}),
		...(HELD_STATES.has(first.message_status ?? '') ? { held: true } : {}),
	};
}

/** Accepted but not sent: Meta checks the template's quality, or has paused it. */
const HELD_STATES: ReadonlySet<string> = new Set(['held_for_quality_assessment', 'paused']);

const text = z.string().optional().catch(undefined);

const sendResponse = z.object({
	messages: z.array(z.object({ id: z.string().min(1), message_status: text })).min(1),
	contacts: z
		.array(z.object({ wa_id: text, user_id: text }))
		.optional()
		.catch(undefined),
});

const UNREADABLE: MessagingError = {
	code: 'unreadableResponse',
	title: 'WhatsApp answered in an unknown format',
	reason: 'The answer contains neither a message id nor an error.',
	remedy:
		'Check the API Address in the credential, and whether the customer got the message, before you send it again.',
	retry: 'no',
	mayHaveBeenSent: true,
};
