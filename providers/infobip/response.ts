import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpResponse } from '../../messaging/http';
import type { SendResult } from '../../messaging/provider';
import { idText, text } from '../../messaging/reading/loose-json';
import { redact } from '../../messaging/redact';
import { explainBody, explainReport } from './errors';
import { isFailure, reportStatus } from './report-status';

/**
 * Reads Infobip's answer to a send. Single WhatsApp messages are answered with an object, all others with a list
 * (docs/facts/infobip.md#answers-and-reports). Status 200 proves nothing: a status of the groups rejected,
 * undeliverable or expired is a refusal. The outcome of all others comes later as a report.
 */
export function readResponse(response: HttpResponse): SendResult {
	const error = explainBody(response);
	if (error) return { ok: false, error };
	const sent = sentMessage(response.body);
	if (sent === undefined) return { ok: false, error: UNREADABLE };
	const status = reportStatus.parse(sent.status);
	if (isFailure(status)) {
		// Refused before it was sent, whatever the same status means in a report.
		const { mayHaveBeenSent: _certainlyNot, ...refusal } = explainReport(status, undefined);
		const action = redact(status.action);
		const advice = action ? { reason: `${refusal.reason} ${action}` } : {};
		return { ok: false, error: { ...refusal, ...advice } };
	}
	if (sent.messageId === undefined) return { ok: false, error: UNREADABLE };
	const recipientId = sent.to ?? sent.destination;
	return { ok: true, messageId: sent.messageId, ...(recipientId ? { recipientId } : {}) };
}

const single = z
	.object({ messageId: idText, status: z.unknown(), to: text, destination: text })
	.refine(({ messageId, status }) => messageId !== undefined || status !== undefined);
const several = z.object({ messages: z.array(single).min(1) });

function sentMessage(body: unknown): z.infer<typeof single> | undefined {
	const many = several.safeParse(body);
	if (many.success) return many.data.messages[0];
	const one = single.safeParse(body);
	return one.success ? one.data : undefined;
}

const UNREADABLE: MessagingError = {
	code: 'unreadableResponse',
	title: 'Infobip answered in an unknown format',
	reason: 'The answer contains neither a message id nor an error.',
	remedy:
		'Check the API Base URL in the credential, and whether the customer got the message, before you send it again.',
	retry: 'no',
	mayHaveBeenSent: true,
};
