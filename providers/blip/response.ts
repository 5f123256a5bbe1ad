import { z } from 'zod';

import type { HttpRequest, HttpResponse } from '../../messaging/http';
import type { SendResult } from '../../messaging/provider';
import { explainBody, explainError, UNREADABLE_ANSWER } from './errors';

/**
 * Reads Blip's answer to a send (docs/facts/blip.md#http-answers). A message is answered with an empty 202, which
 * proves neither delivery nor that the customer exists. So the id is that of the request. A campaign is a command, and
 * failed commands are answered with 200, too.
 */
export function readResponse(response: HttpResponse, request?: HttpRequest): SendResult {
	const error = explainBody(response.body);
	if (error) return { ok: false, error };
	if (response.status < 200 || response.status > 299) {
		return { ok: false, error: explainError({ kind: 'refused', ...response }) };
	}
	const answered = answer.safeParse(response.body);
	const named = sent.safeParse(request?.json);
	const isCampaign = named.success && named.data.method !== undefined;
	const campaignId = answered.success ? answered.data.resource?.id : undefined;
	const messageId = (isCampaign ? campaignId : undefined) ?? (named.success ? named.data.id : '');
	if (isCampaign && !answered.success) return { ok: false, error: { ...MAYBE_SENT } };
	// A page of a server in between is no acceptance.
	if (!isCampaign && isPage(response.body)) return { ok: false, error: { ...MAYBE_SENT } };
	return messageId === '' ? { ok: false, error: { ...MAYBE_SENT } } : { ok: true, messageId };
}

const answer = z.object({
	status: z.string().regex(/^success$/i),
	resource: z
		.object({ id: z.string().min(1).optional().catch(undefined) })
		.optional()
		.catch(undefined),
});

const sent = z.object({ id: z.string().min(1), method: z.string().optional().catch(undefined) });

function isPage(body: unknown): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

const MAYBE_SENT = {
	...UNREADABLE_ANSWER,
	remedy:
		'Check HTTP Endpoint in the credential, and whether the customer got the message, before you send it again.',
	mayHaveBeenSent: true,
} as const;
