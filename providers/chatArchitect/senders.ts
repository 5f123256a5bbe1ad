import { z } from 'zod';

import type { SenderApi } from '../../messaging/provider';
import { idText } from '../../messaging/reading/loose-json';
import { phoneOf } from '../whatsapp-format/people';
import { apiRequest } from './api';
import { explainBody, explainError } from './errors';

/**
 * Lists the one number of an app. ChatArchitect answers an empty message with the account's `billing` and `storage`
 * (docs/facts/chat-architect.md#connection); only the number in them is read.
 */
export const senders = {
	async list(account, http) {
		const answer = await http(apiRequest(account, 'whatsappmessage', {}));
		if (!answer.ok) return { ok: false, error: explainError(answer.failure) };
		const refusal = explainBody(answer.body, answer.status);
		if (refusal) return { ok: false, error: refusal };
		const read = accountShape.safeParse(answer.body);
		const told = read.success ? read.data.billing?.phone : undefined;
		const phone = phoneOf(told) ?? phoneOf(account.phone);
		return { ok: true, value: phone === undefined ? [] : [{ id: phone, label: phone, phone }] };
	},
} satisfies SenderApi;

const accountShape = z.object({ billing: z.object({ phone: idText }).optional().catch(undefined) });
