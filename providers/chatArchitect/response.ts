import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { HttpResponse } from '../../messaging/http';
import type { SendResult } from '../../messaging/provider';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { explainBody, explainError } from './errors';

/**
 * Reads ChatArchitect's answer to a send. No page shows it (docs/facts/chat-architect.md#answer-to-a-send); Gupshup's
 * own is `{ status: 'submitted', messageId }`, and `messageId` is what receipts name as `gsId`. A 200 can carry a
 * refusal.
 */
export function readResponse(response: HttpResponse): SendResult {
	const error = explainBody(response.body, response.status);
	if (error) return { ok: false, error };
	if (response.status < 200 || response.status > 299) {
		return { ok: false, error: explainError({ kind: 'refused', ...response }) };
	}
	const messageId = messageIdOf(response.body);
	if (messageId !== undefined) return { ok: true, messageId };
	// Accepted, but without an id: its receipts cannot be matched, and reporting a failure would be wrong.
	return saysTaken(response.body)
		? { ok: true, messageId: '' }
		: { ok: false, error: { ...UNREADABLE } };
}

const named = z.object({ messageId: idText, message_id: idText });

/** Paths of the id: at the top as with Gupshup, or one level deep; in Meta's form in the list `messages`. */
const PLACES = ['message', 'payload', 'data', 'response', 'result'] as const;
const metaForm = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });

function messageIdOf(body: unknown): string | undefined {
	const answer = looseRecord.parse(body);
	if (answer === undefined) return undefined;
	for (const part of [answer, ...PLACES.map((place) => answer[place])]) {
		const read = named.safeParse(part);
		const id = read.success ? (read.data.messageId ?? read.data.message_id) : undefined;
		if (id !== undefined) return id;
	}
	const metas = metaForm.safeParse(answer);
	return metas.success ? metas.data.messages[0]?.id : undefined;
}

const TAKEN_STATES: ReadonlySet<string> = new Set([
	'submitted',
	'success',
	'ok',
	'sent',
	'queued',
	'enqueued',
	'accepted',
]);

const stated = z.object({ status: text });

function saysTaken(body: unknown): boolean {
	const read = stated.safeParse(body);
	return read.success && TAKEN_STATES.has(read.data.status?.trim().toLowerCase() ?? '');
}

const UNREADABLE: MessagingError = {
	code: 'unreadableResponse',
	title: 'ChatArchitect answered in an unknown format',
	reason: 'The answer states neither that the message was accepted nor that it was refused.',
	remedy:
		'Check whether the customer got the message before you send it again. If this was a template, try the other setting of "Send Templates As" in the credential; otherwise check the API Address there.',
	retry: 'no',
	mayHaveBeenSent: true,
};
